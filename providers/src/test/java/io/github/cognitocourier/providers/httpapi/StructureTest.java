package io.github.cognitocourier.providers.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever strangers write in their attributes, a request keeps its form. */
class StructureTest {

  private static final String DOCUMENT =
      """
      {"attributes": ["a"], "metadata": ["m"], "httpApis": {
        "json": {"url": "https://api.example.com/v1/{{trigger}}/{{locale}}/{{brand}}/send?a={{attributes.a}}&b=x{{text}}y",
          "headers": {"X-A": "x{{attributes.a}}y", "X-Text": "{{text}}", "X-Last": "z"},
          "json": {"a": "[{{attributes.a}}]", "m": ["[{{metadata.m}}]", {"t": "[{{text}}{{html}}]"}], "c": "[{{code}}]",
            "user": "[{{userName}}]", "n": 1, "last": "end", "to": "{{to}}"},
          "hosted": {"url": "https://api.example.com/v1/template?id={{hostedTemplate}}&a={{attributes.a}}",
            "json": {"id": "{{hostedTemplate}}", "data": {"a": "[{{attributes.a}}]", "c": "[{{code}}]"}, "to": "{{to}}"}},
          "success": {"statuses": [200], "messageId": "/id"}},
        "form": {"url": "https://api.example.com", "basic": {"user": "u", "password": "{{secret}}"},
          "form": {"a": "[{{attributes.a}}]", "b": "[{{text}}]", "last": "end", "to": "{{to}}"},
          "success": {"statuses": [200], "messageId": "/id"}},
        "get": {"method": "GET", "url": "https://api.example.com/?to={{to}}&a={{attributes.a}}&b=x{{text}}y&last=end",
          "headers": {"X-A": "{{metadata.m}}"},
          "success": {"statuses": [200], "messageId": "/id"}}}}
      """;

  private static final HostedTemplates HOSTED = _ -> Optional.of("t-1");

  private static final List<String> NASTY =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "{",
          "}",
          "{{",
          "}}",
          "{{secret}}",
          "{{{to}}}",
          "\r\n",
          "\n",
          "\r",
          "\u0000",
          "\u0085",
          "\u2028",
          "&",
          "=",
          "%",
          "%0d%0a",
          "#",
          "?",
          "/",
          "../",
          "..",
          ".",
          ";",
          "\",\"x\":\"",
          "🔑",
          "\ud83d",
          "\udd11",
          "ж",
          "</p>",
          "X-Injected: yes",
          "\u007f",
          "\u202e",
          "a",
          " ");

  static List<String> strings() {
    var random = new Random(20_260_501);
    var strings = new ArrayList<>(NASTY);
    for (int i = 0; i < 300; i++) {
      strings.add(
          IntStream.range(0, 1 + random.nextInt(8))
              .mapToObj(_ -> NASTY.get(random.nextInt(NASTY.size())))
              .collect(Collectors.joining()));
      strings.add(
          random
              .ints(1 + random.nextInt(12), 1, Character.MAX_CODE_POINT)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString());
    }
    return strings;
  }

  @ParameterizedTest
  @MethodSource("strings")
  void a_value_never_changes_the_structure_of_a_json_request(String value) {
    Request request = request("json", value);

    Map<String, Json> body = Json.parse(request.body()).fields();
    assertThat(body.keySet()).containsExactly("a", "m", "c", "user", "n", "last", "to");
    assertThat(text(body.get("a"))).isEqualTo("[" + value + "]");
    assertThat(text(body.get("c"))).isEqualTo("[" + value + "]");
    assertThat(text(body.get("user"))).isEqualTo("[" + value + "]");
    assertThat(body.get("m").items()).hasSize(2);
    assertThat(text(body.get("m").at(0))).isEqualTo("[" + value + "]");
    assertThat(text(body.get("m").at(1).at("t"))).isEqualTo("[" + value + value + "]");
    assertThat(body.get("n").number()).hasValue(1L);
    assertThat(text(body.get("last"))).isEqualTo("end");

    assertThat(request.uri().getHost()).isEqualTo("api.example.com");
    assertThat(request.uri().getRawFragment()).isNull();
    assertThat(request.uri().getRawPath().split("/", -1)).hasSize(6).endsWith("send");
    assertThat(request.uri().normalize()).isEqualTo(request.uri());
    assertThat(request.uri().getRawQuery().split("&", -1)).hasSize(2);
    assertThat(fields(request.uri().getRawQuery()))
        .isEqualTo(Map.of("a", sent(value), "b", "x" + sent(value) + "y"));

    assertThat(request.headers().keySet()).startsWith("X-A").endsWith("X-Last", "Content-Type");
    assertThat(request.headers().values())
        .noneMatch(header -> header.codePoints().anyMatch(Character::isISOControl));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void a_value_never_changes_the_structure_of_a_form(String value) {
    Request request = request("form", value);
    Map<String, String> fields = fields(request.body());

    // "u:key", whatever anybody is called.
    assertThat(request.headers()).containsEntry("Authorization", "Basic dTprZXk=");

    assertThat(fields.keySet()).containsExactly("a", "b", "last", "to");
    assertThat(fields).containsEntry("last", "end");
    if (sent(value).equals(value)) {
      assertThat(fields)
          .containsEntry("a", "[" + value + "]")
          .containsEntry("b", "[" + value + "]");
    }
  }

  @ParameterizedTest
  @MethodSource("strings")
  void a_value_never_changes_the_structure_of_a_query(String value) {
    Request request = request("get", value);

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.body()).isEmpty();
    assertThat(request.uri().getHost()).isEqualTo("api.example.com");
    assertThat(request.uri().getRawPath()).isEqualTo("/");
    assertThat(request.uri().getRawFragment()).isNull();
    assertThat(fields(request.uri().getRawQuery()))
        .isEqualTo(
            Map.of(
                "to",
                "jane@example.com",
                "a",
                sent(value),
                "b",
                "x" + sent(value) + "y",
                "last",
                "end"));
    assertThat(request.headers().keySet()).isSubsetOf("X-A");
    assertThat(request.headers().values())
        .noneMatch(header -> header.codePoints().anyMatch(Character::isISOControl));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void a_value_never_changes_the_structure_of_a_hosted_template(String value) {
    Request request = request("json", value, HOSTED);

    Map<String, Json> body = Json.parse(request.body()).fields();
    assertThat(body.keySet()).containsExactly("id", "data", "to");
    assertThat(text(body.get("id"))).isEqualTo("t-1");
    assertThat(body.get("data").fields().keySet()).containsExactly("a", "c");
    assertThat(text(body.get("data").at("a"))).isEqualTo("[" + value + "]");
    assertThat(fields(request.uri().getRawQuery()))
        .isEqualTo(Map.of("id", "t-1", "a", sent(value)));
    assertThat(request.uri().getRawPath()).isEqualTo("/v1/template");
  }

  /** As UTF-8 carries it: half of a surrogate pair is no character. */
  private static String sent(String value) {
    return new String(value.getBytes(UTF_8), UTF_8);
  }

  private static String text(Json json) {
    return json.text().orElseThrow();
  }

  private static Map<String, String> fields(String form) {
    var fields = new LinkedHashMap<String, String>();
    for (String field : form.split("&", -1)) {
      String[] parts = field.split("=", -1);
      assertThat(parts).hasSize(2);
      fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }

  private static Request request(String api, String value) {
    return request(api, value, HostedTemplates.NONE);
  }

  private static Request request(String api, String value, HostedTemplates hosted) {
    var seen = new AtomicReference<Request>();
    Provider<Email> provider =
        HttpProvider.email(
            ProviderUrl.parse("test", "http://" + api),
            Environment.of(Map.of("HTTP_FORM_SECRET", "key")),
            hosted,
            CourierJson.parse(DOCUMENT).httpApis(),
            new Wire(
                (request, _) -> {
                  seen.set(request);
                  return new Reply.NotSent(Reply.Fault.TIMED_OUT);
                },
                Secrets.NONE));
    provider.send(email(value), Deadline.in(Duration.ofSeconds(5), InstantSource.system()));
    return seen.get();
  }

  private static Email email(String value) {
    return new Email(
        new NotificationId("0f1e"),
        new Mailbox("Example", new EmailAddress("no-reply@example.com")),
        new EmailAddress("jane@example.com"),
        "subject",
        value,
        value,
        Map.of(),
        new TemplateKey(value, List.of(value), value),
        new Variables(
            Map.of("code", value, "userName", value), Map.of("a", value), Map.of("m", value)));
  }
}
