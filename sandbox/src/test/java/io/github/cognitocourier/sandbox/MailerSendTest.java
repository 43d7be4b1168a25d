package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as MailerSend's documentation. */
class MailerSendTest {

  private static final String MAIL =
      """
      {"from":{"email":"no-reply@example.com","name":"Example"},"to":[{"email":"jane@example.com"}],
       "subject":"Your code","text":"Code 482913","html":"<b>482913</b>","tags":["SignUp"],
       "settings":{"track_clicks":false,"track_opens":false}}\
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> send(String body) {
    return caller.post(
        "/mailersend/v1/email",
        body,
        "Authorization",
        "Bearer token",
        "Content-Type",
        "application/json");
  }

  @Test
  void an_accepted_mail_is_answered_as_mailersend_does_and_is_in_the_inbox() {
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-Message-Id").orElseThrow()).matches("[0-9a-f]{24}");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("mailersend");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
  }

  @Test
  void a_template_is_shown_with_the_data_of_its_recipient() {
    String mail =
        """
        {"from":{"email":"no-reply@example.com"},"to":[{"email":"jane@example.com"}],
         "template_id":"0r83ql3jjz8lgwyo","personalization":[
          {"email":"jane@example.com","data":{"code":"482913","attributes":{"name":"Jane"}}}]}\
        """;
    assertThat(send(mail).statusCode()).isEqualTo(202);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("0r83ql3jjz8lgwyo");
    assertThat(message.at("hostedVariables").texts()).containsEntry("code", "482913");
    assertThat(message.at("subject").isAbsent()).isTrue();
  }

  @Test
  void the_request_around_the_mail_is_checked() {
    String path = "/mailersend/v1/email";
    assertThat(caller.post(path, MAIL).body()).isEqualTo("{\"message\":\"Unauthenticated.\"}");
    assertThat(caller.post(path, MAIL, "Authorization", "Bearer a b").statusCode()).isEqualTo(401);
    assertThat(caller.post(path, MAIL, "Authorization", "token").statusCode()).isEqualTo(401);
    assertThat(caller.get(path).statusCode()).isEqualTo(405);
    assertThat(caller.post("/mailersend/v1/emails", MAIL).statusCode()).isEqualTo(404);
    var form = caller.post(path, MAIL, "Authorization", "Bearer t", "Content-Type", "text/plain");
    assertThat(form.statusCode()).isEqualTo(422);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void everything_that_is_wrong_is_told() {
    var answer = send("{}");
    assertThat(answer.statusCode()).isEqualTo(422);
    Json document = Json.parse(answer.body());
    assertThat(document.at("message").requireText()).isEqualTo("The given data was invalid.");
    assertThat(document.at("errors").fields().keySet())
        .containsExactly("from.email", "to", "subject", "text");
    assertThat(document.at("errors").at("to").at(0).requireText())
        .isEqualTo("The to field is required.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"from\":{\"email\":\"Example <a@example.com>\"}    | from.email",
        "\"from\":{\"email\":\"a@example.com\",\"name\":7}   | from.name",
        "\"to\":[{\"email\":\"jane@\"}]                      | to.0.email",
        "\"to\":[{\"email\":\"a@example.com\",\"name\":\"a;b\"}] | to.0.name",
        "\"to\":\"jane@example.com\"                         | to",
        "\"reply_to\":{\"email\":\"help\"}                   | reply_to.email",
        "\"subject\":7                                       | subject",
        "\"text\":\"\",\"html\":\"\"                         | text",
        "\"personalization\":{\"code\":\"1\"}                | personalization",
        "\"personalization\":[{\"email\":\"joe@example.com\",\"data\":{}}] | personalization.0.email",
        "\"personalization\":[{\"email\":\"jane@example.com\"}] | personalization.0.data",
        "\"tags\":\"SignUp\"                                 | tags",
        "\"tags\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]      | tags",
        "\"tags\":[7]                                        | tags.0",
        "\"settings\":{\"track_opens\":\"no\"}               | settings.track_opens",
        "\"headers\":{\"Auto-Submitted\":\"x\"}              | headers",
        "\"headers\":[{\"name\":\"A B\",\"value\":\"x\"}]    | headers.0.name",
      })
  void each_rule_names_its_field(String part, String field) {
    // The last of two equal names counts.
    var answer = send(MAIL.strip().replaceFirst("}$", "") + "," + part + "}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Json.parse(answer.body()).at("errors").fields().keySet()).contains(field);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_suppressed_recipient_is_a_success_without_an_id() {
    caller.fault("mailersend", "reject", 1);
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("X-Message-Id")).isEmpty();
    assertThat(Json.parse(answer.body()).at("warnings").at(0).at("type").requireText())
        .isEqualTo("ALL_SUPPRESSED");
  }

  @Test
  void a_rate_limit_says_when_to_come_back() {
    caller.fault("mailersend", "429", 1);
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("30");
  }
}
