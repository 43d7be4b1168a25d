package io.github.cognitocourier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the URLs of SMS providers may say, and what no fixture can. */
class SmsSettingsTest {

  private static final String SERVICE = "VA0123456789abcdef0123456789abcdef";
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "VONAGE_API_SECRET", "secret",
              "MESSAGEBIRD_ACCESS_KEY", "key",
              "TWILIO_ACCOUNT_SID", "AC1",
              "TWILIO_AUTH_TOKEN", "token",
              "TWILIO_EU_ACCOUNT_SID", "AC2",
              "TWILIO_EU_API_KEY_SID", "SK2",
              "TWILIO_EU_API_KEY_SECRET", "secret"));

  private final List<Request> sent = new ArrayList<>();
  private final Exchange exchange =
      (request, _) -> {
        sent.add(request);
        return new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED);
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vonage://default?from=a                          | vonage: option api-key must be the API key of the Vonage account.
          vonage://default?from=a&api-key=a:b              | vonage: option api-key must be the API key of the Vonage account.
          vonage://default?api-key=k                       | vonage: option from must be a sender, a number or a name.
          vonage://default?api-key=k&from=a&api=verify     | vonage: option api must be sms or messages.
          vonage://default?api-key=k&from=a&region=eu      | vonage: has no option region; it knows api, api-key, endpoint, from, status-callback.
          vonage://us?api-key=k&from=a                     | VONAGE_US_API_SECRET is not set; set it to the API secret of the Vonage account.
          messagebird://default                            | messagebird: option from must be a sender, a number or a name.
          messagebird://default?from=a&api=channels        | messagebird: option api must be rest or bird.
          messagebird://default?from=a&region=eu1          | messagebird: option region is for api=bird.
          messagebird://default?from=a&api=bird            | messagebird: option region must be the one in the API key (bk_eu1_… is region=eu1).
          messagebird://default?from=a&api=bird&region=x.y | messagebird: option region must be the one in the API key (bk_eu1_… is region=eu1).
          messagebird://default?from=a&api=bird&region=eu1&status-callback=https://example.com | messagebird: option status-callback is for api=rest; Bird has webhooks.
          messagebird://us?from=a                          | MESSAGEBIRD_US_ACCESS_KEY is not set; set it to the access key of MessageBird, or an API key of Bird.
          twilio-verify://default                          | twilio-verify: option service must be the SID (VA…) of a Verify service.
          twilio-verify://default?service=MG1              | twilio-verify: option service must be the SID (VA…) of a Verify service.
          """)
  void a_wrong_setting_is_named(String url, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> provider(url))
        .withMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          &channel=email    | twilio-verify: option channel must be sms, whatsapp or call.
          &risk-check=maybe | twilio-verify: option risk-check must be enable or disable.
          """)
  void a_wrong_option_of_twilio_verify_is_named(String option, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> provider("twilio-verify://default?service=" + SERVICE + option))
        .withMessage(sentence);
  }

  @Test
  void twilio_verify_reads_the_variables_of_twilio_whatever_the_account() {
    verify("eu").send(sms(Map.of("code", "482913"), List.of("en")), soon());
    assertThat(sent.getFirst().headers()).containsEntry("Authorization", "Basic U0syOnNlY3JldA==");
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> verify("us"))
        .withMessage(
            "TWILIO_US_ACCOUNT_SID is not set; set it to the Account SID (AC…) of Twilio.");
  }

  @Test
  void twilio_verify_carries_codes_only_and_the_others_everything() {
    assertThat(verify("default").carries()).isEqualTo(Carries.CODES_ONLY);
    assertThat(provider("vonage://default?api-key=k&from=a").carries())
        .isEqualTo(Carries.EVERYTHING);
    assertThat(provider("messagebird://default?from=a").carries()).isEqualTo(Carries.EVERYTHING);
  }

  @Test
  void twilio_verify_sends_nothing_without_a_code_of_four_to_ten_characters() {
    for (Map<String, String> values :
        List.of(
            Map.<String, String>of(),
            Map.of("code", ""),
            Map.of("code", "123"),
            Map.of("code", "12345678901"),
            Map.of("code", "12\n456"),
            Map.of("code", "12 456"))) {
      assertThat(verify("default").send(sms(values, List.of("en")), soon()))
          .isEqualTo(new Outcome.Misconfigured("twilio-verify", "no_code"));
    }
    assertThat(sent).isEmpty();
    verify("default").send(sms(Map.of("code", "1234"), List.of("en")), soon());
    verify("default").send(sms(Map.of("code", "1234567890"), List.of("en")), soon());
    assertThat(sent).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "de-AT en, Locale=de&",
    "pt-BR pt, Locale=pt-BR&",
    "pt-PT, Locale=pt&",
    "zh-Hant-TW, Locale=zh&",
    "tlh en-GB, Locale=en-GB&"
  })
  void twilio_verify_speaks_the_first_language_that_twilio_lists(String locales, String field) {
    verify("default").send(sms(Map.of("code", "482913"), List.of(locales.split(" "))), soon());
    assertThat(body()).contains(field);
  }

  @Test
  void twilio_verify_leaves_a_language_that_twilio_does_not_list_to_twilio() {
    verify("default").send(sms(Map.of("code", "482913"), List.of("tlh")), soon());
    assertThat(body()).doesNotContain("Locale");
  }

  private String body() {
    return URLDecoder.decode(sent.getFirst().body(), StandardCharsets.UTF_8);
  }

  private Provider<Sms> verify(String account) {
    return provider("twilio-verify://" + account + "?service=" + SERVICE);
  }

  private Provider<Sms> provider(String url) {
    return Providers.sms(
        ProviderUrl.parse("test", url),
        ENVIRONMENT,
        HostedTemplates.NONE,
        Map.of(),
        new Wire(exchange, Secrets.NONE));
  }

  private static Sms sms(Map<String, String> values, List<String> locales) {
    return new Sms(
        new NotificationId("n-1"),
        "",
        new PhoneNumber("+15005550006"),
        "Your code is 482913",
        Duration.ofMinutes(3),
        new TemplateKey("SignUp", locales, "default"),
        new Variables(values, Map.of(), Map.of()));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5), InstantSource.system());
  }
}
