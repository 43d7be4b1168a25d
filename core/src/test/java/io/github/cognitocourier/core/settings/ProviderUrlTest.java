package io.github.cognitocourier.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderUrlTest {

  @Test
  void the_account_names_the_credentials() {
    assertThat(url("sendgrid://default").variable("API_KEY")).isEqualTo("SENDGRID_API_KEY");
    assertThat(url("sendgrid://eu").variable("API_KEY")).isEqualTo("SENDGRID_EU_API_KEY");
    assertThat(url("aws-sms://my-team").variable("KEY")).isEqualTo("AWS_SMS_MY_TEAM_KEY");
  }

  @Test
  void a_plus_sign_in_an_option_is_a_plus_sign() {
    assertThat(url("twilio://default?from=+15550100").option("from")).hasValue("+15550100");
    assertThat(url("twilio://default?from=%2B15550100").option("from")).hasValue("+15550100");
  }

  @Test
  void what_the_operator_has_switched_off_is_off_and_nothing_else() {
    assertThat(ProviderUrl.parse("X", "resend://default?tracking=off").isOff("tracking")).isTrue();
    assertThat(ProviderUrl.parse("X", "resend://default").isOff("tracking")).isFalse();
    var on = ProviderUrl.parse("X", "resend://default?tracking=on");
    assertThatThrownBy(() -> on.isOff("tracking"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("resend: option tracking can only be off.");
  }

  @Test
  void an_option_that_nobody_knows_is_refused_with_those_that_are_known() {
    assertThatThrownBy(() -> url("sendgrid://eu?regoin=eu").allow(Set.of("region", "endpoint")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("sendgrid/eu: has no option regoin; it knows endpoint, region.");
  }

  /** {@code from=} is a variable that nobody set, not the wish for no sender. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a://b?from=", "a://b?from=&region=eu", "a://b?region=eu&from=", "a://b?from"})
  void an_option_without_a_value_is_refused(String url) {
    assertThatThrownBy(() -> url(url))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage(
            "COURIER_EMAIL has an option without a value in its a URL; write option=value.");
  }

  /** The last one won, silently. */
  @Test
  void an_option_that_is_given_twice_is_refused() {
    assertThatThrownBy(() -> url("twilio://default?from=sentinel&from=+15550100"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("COURIER_EMAIL has the option from twice in its twilio URL; write it once.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sendgrid://default",
        "sendgrid://eu?region=eu",
        "twilio://default?from=+15550100&status-callback=https://example.com/a",
        "a://b?from=Acme%20%28UK%29%26%25&x=a=b"
      })
  void is_written_as_it_was_read(String text) {
    assertThat(url(text).text()).isEqualTo(text);
  }

  @Test
  void what_is_written_is_read_as_the_same() {
    var strange = new ProviderUrl("a", "b", Map.of("x", "\u00a0\u2003\t %&=+#?()\u00e9"));

    assertThat(url(strange.text())).isEqualTo(strange);
    assertThat(strange.text()).doesNotContainAnyWhitespaces().doesNotContain("(", ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "http://localhost:4010",
        "http://127.0.0.1:1/base/",
        "http://[::1]:80"
      })
  void an_endpoint_is_https_or_on_this_machine(String endpoint) {
    assertThat(url("a://default?endpoint=" + endpoint).endpoint("https://vendor"))
        .isEqualTo(URI.create(endpoint.replaceAll("/$", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://127.0.0.1.evil.example",
        "ftp://localhost",
        "https://user:secret@example.com",
        "https:///nohost",
        "https://example.com:99999",
        "http://localhost:0",
        "not a url"
      })
  void any_other_endpoint_is_refused_without_being_repeated(String endpoint) {
    assertThatThrownBy(() ->
            new ProviderUrl("a", "default", Map.of("endpoint", endpoint))
                .endpoint("https://vendor"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageNotContaining("secret");
  }

  private static ProviderUrl url(String text) {
    return ProviderUrl.parse("COURIER_EMAIL", text);
  }
}
