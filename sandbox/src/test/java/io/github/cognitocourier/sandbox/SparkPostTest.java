package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as SparkPost's documentation. */
class SparkPostTest {

  private static final String PATH = "/sparkpost/api/v1/transmissions";
  private static final String CONTENT =
      """
      "content":{"from":{"email":"no-reply@example.com","name":"Example"},"subject":"Your code",
       "text":"Code 482913","html":"<b>482913</b>","headers":{"Auto-Submitted":"auto-generated"}}\
      """;
  private static final String MAIL =
      """
      {"options":{"open_tracking":false,"click_tracking":false,"transactional":true},
       "campaign_id":"SignUp","metadata":{"trigger":"SignUp"},
       "recipients":[{"address":{"email":"jane@example.com"}}],%s}\
      """
          .formatted(CONTENT);

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> send(String body, String... more) {
    var headers = new String[4 + more.length];
    System.arraycopy(
        new String[] {"Authorization", "key", "Content-Type", "application/json"},
        0,
        headers,
        0,
        4);
    System.arraycopy(more, 0, headers, 4, more.length);
    return caller.post(PATH, body, headers);
  }

  private static String code(HttpResponse<String> answer) {
    Json error = Json.parse(answer.body()).at("errors").at(0);
    assertThat(error.at("message").text()).isPresent();
    return error.at("code").text().orElse("");
  }

  @Test
  void an_accepted_mail_is_answered_as_sparkpost_does_and_is_in_the_inbox() {
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(200);
    Json results = Json.parse(answer.body()).at("results");
    assertThat(results.at("id").requireText()).matches("[0-9]+");
    assertThat(results.at("total_accepted_recipients").number()).hasValue(1L);
    assertThat(results.at("total_rejected_recipients").number()).hasValue(0L);
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("sparkpost");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("hostedVariables").isAbsent()).isTrue();
  }

  @Test
  void a_stored_template_is_shown_with_its_data() {
    String mail =
        """
        {"content":{"template_id":"sign-up"},"substitution_data":{"code":"482913"},
         "recipients":[{"address":"jane@example.com"}]}\
        """;
    assertThat(send(mail).statusCode()).isEqualTo(200);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("sign-up");
    assertThat(message.at("hostedVariables").texts()).containsEntry("code", "482913");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
  }

  @Test
  void the_same_key_and_body_are_one_mail() {
    var first = send(MAIL, "Idempotency-Key", "notification-1");
    var second = send(MAIL, "Idempotency-Key", "notification-1");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("X-Idempotent-Replayed")).hasValue("true");
    assertThat(first.headers().firstValue("X-Idempotent-Replayed")).isEmpty();
    assertThat(caller.messages()).hasSize(1);
    var other = send(MAIL.replace("482913", "1"), "Idempotency-Key", "notification-1");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(code(other)).isEqualTo("1600");
    var wrong = send(MAIL, "Idempotency-Key", "notification 1");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(code(wrong)).isEqualTo("1602");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/api/v1/transmissions   | ''          | application/json | 401 | ''",
        "/api/v1/transmissions   | Bearer key  | application/json | 401 | ''",
        "/api/v1/transmissions   | key         | text/plain       | 415 | 1700",
        "/api/v1/transmission    | key         | application/json | 404 | 1101",
        "/api/v1/transmissions/  | Basic a2V5Og== | application/json | 200 | -",
      })
  void the_request_around_the_mail_is_checked(
      String path, String authorization, String type, int status, String code) {
    var answer =
        caller.post(
            "/sparkpost" + path, MAIL, "Authorization", authorization, "Content-Type", type);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (code != null) {
      assertThat(code(answer)).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense                                 | 422 | 1300",
        "\"recipients\":null                      | 422 | 1400",
        "\"recipients\":[]                        | 400 | 5002",
        "\"recipients\":[{\"address\":{\"email\":\"jane@\"}}] | 400 | 5002",
        "\"recipients\":{\"address\":\"a@example.com\"} | 422 | 1300",
        "\"content\":null                         | 422 | 1400",
        "\"content\":{\"subject\":\"x\",\"text\":\"x\"} | 422 | 1400",
        "\"content\":{\"from\":\"a@example.com\",\"text\":\"x\"} | 422 | 1400",
        "\"content\":{\"from\":\"a@example.com\",\"subject\":\"x\"} | 422 | 1400",
        "\"content\":{\"from\":\"a\",\"subject\":\"x\",\"text\":\"x\"} | 422 | 1300",
        "\"content\":{\"from\":\"a@example.com\",\"subject\":\"x\",\"text\":7} | 422 | 1300",
        "\"content\":{\"from\":\"a@example.com\",\"subject\":\"x\",\"text\":\"x\",\"headers\":{\"To\":\"x\"}} | 422 | 3002",
        "\"content\":{\"template_id\":7}          | 422 | 1300",
        "\"options\":{\"open_tracking\":\"no\"}   | 422 | 1300",
        "\"metadata\":\"SignUp\"                  | 422 | 1300",
        "\"campaign_id\":7                        | 422 | 1300",
      })
  void each_rule_has_its_code(String part, int status, String code) {
    // The last of two equal names counts.
    String mail =
        part.startsWith("\"") ? MAIL.strip().replaceFirst("}$", "") + "," + part + "}" : part;
    var answer = send(mail);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void what_is_too_long_is_refused() {
    String long65 = "x".repeat(65);
    assertThat(
            code(
                send(
                    MAIL.replace(
                        "\"campaign_id\":\"SignUp\"", "\"campaign_id\":\"" + long65 + "\""))))
        .isEqualTo("1300");
    String metadata = "\"metadata\":{\"a\":\"" + "x".repeat(1000) + "\"}";
    assertThat(code(send(MAIL.strip().replaceFirst("}$", "") + "," + metadata + "}")))
        .isEqualTo("1300");
  }

  @Test
  void one_of_two_recipients_may_be_wrong() {
    String mail = MAIL.replace("\"recipients\":[", "\"recipients\":[{\"address\":\"joe\"},");
    Json document = Json.parse(send(mail).body());
    assertThat(document.at("errors").at(0).at("code").requireText()).isEqualTo("2000");
    assertThat(document.at("results").at("total_rejected_recipients").number()).hasValue(1L);
    assertThat(caller.messages()).hasSize(1);
  }

  @Test
  void a_fault_is_told_in_sparkposts_words() {
    caller.fault("sparkpost", "reject", 1);
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("5002");
  }
}
