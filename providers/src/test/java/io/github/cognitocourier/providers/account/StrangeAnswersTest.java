package io.github.cognitocourier.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A captive portal, a proxy, or a vendor that has changed its mind: nothing is thrown. */
class StrangeAnswersTest {

  private static final String NUMBER = "+14155550100";

  private static final List<String> VENDORS =
      List.of(
          "brevo://default",
          "mailersend://default",
          "mailgun://default?domain=mg.example.com",
          "mailjet://default?api-key=k",
          "mandrill://default",
          "messagebird://default?api=bird&region=eu1&from=Example",
          "messagebird://default?from=Example",
          "plivo://default?auth-id=MA",
          "postmark://default",
          "resend://default",
          "sendgrid://default",
          "sinch://default?service-plan=p",
          "sparkpost://default",
          "telnyx://default?from=" + NUMBER,
          "twilio-verify://default?service=VA0",
          "twilio://default?from=" + NUMBER,
          "vonage://default?api-key=abcd1234");

  private static final List<String> ODD =
      List.of(
          "{\"numbers\":{},\"templates\":7,\"data\":\"x\",\"value\":[],\"scopes\":{},\"results\":1}",
          "{\"numbers\":[{\"msisdn\":\"14155550100\",\"features\":\"SMS\"}],\"templates\":[[]]}",
          "{\"data\":[[],7,null],\"result\":\"x\",\"domains\":\"x\",\"senders\":{},\"Data\":3}",
          "[[]]",
          "7",
          "\"x\"");

  @ParameterizedTest
  @FieldSource("VENDORS")
  void a_page_for_people_proves_nothing(String url) {
    for (String page : List.of("<!DOCTYPE html><title>Log in</title>", "", "[", "OK")) {
      assertThat(vendor(url, page).credentials(soon()))
          .as(page)
          .isInstanceOf(Evidence.Unclear.class);
    }
  }

  @ParameterizedTest
  @FieldSource("VENDORS")
  void json_of_another_form_is_evidence_of_some_kind(String url) {
    for (String answer : ODD) {
      Account account = vendor(url, answer);
      assertThat(account.credentials(soon())).as(answer).isNotNull();
      assertThat(account.sender("no-reply@example.com", soon())).as(answer).isNotNull();
      assertThat(account.sender(NUMBER, soon())).as(answer).isNotNull();
      assertThat(account.template("HJ0", soon())).as(answer).isNotNull();
    }
  }

  private static Account vendor(String url, String answer) {
    return Accounts.of(
            ProviderUrl.parse("URL", url),
            Environment.of(
                Map.ofEntries(
                    Map.entry("BREVO_API_KEY", "key"),
                    Map.entry("MAILERSEND_API_TOKEN", "key"),
                    Map.entry("MAILGUN_API_KEY", "key"),
                    Map.entry("MAILJET_SECRET_KEY", "key"),
                    Map.entry("MANDRILL_API_KEY", "key"),
                    Map.entry("MESSAGEBIRD_ACCESS_KEY", "key"),
                    Map.entry("PLIVO_AUTH_TOKEN", "key"),
                    Map.entry("POSTMARK_SERVER_TOKEN", "key"),
                    Map.entry("RESEND_API_KEY", "key"),
                    Map.entry("SENDGRID_API_KEY", "key"),
                    Map.entry("SINCH_API_TOKEN", "key"),
                    Map.entry("SPARKPOST_API_KEY", "key"),
                    Map.entry("TELNYX_API_KEY", "key"),
                    Map.entry("TWILIO_ACCOUNT_SID", "AC1"),
                    Map.entry("TWILIO_AUTH_TOKEN", "key"),
                    Map.entry("VONAGE_API_SECRET", "key"))),
            (_, _) -> new Reply.Answered(200, Map.of(), answer))
        .orElseThrow();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10), InstantSource.system());
  }
}
