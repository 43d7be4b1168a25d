package io.github.cognitocourier.providers.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProviderTest {

  private static final Wire NOWHERE =
      new Wire((_, _) -> new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED), Secrets.NONE);
  private static final Environment ENVIRONMENT = Environment.of(Map.of("HTTP_SECRET", "key"));
  private static final Path ROOT = Path.of("..");

  @Test
  void an_api_that_asks_for_no_secret_needs_none() {
    assertThat(email(Environment.of(Map.of()), "http://default", "{{to}}").name())
        .isEqualTo("http");
  }

  @Test
  void a_secret_that_is_asked_for_must_be_set() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> email(Environment.of(Map.of()), "http://default", "{{secret}}"))
        .withMessage(
            "HTTP_SECRET is not set; set it to the key or password that httpApis asks for as"
                + " {{secret}}.");
  }

  @Test
  void an_account_without_an_entry_is_named() {
    refuses(
        "http://other",
        "{{to}}",
        "http/other: courier.json has no httpApis.other; it has default.");
  }

  @Test
  void an_email_is_not_asked_for_what_an_sms_has() {
    refuses(
        "http://default",
        "{{toDigits}}",
        "courier.json: httpApis.default.json.value asks for {{toDigits}}, which an e-mail does not"
            + " have.");
  }

  @Test
  void an_sms_is_not_asked_for_what_an_email_has() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() ->
            HttpProvider.sms(
                url("http://default"),
                ENVIRONMENT,
                HostedTemplates.NONE,
                apis("{{html}}"),
                NOWHERE))
        .withMessage(
            "courier.json: httpApis.default.json.value asks for {{html}}, which an SMS does not"
                + " have.");
  }

  @Test
  void the_operator_is_told_about_tracking_until_it_is_off() {
    assertThat(email(ENVIRONMENT, "http://default", "{{html}}").warnings())
        .containsExactly(
            "http: nobody here knows whether this API rewrites links or counts opens; switch that"
                + " off in its request or at the vendor, then add tracking=off.");
    assertThat(email(ENVIRONMENT, "http://default?tracking=off", "{{html}}").warnings()).isEmpty();
    refuses(
        "http://default?tracking=on",
        "{{html}}",
        "http: option tracking must be off, once it is off in the API's request or account.");
  }

  @Test
  void an_api_for_codes_says_so() {
    Map<String, HttpApi> apis =
        CourierJson.parse(
                """
                {"httpApis": {"default": {"url": "https://api.example.com", "carries": "codes",
                  "form": {"to": "{{to}}", "c": "{{code}}"},
                  "success": {"statuses": [200], "messageId": "/id"}}}}
                """)
            .httpApis();
    assertThat(
            HttpProvider.sms(
                    url("http://default"), ENVIRONMENT, HostedTemplates.NONE, apis, NOWHERE)
                .carries())
        .isEqualTo(Carries.CODES_ONLY);
    assertThat(email(ENVIRONMENT, "http://default", "{{text}}").carries())
        .isEqualTo(Carries.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade"
      })
  void what_the_exchange_writes_itself_is_refused_at_start_up_already(String header) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Request.post(URI.create("https://a.example"), Map.of(header, "x"), ""));
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() ->
            CourierJson.parse(
                """
                {"httpApis": {"default": {"url": "https://api.example.com",
                  "headers": {"%s": "x"}, "form": {"to": "{{to}}", "text": "{{text}}"},
                  "success": {"statuses": [200], "messageId": "/id"}}}}
                """
                    .formatted(header)))
        .withMessageContaining("is no header that may be set here");
  }

  @Test
  void a_sender_that_nobody_asks_for_is_a_mistake() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> sms("http://default?from=Example", "{{to}}"))
        .withMessage("http: option from goes nowhere: httpApis.default does not ask for {{from}}.");
    assertThat(sms("http://default?from=Example", "{{from}}").name()).isEqualTo("http");
  }

  /** Some APIs repeat what they were told, where others have an id or a code. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"id": "4f2a"}                | Accepted     | 4f2a
          200 | {"id": "n-1"}                 | Accepted     | n-1
          200 | {"id": 18446744073709551615}  | Accepted     | 18446744073709551615
          200 | {"id": "+14155550100"}        | Accepted     | ''
          200 | {"id": "14155550100"}         | Accepted     | ''
          200 | {"id": 14155550100}           | Accepted     | ''
          200 | {"id": "40412"}               | Accepted     | ''
          200 | {"id": 1.5}                   | Unknown      | undocumented_answer (200)
          422 | {"code": "TM_4001"}           | Misconfigured | refused (422, TM_4001)
          422 | {"code": "40412"}             | Misconfigured | refused (422)
          422 | {"code": 40412}               | Misconfigured | refused (422)
          422 | {"code": "jane"}              | Misconfigured | refused (422)
          """)
  void what_is_repeated_is_no_id_and_no_code(
      int status, String answer, String outcome, String told) {
    Outcome found = sent(status, answer);
    assertThat(found.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(found.toString()).contains(told).doesNotContain("4155550100", "40412,", "jane");
    if (found instanceof Outcome.Accepted(_, String id)) {
      assertThat(id).isEqualTo(told);
    }
  }

  @Test
  void an_answer_may_begin_with_a_byte_order_mark() {
    assertThat(sent(200, "\uFEFF{\"id\": \"4f2a\"}"))
        .isEqualTo(new Outcome.Accepted("http", "4f2a"));
  }

  private static Outcome sent(int status, String answer) {
    Map<String, HttpApi> apis =
        CourierJson.parse(
                """
                {"httpApis": {"default": {"url": "https://api.example.com",
                  "form": {"to": "{{to}}", "text": "{{text}}"}, "errorCode": "/code",
                  "success": {"statuses": [200], "messageId": "/id"}}}}
                """)
            .httpApis();
    var wire = new Wire((_, _) -> new Reply.Answered(status, Map.of(), answer), Secrets.NONE);
    var message =
        new Sms(
            new NotificationId("n-1"),
            "",
            new PhoneNumber("+14155550100"),
            "text",
            Duration.ofMinutes(3),
            new TemplateKey("SignUp", List.of("en"), "default"),
            new Variables(Map.of("code", "40412"), Map.of("name", "jane"), Map.of()));
    return HttpProvider.sms(url("http://default"), ENVIRONMENT, HostedTemplates.NONE, apis, wire)
        .send(message, Deadline.in(Duration.ofSeconds(5), InstantSource.system()));
  }

  private static Provider<?> sms(String url, String text) {
    return HttpProvider.sms(url(url), ENVIRONMENT, HostedTemplates.NONE, apis(text), NOWHERE);
  }

  @Test
  void the_examples_of_the_page_are_the_apis_of_the_fixtures() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/providers/http.md"));
    List<String> examples =
        Pattern.compile("(?s)```json\n(\\{.*?)```")
            .matcher(page)
            .results()
            .map(match -> compact(match.group(1)))
            .toList();
    assertThat(examples).contains(fixture("http"), fixture("http-sms"));
    assertThat(examples).allSatisfy(CourierJson::parse);
  }

  private static String fixture(String name) throws IOException {
    return compact(
        Files.readString(
            Path.of(
                "src/test/resources/io/github/cognitocourier/providers", name, "courier.json")));
  }

  private static String compact(String json) {
    return Json.write(Json.parse(json).raw().orElseThrow());
  }

  private static void refuses(String url, String text, String sentence) {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> email(ENVIRONMENT, url, text))
        .withMessage(sentence);
  }

  private static Provider<?> email(Environment environment, String url, String text) {
    return HttpProvider.email(url(url), environment, HostedTemplates.NONE, apis(text), NOWHERE);
  }

  private static Map<String, HttpApi> apis(String text) {
    return CourierJson.parse(
            """
            {"httpApis": {"default": {"url": "https://api.example.com/send",
              "json": {"to": "{{to}}", "text": "{{text}}", "value": "%s"},
              "success": {"statuses": [200], "messageId": "/id"}}}}
            """
                .formatted(text))
        .httpApis();
  }

  private static ProviderUrl url(String url) {
    return ProviderUrl.parse("test", url);
  }
}
