package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Resend's documentation. */
class ResendTest {

  private static final String MAIL =
      """
      {"from":"Example <no-reply@example.com>","to":["jane@example.com"],"subject":"Your code",
       "text":"Code 482913","html":"<b>482913</b>","headers":{"Auto-Submitted":"auto-generated"},
       "tags":[{"name":"trigger","value":"SignUp"}]}\
      """;
  private static final String BY_TEMPLATE =
      """
      {"from":"no-reply@example.com","to":"jane@example.com",
       "template":{"id":"sign-up","variables":{"code":"482913","minutes":3}}}\
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> send(String body) {
    return caller.post("/resend/emails", body, "Authorization", "Bearer re_123");
  }

  private HttpResponse<String> send(String key, String body) {
    return caller.post(
        "/resend/emails", body, "Authorization", "Bearer re_123", "Idempotency-Key", key);
  }

  private static String name(HttpResponse<String> answer) {
    Json error = Json.parse(answer.body());
    assertThat(error.at("statusCode").number()).hasValue((long) answer.statusCode());
    assertThat(error.at("message").text()).isPresent();
    return error.at("name").requireText();
  }

  @Test
  void an_accepted_mail_is_answered_as_resend_does_and_is_in_the_inbox() {
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.parse(answer.body()).at("id").requireText()).hasSize(36);
    assertThat(answer.headers().firstValue("ratelimit-remaining")).hasValue("4");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("resend");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
  }

  @Test
  void a_template_is_shown_with_its_variables() {
    assertThat(send(BY_TEMPLATE).statusCode()).isEqualTo(200);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("sign-up");
    assertThat(message.at("hostedVariables").texts()).containsEntry("code", "482913");
  }

  @Test
  void the_same_key_and_body_are_one_mail() {
    var first = send("notification-1", MAIL);
    assertThat(send("notification-1", MAIL).body()).isEqualTo(first.body());
    assertThat(caller.messages()).hasSize(1);
    var other = send("notification-1", BY_TEMPLATE);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(name(other)).isEqualTo("invalid_idempotent_request");
    var tooLong = send("x".repeat(257), MAIL);
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(name(tooLong)).isEqualTo("invalid_idempotency_key");
    assertThat(send("notification-2", MAIL).body()).isNotEqualTo(first.body());
    assertThat(caller.messages()).hasSize(2);
  }

  @Test
  void the_request_around_the_mail_is_checked() {
    var none = caller.post("/resend/emails", MAIL);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(name(none)).isEqualTo("missing_api_key");
    var wrong = caller.post("/resend/emails", MAIL, "Authorization", "Bearer 123");
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(name(wrong)).isEqualTo("invalid_api_key");
    assertThat(name(caller.post("/resend/email", MAIL))).isEqualTo("not_found");
    assertThat(name(caller.get("/resend/emails"))).isEqualTo("method_not_allowed");
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense                             | 400 | validation_error",
        "[]                                   | 400 | validation_error",
        "\"from\":null                        | 422 | missing_required_field",
        "\"from\":\"no-reply\"                | 422 | invalid_from_address",
        "\"from\":{\"email\":\"a@example.com\"} | 422 | invalid_from_address",
        "\"to\":null                          | 422 | missing_required_field",
        "\"to\":[]                            | 422 | validation_error",
        "\"to\":\"jane@\"                     | 422 | validation_error",
        "\"to\":[{\"email\":\"a@example.com\"}] | 422 | validation_error",
        "\"subject\":\"\"                     | 422 | missing_required_field",
        "\"subject\":7                        | 422 | validation_error",
        "\"text\":null,\"html\":\"\"          | 422 | missing_required_field",
        "\"headers\":{\"X-A\":1}              | 422 | validation_error",
        "\"tags\":[{\"name\":\"a b\",\"value\":\"c\"}] | 422 | validation_error",
        "\"tags\":[\"SignUp\"]                | 422 | validation_error",
        "\"reply_to\":\"help\"                | 422 | validation_error",
        "\"template\":{\"id\":\"sign-up\"}    | 422 | validation_error",
      })
  void each_rule_has_its_name(String part, int status, String name) {
    // The last of two equal names counts.
    String mail =
        part.startsWith("\"") ? MAIL.strip().replaceFirst("}$", "") + "," + part + "}" : part;
    var answer = send(mail);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(name(answer)).isEqualTo(name);
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"EMAIL, \"x\"", "given-name, \"x\"", "code, {\"a\":1}", "code, null"})
  void a_template_takes_flat_variables_of_allowed_names(String variable, String value) {
    String variables =
        "\"template\":{\"id\":\"a\",\"variables\":{\"" + variable + "\":" + value + "}}";
    var answer = send(BY_TEMPLATE.strip().replaceFirst("}$", "") + "," + variables + "}");
    assertThat(name(answer)).isEqualTo("validation_error");
  }

  @Test
  void a_fault_is_told_in_resends_words() {
    caller.fault("resend", "429", 1);
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(name(answer)).isEqualTo("rate_limit_exceeded");
    assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
  }
}
