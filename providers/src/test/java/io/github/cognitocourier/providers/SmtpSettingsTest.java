package io.github.cognitocourier.providers;

import static io.github.cognitocourier.providers.SmtpTrial.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator may write, and what is said about it. */
class SmtpSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          username=a                                        | smtp: option host must be the mail server's name, such as smtp.example.com.
          host=smtp.example.com                             | smtp: option username must name the login at the mail server.
          host=smtp.example.com&username=a&port=25          | smtp: port 25 is blocked in AWS Lambda and is not for submission; use 587 or 465.
          host=smtp..example&username=a                     | smtp: option host must be the mail server's name, such as smtp.example.com.
          host=smtp.example.com&username=a&port=x           | smtp: option port must be a number from 1 to 65535.
          host=smtp.example.com&username=a&tls=maybe        | smtp: option tls must be starttls, implicit or none.
          host=smtp.example.com&username=a&tls=none         | smtp: option tls may be none for a server on this machine only.
          host=smtp.example.com&username=a&vendor=acme      | smtp: option vendor must be one of none, brevo, mailersend, mailgun, mailjet, mandrill, postmark, resend, sendgrid, ses, sparkpost.
          host=smtp.example.com&username=a&tracking=on      | smtp: option tracking can only be off.
          endpoint=smtp://smtp.example.com:587&username=a   | smtp: option endpoint must be smtp://localhost:port; for another server use host.
          endpoint=smtp://localhost&username=a              | smtp: option endpoint must be smtp://localhost:port; for another server use host.
          """)
  void a_wrong_setting_is_named(String options, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() ->
            SmtpTrial.provider(
                "smtp://default?" + options, Sentinels.KEY, new Wire(exchange(), Secrets.NONE)))
        .withMessage(sentence);
  }

  @Test
  void whoever_tracks_by_account_is_warned_of_until_tracking_is_off() {
    String url = "smtp://default?username=a&host=smtp.resend.com";
    assertThat(warnings(url))
        .containsExactly(
            "smtp: tracking cannot be switched off for a single mail by SMTP at resend; switch it"
                + " off there and set option tracking=off.");
    assertThat(warnings(url + "&tracking=off")).isEmpty();
    assertThat(warnings("smtp://default?username=a&host=smtp.mailgun.org")).isEmpty();
    assertThat(warnings("smtp://default?username=a&host=smtp.example.com")).isEmpty();
  }

  private static List<String> warnings(String url) {
    return SmtpTrial.provider(url, Sentinels.KEY, new Wire(exchange(), Secrets.NONE)).warnings();
  }
}
