package io.github.cognitocourier.providers.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.http.Request;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences that stop start-up, and those that do not. */
class MailSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mailgun://default                                     | mailgun: option domain must be a sending domain of the account, such as domain=mg.example.com.
          mailgun://default?domain=mg.example.com/v3            | mailgun: option domain must be a sending domain of the account, such as domain=mg.example.com.
          mailgun://default?domain=localhost                    | mailgun: option domain must be a sending domain of the account, such as domain=mg.example.com.
          mailgun://default?domain=mg.example.com&region=global | mailgun: option region must be us or eu.
          mailgun://default?domain=mg.example.com&sandbox=1     | mailgun: option sandbox must be true or false.
          mailgun://us?domain=mg.example.com                    | MAILGUN_US_API_KEY is not set; set it to a Mailgun API key or a sending key of the domain.
          brevo://default?tracking=on                           | brevo: option tracking can only be off.
          brevo://default?region=eu                             | brevo: has no option region; it knows endpoint, sandbox, tracking.
          mandrill://default?sandbox=true                       | mandrill: has no option sandbox; it knows endpoint, ip-pool, subaccount.
          mandrill://us                                         | MANDRILL_US_API_KEY is not set; set it to an API key of Mailchimp Transactional.
          mailjet://default                                     | mailjet: option api-key must be the account's API key.
          mailjet://default?api-key=a:b                         | mailjet: option api-key must be the account's API key.
          mailjet://default?api-key=abc&region=eu               | mailjet: option region must be global or us.
          mailjet://default?api-key=abc&template-errors=ops     | mailjet: option template-errors must be an e-mail address.
          mailjet://us?api-key=abc                              | MAILJET_US_SECRET_KEY is not set; set it to the secret key that belongs to the API key.
          """)
  void a_wrong_setting_is_named(String url, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> SentMail.provider(url))
        .withMessage(sentence);
  }

  @Test
  void brevo_warns_until_the_operator_says_that_tracking_is_off() {
    assertThat(SentMail.provider("brevo://default").warnings())
        .containsExactly(
            "brevo: Brevo cannot switch tracking off for a single mail; switch off the tracking of"
                + " opens and clicks of transactional e-mails in Brevo's settings, and set option"
                + " tracking=off.");
    assertThat(SentMail.provider("brevo://default?tracking=off").warnings()).isEmpty();
  }

  @Test
  void postmark_warns_until_the_operator_says_that_the_server_tracks_no_opens() {
    assertThat(SentMail.provider("postmark://default").warnings())
        .containsExactly(
            "postmark: a message cannot switch off open tracking at a Postmark server that tracks"
                + " opens; switch it off in the server's settings, and set option tracking=off.");
    assertThat(SentMail.provider("postmark://default?tracking=off").warnings()).isEmpty();
  }

  @Test
  void whoever_gives_a_mail_server_templates_is_told_that_they_are_not_used() {
    String url = "smtp://default?host=smtp.example.com&username=a";
    assertThat(SentMail.provider(url, _ -> Optional.of("sign-up")).warnings())
        .containsExactly(
            "smtp: a mail server hosts no templates; its ids in courier.json are not used, and"
                + " every mail is sent with its content.");
    assertThat(SentMail.provider(url).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mailgun://default?domain=mg.example.com",
    "mandrill://default",
    "mailjet://default?api-key=abc"
  })
  void the_others_switch_tracking_off_themselves(String url) {
    assertThat(SentMail.provider(url).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "brevo://default, sign-up",
    "brevo://default, 0",
    "brevo://default, 1234567890123456789",
    "mailjet://default?api-key=abc, d-1",
    "mailjet://default?api-key=abc, -1",
  })
  void a_template_that_is_no_number_sends_nothing(String url, String template) {
    var requests = new ArrayList<Request>();
    Outcome outcome =
        SentMail.outcome(url, _ -> Optional.of(template), SentMail.saying("Example"), requests);
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Misconfigured(
                outcome.provider(), "template_refused (the id must be a number)"));
    assertThat(requests).isEmpty();
  }
}
