package io.github.cognitocourier.providers.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of these providers asks of its operator. */
class PlivoSinchTelnyxSettingsTest {

  private static final Wire NOWHERE =
      new Wire((_, _) -> new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED), Secrets.NONE);
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of("PLIVO_AUTH_TOKEN", "t", "SINCH_API_TOKEN", "t", "TELNYX_API_KEY", "KEY0"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plivo://default                                 | plivo: option auth-id must be the Auth ID of the account (MA… or SA…).
          plivo://default?auth-id=a:b&from=x              | plivo: option auth-id must be the Auth ID of the account (MA… or SA…).
          plivo://default?auth-id=MA1                     | plivo: give either option from or option powerpack.
          plivo://default?auth-id=MA1&from=x&powerpack=y  | plivo: give either option from or option powerpack.
          plivo://default?auth-id=MA1&from=x&retain-content=no | plivo: option retain-content must be true or false.
          plivo://eu?auth-id=MA1&from=x                   | PLIVO_EU_AUTH_TOKEN is not set; set it to the Auth Token of the Plivo account.
          """)
  void a_wrong_setting_of_plivo_is_named(String url, String sentence) {
    refuses(url, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sinch://default                             | sinch: option service-plan must be the id of a service plan.
          sinch://default?service-plan=a/b            | sinch: option service-plan must be the id of a service plan.
          sinch://default?service-plan=p&region=apac  | sinch: option region must be us, eu, au, br or ca.
          sinch://default?service-plan=p&retain-content=false | sinch: has no option retain-content; it knows endpoint, from, region, service-plan, status-callback.
          sinch://eu?service-plan=p                   | SINCH_EU_API_TOKEN is not set; set it to the API token of the service plan at Sinch.
          """)
  void a_wrong_setting_of_sinch_is_named(String url, String sentence) {
    refuses(url, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          telnyx://default                         | telnyx: give option from or option messaging-profile.
          telnyx://default?from=Example            | telnyx: an alphanumeric sender needs option messaging-profile, too.
          telnyx://eu?from=+15005550001            | TELNYX_EU_API_KEY is not set; set it to a Telnyx API key (v2).
          """)
  void a_wrong_setting_of_telnyx_is_named(String url, String sentence) {
    refuses(url, sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plivo://default?auth-id=MA1&from=x",
        "sinch://default?service-plan=p",
        "telnyx://default?from=+15005550001"
      })
  void each_carries_any_text_and_needs_no_warning(String url) {
    Provider<Sms> provider = sms(url);
    assertThat(provider.carries()).isEqualTo(Carries.EVERYTHING);
    assertThat(provider.warnings()).isEmpty();
  }

  @Test
  void a_dry_run_needs_no_credentials() {
    Environment none = Environment.of(Map.of()).forDryRun();
    var url = ProviderUrl.parse("test", "sinch://default?service-plan=p");
    assertThat(Providers.sms(url, none, HostedTemplates.NONE, Map.of(), NOWHERE).name())
        .isEqualTo("sinch");
  }

  private static Provider<Sms> sms(String url) {
    return Providers.sms(
        ProviderUrl.parse("test", url), ENVIRONMENT, HostedTemplates.NONE, Map.of(), NOWHERE);
  }

  private static void refuses(String url, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> sms(url))
        .withMessage(sentence);
  }
}
