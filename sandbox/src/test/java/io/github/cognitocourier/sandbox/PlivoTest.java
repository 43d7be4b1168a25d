package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Plivo's documentation. */
class PlivoTest {

  private static final String ACCOUNT = "MA000000000000000000";
  private static final String PATH = "/plivo/v1/Account/" + ACCOUNT + "/Message/";

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private static Map<String, Object> message() {
    return new LinkedHashMap<>(
        Map.of("src", "15005550006", "dst", "12025550123", "text", "Code 482913"));
  }

  private HttpResponse<String> send(Map<String, Object> message) {
    return caller.post(
        PATH,
        Json.write(message),
        "Authorization",
        Caller.basic(ACCOUNT, "token"),
        "Content-Type",
        "application/json");
  }

  @Test
  void an_accepted_text_is_answered_with_its_uuid_and_is_in_the_inbox() {
    var message = message();
    message.putAll(Map.of("message_expiry", 180, "log", false, "url", "https://example.com/s"));
    var answer = send(message);
    assertThat(answer.statusCode()).isEqualTo(202);
    Json json = Json.parse(answer.body());
    assertThat(json.at("message").requireText()).isEqualTo("message(s) queued");
    assertThat(json.at("api_id").requireText()).isNotEmpty();
    assertThat(json.at("message_uuid").items()).hasSize(1);
    Json seen = caller.messages().getFirst();
    assertThat(seen.at("provider").requireText()).isEqualTo("plivo");
    assertThat(seen.at("from").requireText()).isEqualTo("15005550006");
    assertThat(seen.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(seen.at("text").requireText()).isEqualTo("Code 482913");
  }

  @Test
  void several_recipients_are_several_messages_and_signs_are_stripped() {
    var message = message();
    message.put("dst", "+1 (202) 555-0123<12025550124");
    assertThat(Json.parse(send(message).body()).at("message_uuid").items()).hasSize(2);
    assertThat(caller.messages())
        .extracting(seen -> seen.at("to").requireText())
        .containsExactlyInAnyOrder("+12025550123", "+12025550124");
  }

  @Test
  void a_powerpack_takes_the_place_of_the_sender() {
    var message = message();
    message.remove("src");
    message.put("powerpack_uuid", "86bbb125-97bb-4d72-89fd-81d5c515b015");
    assertThat(send(message).statusCode()).isEqualTo(202);
    message.put("src", "Example");
    assertThat(send(message).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "src            | -",
        "src            | not a sender at all",
        "src            | 12025550123",
        "powerpack_uuid | x",
        "dst            | -",
        "dst            | nobody",
        "dst            | 123456789012345",
        "text           | -",
        "text           | ''",
        "type           | mms",
        "url            | example.com",
        "method         | PUT",
        "log            | maybe",
        "message_expiry | soon",
      })
  void each_rule_has_its_sentence(String field, String value) {
    var message = message();
    message.remove(field);
    if (value != null) {
      message.put(field, value);
    }
    var answer = send(message);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).at("error").requireText()).isNotEmpty();
    assertThat(Json.parse(answer.body()).at("api_id").requireText()).isNotEmpty();
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void the_bounds_of_text_and_expiry() {
    for (Map<String, Object> fitting :
        List.<Map<String, Object>>of(
            Map.of("text", "x".repeat(1600)),
            Map.of("text", "ж".repeat(737)),
            Map.of("message_expiry", 5),
            Map.of("message_expiry", 10_800))) {
      var message = message();
      message.putAll(fitting);
      assertThat(send(message).statusCode()).isEqualTo(202);
    }
    for (Map<String, Object> beyond :
        List.<Map<String, Object>>of(
            Map.of("text", "x".repeat(1601)),
            Map.of("text", "ж".repeat(738)),
            Map.of("text", 1),
            Map.of("message_expiry", 4),
            Map.of("message_expiry", 10_801))) {
      var message = message();
      message.putAll(beyond);
      assertThat(send(message).statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"MA000000000000000001, token", "MA000000000000000000, ''", "jane, token", "'', ''"})
  void a_credential_that_cannot_be_right_is_refused(String user, String password) {
    var answer =
        caller.post(
            PATH,
            Json.write(message()),
            "Authorization",
            Caller.basic(user, password),
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Json.parse(answer.body()).at("error").requireText())
        .isEqualTo("authentication_failed");
  }

  @Test
  void other_schemes_addresses_methods_and_types_are_refused() {
    String basic = Caller.basic(ACCOUNT, "token");
    assertThat(caller.post(PATH, "{}").statusCode()).isEqualTo(401);
    assertThat(caller.post(PATH, "{}", "Authorization", "Basic %%%").statusCode()).isEqualTo(401);
    assertThat(caller.get(PATH, "Authorization", basic).statusCode()).isEqualTo(405);
    assertThat(caller.post(PATH, "dst=1", "Authorization", basic).statusCode()).isEqualTo(400);
    String withoutSlash = PATH.substring(0, PATH.length() - 1);
    assertThat(caller.post(withoutSlash, "{}", "Authorization", basic).statusCode()).isEqualTo(404);
  }
}
