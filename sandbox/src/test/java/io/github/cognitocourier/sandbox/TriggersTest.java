package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From a trigger through encryption, KMS, function and provider to the inbox. */
class TriggersTest {

  private final Sandbox sandbox = Sandbox.start(0, SmallSender::new);
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  static List<String> triggerSources() {
    return CognitoEvents.sources().stream().map(Source::triggerSource).toList();
  }

  @ParameterizedTest
  @MethodSource("triggerSources")
  void every_trigger_arrives_in_the_inbox(String triggerSource) {
    var answer = caller.post("/api/triggers", Json.write(order(triggerSource)));
    assertThat(answer.statusCode()).isEqualTo(200);
    String provider = triggerSource.contains("Email") ? "sendgrid" : "twilio";
    assertThat(answer.body())
        .isEqualTo(
            "{\"result\":\"delivered\",\"provider\":\""
                + provider
                + "\",\"reason\":null,\"advice\":null,\"attempts\":[{\"provider\":\""
                + provider
                + "\",\"outcome\":\"accepted\",\"reason\":null}],\"durationMillis\":12}");
    Json message = caller.messages().getFirst();
    assertThat(message.at("triggerSource").requireText()).isEqualTo(triggerSource);
    assertThat(message.at("text").requireText()).isIn("Code 482913", "New sign-in");
    assertThat(message.at("to").requireText()).isIn("jane@example.com", "+12025550123");
  }

  @Test
  void a_temporary_password_is_escaped_in_the_event_as_cognito_does() {
    var order = order("CustomEmailSender_AdminCreateUser");
    order.put("code", "P<a&b>");
    caller.post("/api/triggers", Json.write(order));
    assertThat(caller.messages().getFirst().at("text").requireText())
        .isEqualTo("Code P&lt;a&amp;b&gt;");
  }

  @Test
  void a_failure_is_reported_with_the_functions_own_words() {
    caller.fault("sendgrid", "401", 1);
    var answer = caller.post("/api/triggers", Json.write(order("CustomEmailSender_SignUp")));
    assertThat(answer.body())
        .isEqualTo(
            "{\"result\":\"failed\",\"provider\":\"sendgrid\",\"reason\":\"refused (401)\","
                + "\"advice\":\"Look at the provider.\",\"attempts\":[{\"provider\":\"sendgrid\","
                + "\"outcome\":\"misconfigured\",\"reason\":null}],\"durationMillis\":12}");
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_function_that_throws_without_a_line_has_failed() {
    try (var throwing =
            Sandbox.start(
                0,
                environment ->
                    (in, out, context) -> {
                      throw new IllegalStateException("no route");
                    });
        var other = new Caller(throwing)) {
      Json report =
          Json.parse(
              other.post("/api/triggers", Json.write(order("CustomEmailSender_SignUp"))).body());
      assertThat(report.at("result").requireText()).isEqualTo("failed");
      assertThat(report.at("reason").requireText()).isEqualTo("java.lang.IllegalStateException");
      assertThat(report.at("advice").requireText()).isEqualTo("no route");
    }
  }

  @Test
  void a_function_that_logs_nothing_has_failed() {
    try (var silent = Sandbox.start(0, environment -> (in, out, context) -> {});
        var other = new Caller(silent)) {
      Json report =
          Json.parse(
              other.post("/api/triggers", Json.write(order("CustomEmailSender_SignUp"))).body());
      assertThat(report.at("result").requireText()).isEqualTo("failed");
      assertThat(report.at("reason").requireText()).isEqualTo("nothing_logged");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | the document is not JSON (line 1, column 1).",
        "[] | the document must be an object.",
        "{} | triggerSource must be a non-empty string.",
        "{\"triggerSource\":\"CustomEmailSender_SignUp\"} | email must be a non-empty string.",
        "{\"triggerSource\":\"CustomSMSSender_SignUp\",\"email\":\"jane@example.com\"}"
            + "| phoneNumber must be a non-empty string.",
        "{\"triggerSource\":\"CustomSMSSender_SignUp\",\"phoneNumber\":\"+12025550123\"}"
            + "| code must be a non-empty string.",
        "{\"triggerSource\":\"CustomEmailSender_AccountTakeOverNotification\",\"email\":\"a@b.cd\","
            + "\"userAttributes\":{\"a\":1}} | userAttributes.a must be a string."
      })
  void a_mistake_is_told_in_one_sentence(String body, String sentence) {
    var answer = caller.post("/api/triggers", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).at("error").requireText()).isEqualTo(sentence);
  }

  @Test
  void an_unknown_trigger_source_is_told_the_known_ones() {
    var answer = caller.post("/api/triggers", "{\"triggerSource\":\"CustomSMSSender_X\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(triggerSources());
  }

  @Test
  void concurrent_triggers_are_told_apart() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var fired =
          IntStream.range(0, 60)
              .mapToObj(i -> CompletableFuture.runAsync(() -> fire(i), threads))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(fired).join();
    }
    assertThat(caller.messages()).hasSize(60);
    for (Json message : caller.messages()) {
      String number = message.at("to").requireText().replaceAll("[^0-9]", "");
      assertThat(message.at("text").requireText()).isEqualTo("Code " + number);
      assertThat(message.at("triggerSource").requireText()).isEqualTo(source(number));
    }
  }

  private void fire(int number) {
    String code = String.valueOf(100_000 + number);
    var order = order(source(code));
    order.put("email", "jane" + code + "@example.com");
    order.put("code", code);
    assertThat(caller.post("/api/triggers", Json.write(order)).statusCode()).isEqualTo(200);
  }

  private static String source(String code) {
    var emails = triggerSources().stream().filter(s -> s.matches(".*Email.*(?<!n)$")).toList();
    return emails.get(Integer.parseInt(code) % emails.size());
  }

  private static Map<String, Object> order(String triggerSource) {
    var order = new LinkedHashMap<String, Object>();
    order.put("triggerSource", triggerSource);
    order.put("email", "jane@example.com");
    order.put("phoneNumber", "+12025550123");
    order.put("code", "482913");
    order.put("locale", "de");
    order.put("clientMetadata", Map.of("locale", "fr"));
    order.put("userAttributes", Map.of("name", "Jane"));
    return order;
  }
}
