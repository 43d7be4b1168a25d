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
import org.junit.jupiter.params.provider.ValueSource;

/** As strict as Vonage's documentation of its SMS API and its Messages API. */
class VonageTest {

  private static final String SMS = "/vonage/sms/json";
  private static final String MESSAGES = "/vonage-messages/v1/messages";
  private static final String BASIC = Caller.basic("abcd1234", "abcdef0123456789");
  private static final String TEXT =
      """
      {"message_type": "text", "channel": "sms", "to": "12025550123", "from": "Example",
       "text": "Code 482913 ж", "ttl": 180, "client_ref": "0f1e2d3c"}
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private static Map<String, String> fields() {
    return new LinkedHashMap<>(
        Map.of(
            "api_key", "abcd1234",
            "api_secret", "abcdef0123456789",
            "from", "Example",
            "to", "12025550123",
            "text", "Code 482913"));
  }

  private HttpResponse<String> sms(Map<String, String> fields) {
    return caller.post(
        SMS, Caller.form(fields), "Content-Type", "application/x-www-form-urlencoded");
  }

  private HttpResponse<String> message(String body) {
    return caller.post(MESSAGES, body, "Authorization", BASIC, "Content-Type", "application/json");
  }

  private static Json first(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.parse(answer.body()).at("messages").at(0);
  }

  @Test
  void an_accepted_text_has_status_0_and_is_in_the_inbox() {
    var fields = fields();
    fields.put("client-ref", "0f1e2d3c");
    fields.put("ttl", "180000");
    Json part = first(sms(fields));
    assertThat(part.at("status").requireText()).isEqualTo("0");
    assertThat(part.at("to").requireText()).isEqualTo("12025550123");
    assertThat(part.at("message-id").requireText()).matches("[0-9A-F]{16}");
    assertThat(part.at("client-ref").requireText()).isEqualTo("0f1e2d3c");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("vonage");
    assertThat(message.at("from").requireText()).isEqualTo("Example");
    assertThat(message.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
  }

  @Test
  void a_long_text_has_an_entry_for_each_part() {
    var fields = fields();
    fields.put("text", "x".repeat(161));
    Json document = Json.parse(sms(fields).body());
    assertThat(document.at("message-count").requireText()).isEqualTo("2");
    assertThat(document.at("messages").items()).hasSize(2);
    assertThat(caller.messages()).hasSize(1);
  }

  @Test
  void only_the_type_unicode_carries_more_than_the_gsm_alphabet() {
    var fields = fields();
    fields.put("text", "Код 482913 🔑");
    sms(fields);
    fields.put("type", "unicode");
    sms(fields);
    assertThat(caller.messages())
        .extracting(message -> message.at("text").requireText())
        .containsExactly("Код 482913 🔑", "??? 482913 ?");
  }

  @Test
  void key_and_secret_may_come_in_a_header() {
    var fields = fields();
    fields.remove("api_key");
    fields.remove("api_secret");
    var answer =
        caller.post(
            SMS,
            Caller.form(fields),
            "Authorization",
            BASIC,
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(first(answer).at("status").requireText()).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "api_key    | -             | 2  | Missing api_key",
        "api_secret | -             | 2  | Missing api_secret",
        "api_key    | short         | 4  | Bad Credentials",
        "api_secret | short         | 4  | Bad Credentials",
        "from       | -             | 2  | Missing from param",
        "to         | -             | 2  | Missing to param",
        "text       | -             | 2  | Missing text param",
        "from       | No such sender of ours | 15 | Illegal Sender Address - rejected",
        "to         | +12025550123  | 3  | Invalid value for param: to",
        "to         | 123           | 3  | Invalid value for param: to",
        "type       | emoji         | 3  | Invalid value for param: type",
        "ttl        | 19999         | 3  | Invalid value for param: ttl",
        "ttl        | 605000000     | 3  | Invalid value for param: ttl",
        "callback   | example.com   | 3  | Invalid value for param: callback",
      })
  void a_refusal_is_a_200_with_a_status(String field, String value, String status, String text) {
    var fields = fields();
    fields.remove(field);
    if (value != null) {
      fields.put(field, value);
    }
    Json refusal = first(sms(fields));
    assertThat(refusal.at("status").requireText()).isEqualTo(status);
    assertThat(refusal.at("error-text").requireText()).isEqualTo(text);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void json_is_a_request_without_parameters() {
    var answer = caller.post(SMS, "{\"api_key\":\"abcd1234\"}", "Content-Type", "application/json");
    assertThat(first(answer).at("error-text").requireText()).isEqualTo("Missing api_key");
  }

  @Test
  void the_messages_api_answers_202_with_an_id() {
    var answer = message(TEXT);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Json.parse(answer.body()).at("message_uuid").requireText())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("vonage-messages");
    assertThat(message.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913 ж");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"text\", \"channel\"         | \"image\", \"channel\"   | message_type",
        "\"sms\"                       | \"mms\"                  | channel",
        "\"12025550123\"               | \"+12025550123\"         | to",
        "\"from\"                      | \"sender\"               | from",
        "180                           | 19                       | ttl",
        "180                           | \"180\"                  | ttl",
        "\"client_ref\": \"0f1e2d3c\"  | \"client_ref\": 1        | client_ref",
      })
  void a_wrong_parameter_of_the_messages_api_is_named(String part, String instead, String name) {
    assertThat(TEXT).contains(part);
    var answer = message(TEXT.replace(part, instead));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    Json problem = Json.parse(answer.body());
    assertThat(problem.at("type").requireText())
        .isEqualTo("https://developer.vonage.com/api-errors/messages#1150");
    assertThat(problem.at("instance").text()).isPresent();
    assertThat(problem.at("invalid_parameters").at(0).at("name").requireText()).isEqualTo(name);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_sender_and_a_body_that_cannot_be_are_problems_of_their_own() {
    var sender = message(TEXT.replace("Example", "No such sender of ours"));
    assertThat(sender.statusCode()).isEqualTo(422);
    assertThat(sender.body()).contains("messages#1120", "Invalid sender");
    var broken = message("{");
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(broken.body()).contains("#invalid-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer one", "Basic %%%", "Bearer a.b"})
  void the_messages_api_wants_a_key_and_a_secret_or_a_token(String authorization) {
    var answer =
        caller.post(
            MESSAGES, TEXT, "Authorization", authorization, "Content-Type", "application/json");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("You did not provide correct credentials.");
  }

  @Test
  void a_signed_token_is_as_good_as_key_and_secret_and_only_a_post_sends() {
    var answer =
        caller.post(
            MESSAGES, TEXT, "Authorization", "Bearer aa.bb.cc", "Content-Type", "application/json");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(caller.get(MESSAGES, "Authorization", BASIC).statusCode()).isEqualTo(403);
    assertThat(caller.get(SMS).statusCode()).isEqualTo(405);
    assertThat(caller.post("/vonage/sms/xml", "").statusCode()).isEqualTo(404);
  }

  @Test
  void each_api_has_faults_of_its_own() {
    caller.fault("vonage", "reject", 1);
    caller.fault("vonage-messages", "reject", 1);
    assertThat(first(sms(fields())).at("status").requireText()).isEqualTo("7");
    assertThat(message(TEXT).body()).contains("messages#1050");
    assertThat(caller.messages()).isEmpty();
  }
}
