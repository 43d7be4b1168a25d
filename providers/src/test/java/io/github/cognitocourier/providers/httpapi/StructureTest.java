package io.github.cognitocourier.providers.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
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
          "json": {"a": "<{{attributes.a}}>", "m": ["<{{metadata.m}}>", {"t": "<{{text}}{{html}}>"}], "c": "<{{code}}>",
            "user": "<{{userName}}>", "n": 1, "last": "end"},
          "success": {"statuses": [200]}},
        "form": {"url": "https://api.example.com", "form": {"a": "<{{attributes.a}}>", "b": "<{{text}}>", "last": "end"},
          "success": {"statuses": [200]}}}}
      """;

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
    assertThat(body.keySet()).containsExactly("a", "m", "c", "user", "n", "last");
    assertThat(text(body.get("a"))).isEqualTo("<" + value + ">");
    assertThat(text(body.get("c"))).isEqualTo("<" + value + ">");
    assertThat(text(body.get("user"))).isEqualTo("<" + value + ">");
    assertThat(body.get("m").items()).hasSize(2);
    assertThat(text(body.get("m").at(0))).isEqualTo("<" + value + ">");
    assertThat(text(body.get("m").at(1).at("t"))).isEqualTo("<" + value + value + ">");
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
    Map<String, String> fields = fields(request("form", value).body());

    assertThat(fields.keySet()).containsExactly("a", "b", "last");
    assertThat(fields).containsEntry("last", "end");
    if (sent(value).equals(value)) {
      assertThat(fields)
          .containsEntry("a", "<" + value + ">")
          .containsEntry("b", "<" + value + ">");
    }
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
    var seen = new AtomicReference<Request>();
    Provider<Email> provider =
        HttpProvider.email(
            ProviderUrl.parse("test", "http://" + api),
            Environment.of(Map.of()),
            key -> java.util.Optional.empty(),
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
