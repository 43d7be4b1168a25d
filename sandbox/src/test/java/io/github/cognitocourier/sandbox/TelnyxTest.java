package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Telnyx's documentation. */
class TelnyxTest {

  private static final String PATH = "/telnyx/v2/messages";
  private static final String PROFILE = "4000eba1-a0c0-4563-9925-b25e842a7cb6";

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private static Map<String, Object> message() {
    return new LinkedHashMap<>(
        Map.of("from", "+15005550006", "to", "+12025550123", "text", "Code 482913"));
  }

  private HttpResponse<String> send(Map<String, Object> message) {
    return caller.post(
        PATH,
        Json.write(message),
        "Authorization",
        "Bearer KEY1",
        "Content-Type",
        "application/json");
  }

  @Test
  void an_accepted_text_is_answered_with_the_message_and_is_in_the_inbox() {
    var answer = send(message());
    assertThat(answer.statusCode()).isEqualTo(200);
    Json data = Json.parse(answer.body()).at("data");
    assertThat(data.at("id").requireText()).matches("[0-9a-f-]{36}");
    assertThat(data.at("to").at(0).at("status").requireText()).isEqualTo("queued");
    assertThat(data.at("encoding").requireText()).isEqualTo("GSM-7");
    assertThat(data.at("parts").number()).hasValue(1L);
    Json seen = caller.messages().getFirst();
    assertThat(seen.at("provider").requireText()).isEqualTo("telnyx");
    assertThat(seen.at("from").requireText()).isEqualTo("+15005550006");
    assertThat(seen.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(seen.at("text").requireText()).isEqualTo("Code 482913");
  }

  @Test
  void a_name_and_a_pool_of_numbers_need_a_messaging_profile() {
    var message = message();
    message.put("from", "Example");
    assertThat(send(message).body()).contains("10004", "/messaging_profile_id");
    message.put("messaging_profile_id", PROFILE);
    assertThat(send(message).statusCode()).isEqualTo(200);
    message.remove("from");
    assertThat(send(message).statusCode()).isEqualTo(200);
    message.put("messaging_profile_id", "");
    assertThat(send(message).body()).contains("10006");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "to          | -                   | 422 | 10004",
        "to          | 12025550123         | 400 | 40310",
        "from        | -                   | 422 | 10004",
        "from        | not a sender at all | 400 | 40305",
        "text        | -                   | 422 | 10004",
        "text        | ''                  | 422 | 10004",
        "type        | MMS                 | 422 | 10015",
        "webhook_url | nowhere             | 422 | 10003",
      })
  void each_rule_has_its_code(String field, String value, int status, String code) {
    var message = message();
    message.remove(field);
    if (value != null) {
      message.put(field, value);
    }
    var answer = send(message);
    assertThat(answer.statusCode()).isEqualTo(status);
    Json error = Json.parse(answer.body()).at("errors").at(0);
    assertThat(error.at("code").requireText()).isEqualTo(code);
    assertThat(error.at("title").requireText()).isNotEmpty();
    assertThat(error.at("detail").requireText()).isNotEmpty();
    assertThat(error.at("source").at("pointer").requireText()).isEqualTo("/" + field);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_text_has_at_most_ten_parts() {
    var message = message();
    message.put("text", "x".repeat(1530));
    assertThat(send(message).statusCode()).isEqualTo(200);
    message.put("text", "x".repeat(1531));
    assertThat(send(message).body()).contains("40302");
  }

  @Test
  void a_member_of_another_type_is_a_bad_request() {
    var message = message();
    message.put("text", 1);
    assertThat(send(message).statusCode()).isEqualTo(400);
    assertThat(send(message).body()).contains("10015");
  }

  @Test
  void other_credentials_addresses_methods_and_types_are_refused() {
    String body = Json.write(message());
    assertThat(caller.post(PATH, body).statusCode()).isEqualTo(401);
    assertThat(caller.post(PATH, body, "Authorization", "KEY1").body()).contains("10009");
    assertThat(caller.get(PATH, "Authorization", "Bearer KEY1").statusCode()).isEqualTo(405);
    assertThat(caller.post(PATH, body, "Authorization", "Bearer KEY1").statusCode()).isEqualTo(415);
    assertThat(caller.post("/telnyx/v2/calls", body, "Authorization", "Bearer KEY1").body())
        .contains("10005");
  }
}
