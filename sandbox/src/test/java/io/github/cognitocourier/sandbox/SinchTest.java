package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Sinch's documentation. */
class SinchTest {

  private static final String PATH = "/sinch/xms/v1/00000000000000000000000000000000/batches";

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private static Map<String, Object> batch() {
    return new LinkedHashMap<>(
        Map.of("from", "+15005550006", "to", List.of("+12025550123"), "body", "Code 482913"));
  }

  private HttpResponse<String> send(Map<String, Object> batch) {
    return caller.post(
        PATH,
        Json.write(batch),
        "Authorization",
        "Bearer token",
        "Content-Type",
        "application/json");
  }

  private static String in(Duration time) {
    return Instant.now().plus(time).toString();
  }

  @Test
  void an_accepted_batch_is_answered_with_its_id_and_is_in_the_inbox() {
    var batch = batch();
    batch.putAll(
        Map.of(
            "expire_at",
            in(Duration.ofMinutes(3)),
            "client_reference",
            "n-1",
            "delivery_report",
            "none",
            "max_number_of_message_parts",
            4));
    var answer = send(batch);
    assertThat(answer.statusCode()).isEqualTo(201);
    Json json = Json.parse(answer.body());
    assertThat(json.at("id").requireText()).matches("01[0-9A-HJKMNP-TV-Z]{24}");
    assertThat(json.at("to").at(0).requireText()).isEqualTo("12025550123");
    assertThat(json.at("type").requireText()).isEqualTo("mt_text");
    assertThat(json.at("client_reference").requireText()).isEqualTo("n-1");
    assertThat(json.at("created_at").requireText())
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z");
    Json seen = caller.messages().getFirst();
    assertThat(seen.at("provider").requireText()).isEqualTo("sinch");
    assertThat(seen.at("from").requireText()).isEqualTo("+15005550006");
    assertThat(seen.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(seen.at("text").requireText()).isEqualTo("Code 482913");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "from                        | -       | syntax_constraint_violation",
        "from                        | not a sender at all | syntax_invalid_parameter_format",
        "to                          | -       | syntax_constraint_violation",
        "to                          | nobody  | syntax_invalid_json",
        "body                        | -       | syntax_constraint_violation",
        "type                        | mt_media | syntax_constraint_violation",
        "delivery_report             | loud    | syntax_invalid_parameter_format",
        "callback_url                | nowhere | syntax_invalid_parameter_format",
        "expire_at                   | soon    | syntax_invalid_parameter_format",
        "expire_at                   | 2020-01-01T00:00:00Z | syntax_constraint_violation",
        "max_number_of_message_parts | many    | syntax_constraint_violation",
        "flash_message               | yes     | syntax_invalid_parameter_format",
      })
  void each_rule_has_its_code(String field, String value, String code) {
    var batch = batch();
    batch.remove(field);
    if (value != null) {
      batch.put(field, value);
    }
    var answer = send(batch);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).at("code").requireText()).isEqualTo(code);
    assertThat(Json.parse(answer.body()).at("text").requireText()).isNotEmpty();
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void recipients_are_numbers_and_one_at_least() {
    var batch = batch();
    batch.put("to", List.of());
    assertThat(send(batch).body()).contains("syntax_constraint_violation");
    batch.put("to", List.of("+12025550123", "nobody"));
    assertThat(send(batch).body()).contains("syntax_invalid_parameter_format");
    batch.put("to", List.of("12025550123", "12025550124"));
    assertThat(send(batch).statusCode()).isEqualTo(201);
    assertThat(caller.messages()).hasSize(2);
  }

  @Test
  void the_bounds_of_body_and_expiry() {
    var batch = batch();
    batch.put("body", "x".repeat(2000));
    assertThat(send(batch).statusCode()).isEqualTo(201);
    batch.put("body", "x".repeat(2001));
    assertThat(send(batch).statusCode()).isEqualTo(400);
    batch = batch();
    batch.put("expire_at", in(Duration.ofDays(3).minusMinutes(1)));
    assertThat(send(batch).statusCode()).isEqualTo(201);
    batch.put("expire_at", in(Duration.ofDays(3).plusMinutes(1)));
    assertThat(send(batch).statusCode()).isEqualTo(400);
  }

  @Test
  void what_is_no_json_is_refused_as_such() {
    var answer =
        caller.post(PATH, "{", "Authorization", "Bearer token", "Content-Type", "application/json");
    assertThat(answer.body()).contains("syntax_invalid_json");
  }

  @Test
  void other_credentials_addresses_methods_and_types_are_refused() {
    String body = Json.write(batch());
    assertThat(caller.post(PATH, body).statusCode()).isEqualTo(401);
    assertThat(caller.post(PATH, body, "Authorization", "Bearer ").statusCode()).isEqualTo(401);
    assertThat(caller.post(PATH, body, "Authorization", Caller.basic("a", "b")).statusCode())
        .isEqualTo(401);
    assertThat(caller.get(PATH, "Authorization", "Bearer token").statusCode()).isEqualTo(405);
    assertThat(caller.post(PATH, body, "Authorization", "Bearer token").statusCode())
        .isEqualTo(415);
    assertThat(
            caller
                .post("/sinch/xms/v1/x/batches/", body, "Authorization", "Bearer token")
                .statusCode())
        .isEqualTo(404);
  }
}
