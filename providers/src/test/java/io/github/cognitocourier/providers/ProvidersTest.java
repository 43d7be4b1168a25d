package io.github.cognitocourier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.providers.wire.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

  private static final Wire NOWHERE =
      new Wire((_, _) -> new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED), Secrets.NONE);
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "SENDGRID_API_KEY", "SG.key",
              "SENDGRID_EU_API_KEY", "SG.key",
              "TWILIO_ACCOUNT_SID", "AC1",
              "TWILIO_AUTH_TOKEN", "token"));

  @Test
  void a_provider_is_named_by_its_url() {
    assertThat(email("sendgrid://default").name()).isEqualTo("sendgrid");
    assertThat(email("sendgrid://eu?region=eu").name()).isEqualTo("sendgrid/eu");
    assertThat(sms("twilio://default?from=Example").name()).isEqualTo("twilio");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sendgrid://default?region=us      | sendgrid: option region must be global or eu.
          sendgrid://default?sandbox=yes    | sendgrid: option sandbox must be true or false.
          sendgrid://default?ip-pool=x      | sendgrid: option ip-pool must have 2 to 64 characters.
          sendgrid://us                     | SENDGRID_US_API_KEY is not set; set it to a SendGrid API key with the permission Mail Send.
          """)
  void a_wrong_setting_of_sendgrid_is_named(String url, String sentence) {
    refusesEmail(url, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          twilio://default                                  | twilio: give either option from or option messaging-service.
          twilio://default?from=a&messaging-service=b       | twilio: give either option from or option messaging-service.
          twilio://default?from=a&region=ie1                | twilio: give region and edge together, such as region=ie1&edge=dublin.
          twilio://default?from=a&edge=dublin               | twilio: give region and edge together, such as region=ie1&edge=dublin.
          twilio://default?from=a&region=x.y&edge=dublin    | twilio: give region and edge together, such as region=ie1&edge=dublin.
          twilio://default?from=a&risk-check=yes            | twilio: option risk-check must be enable or disable.
          twilio://default?from=a&smart-encoded=1           | twilio: option smart-encoded must be true or false.
          twilio://default?from=a&retain-content=no         | twilio: option retain-content must be true or false.
          twilio://us?from=a                                | TWILIO_US_ACCOUNT_SID is not set; set it to the Account SID (AC…) of Twilio.
          """)
  void a_wrong_setting_of_twilio_is_named(String url, String sentence) {
    refusesSms(url, sentence);
  }

  @Test
  void a_key_that_cannot_stand_in_a_header_stops_start_up() {
    var broken = Environment.of(Map.of("SENDGRID_API_KEY", "SG.key with\nline end"));
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() ->
            Providers.email(
                ProviderUrl.parse("test", "sendgrid://default"),
                broken,
                HostedTemplates.NONE,
                Map.of(),
                NOWHERE))
        .withMessage(
            "SENDGRID_API_KEY holds a space or another character that no key has; copy it again.");
  }

  @Test
  void a_dry_run_needs_no_credentials() {
    Environment none = Environment.of(Map.of()).forDryRun();
    var url = ProviderUrl.parse("test", "twilio://default?from=Example");
    assertThat(Providers.sms(url, none, HostedTemplates.NONE, Map.of(), NOWHERE).name())
        .isEqualTo("twilio");
  }

  private static Provider<?> email(String url) {
    return Providers.email(
        ProviderUrl.parse("test", url), ENVIRONMENT, HostedTemplates.NONE, Map.of(), NOWHERE);
  }

  private static Provider<?> sms(String url) {
    return Providers.sms(
        ProviderUrl.parse("test", url), ENVIRONMENT, HostedTemplates.NONE, Map.of(), NOWHERE);
  }

  private static void refusesEmail(String url, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> email(url))
        .withMessage(sentence);
  }

  private static void refusesSms(String url, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> sms(url))
        .withMessage(sentence);
  }
}
