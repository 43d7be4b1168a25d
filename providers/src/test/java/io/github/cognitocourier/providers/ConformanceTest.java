package io.github.cognitocourier.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.conformance.Conformance;
import io.github.cognitocourier.testkit.conformance.ConformanceSuite;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {

  private static final Conformance.Maker<Email> EMAIL =
      (url, environment, hosted, exchange, secrets) ->
          Providers.email(url, environment, hosted, apis("http"), new Wire(exchange, secrets));

  private static final Conformance.Maker<Sms> SMS =
      (url, environment, hosted, exchange, secrets) ->
          Providers.sms(url, environment, hosted, apis("http-sms"), new Wire(exchange, secrets));

  /** One entry a provider. */
  private static final List<Conformance<?>> PROVIDERS =
      List.of(
          Conformance.email(
              "brevo://default", Map.of("BREVO_API_KEY", Sentinels.KEY), EMAIL, fixtures("brevo")),
          Conformance.email(
              "http://zeptomail",
              Map.of("HTTP_ZEPTOMAIL_SECRET", Sentinels.KEY),
              EMAIL,
              fixtures("http")),
          Conformance.sms(
              "http://46elks?from=+46766861004",
              Map.of("HTTP_46ELKS_SECRET", Sentinels.KEY),
              SMS,
              fixtures("http-sms")),
          Conformance.email(
              "mailersend://default",
              Map.of("MAILERSEND_API_TOKEN", Sentinels.KEY),
              EMAIL,
              fixtures("mailersend")),
          Conformance.email(
              "mailgun://default?domain=mg.example.com",
              Map.of("MAILGUN_API_KEY", Sentinels.KEY),
              EMAIL,
              fixtures("mailgun")),
          Conformance.email(
              "mailjet://default?api-key=0123456789abcdef0123456789abcdef",
              Map.of("MAILJET_SECRET_KEY", Sentinels.KEY),
              EMAIL,
              fixtures("mailjet")),
          Conformance.email(
              "mandrill://default",
              Map.of("MANDRILL_API_KEY", Sentinels.KEY),
              EMAIL,
              fixtures("mandrill")),
          Conformance.sms(
              "messagebird://default?from=+15005550001",
              Map.of("MESSAGEBIRD_ACCESS_KEY", Sentinels.KEY),
              SMS,
              fixtures("messagebird")),
          Conformance.sms(
              "messagebird://default?api=bird&region=eu1&from=+15005550001",
              Map.of("MESSAGEBIRD_ACCESS_KEY", Sentinels.KEY),
              SMS,
              fixtures("messagebird-bird")),
          Conformance.sms(
              "plivo://default?auth-id=MA0123456789ABCDEFGH&from=+15005550001",
              Map.of("PLIVO_AUTH_TOKEN", Sentinels.KEY),
              SMS,
              fixtures("plivo")),
          Conformance.email(
              "postmark://default",
              Map.of("POSTMARK_SERVER_TOKEN", Sentinels.KEY),
              EMAIL,
              fixtures("postmark")),
          Conformance.email(
              "resend://default",
              Map.of("RESEND_API_KEY", Sentinels.KEY),
              EMAIL,
              fixtures("resend")),
          Conformance.email(
              "sendgrid://default",
              Map.of("SENDGRID_API_KEY", Sentinels.KEY),
              EMAIL,
              fixtures("sendgrid")),
          Conformance.sms(
              "sinch://default?service-plan=jd63jf88477ll123ab4567cd89012ef3&from=+15005550001",
              Map.of("SINCH_API_TOKEN", Sentinels.KEY),
              SMS,
              fixtures("sinch")),
          Conformance.email(
              "sparkpost://default",
              Map.of("SPARKPOST_API_KEY", Sentinels.KEY),
              EMAIL,
              fixtures("sparkpost")),
          Conformance.sms(
              "telnyx://default?from=+15005550001",
              Map.of("TELNYX_API_KEY", Sentinels.KEY),
              SMS,
              fixtures("telnyx")),
          Conformance.sms(
              "twilio://default?from=+15005550001",
              Map.of(
                  "TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef",
                  "TWILIO_API_KEY_SID", "SK0123456789abcdef0123456789abcdef",
                  "TWILIO_API_KEY_SECRET", Sentinels.KEY),
              SMS,
              fixtures("twilio")),
          Conformance.sms(
              "twilio-verify://default?service=VA0123456789abcdef0123456789abcdef",
              Map.of(
                  "TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef",
                  "TWILIO_API_KEY_SID", "SK0123456789abcdef0123456789abcdef",
                  "TWILIO_API_KEY_SECRET", Sentinels.KEY),
              SMS,
              fixtures("twilio-verify")),
          Conformance.sms(
              "vonage://default?api-key=abcd1234&from=+15005550001",
              Map.of("VONAGE_API_SECRET", Sentinels.KEY),
              SMS,
              fixtures("vonage")),
          Conformance.sms(
              "vonage://default?api-key=abcd1234&from=+15005550001&api=messages",
              Map.of("VONAGE_API_SECRET", Sentinels.KEY),
              SMS,
              fixtures("vonage-messages")));

  private final HttpExchange exchange = new HttpExchange(InstantSource.system());
  private final ConformanceSuite suite =
      new ConformanceSuite(
          exchange, InstantSource.system(), PROVIDERS, List.of(SmtpConformance.row()));

  private static Path fixtures(String provider) {
    return Path.of("src/test/resources/io/github/cognitocourier/providers", provider);
  }

  /** The APIs that the provider {@code http} is tried with. */
  private static Map<String, HttpApi> apis(String provider) {
    try {
      return CourierJson.parse(Files.readString(fixtures(provider).resolve("courier.json")))
          .httpApis();
    } catch (IOException missing) {
      throw new UncheckedIOException("the APIs of " + provider, missing);
    }
  }

  @TestFactory
  Stream<DynamicNode> every_provider_conforms() {
    return suite.tests();
  }

  @Test
  void no_provider_of_the_catalogue_is_left_out() {
    var catalogue = new TreeSet<>(Providers.emailSchemes());
    catalogue.addAll(Providers.smsSchemes());
    // Has a row of its own.
    catalogue.remove("smtp");
    assertThat(
            PROVIDERS.stream()
                .map(provider -> provider.url().substring(0, provider.url().indexOf(':')))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(catalogue);
  }

  @AfterAll
  void report() {
    suite.report(Path.of("target", "conformance.txt"));
    exchange.close();
  }
}
