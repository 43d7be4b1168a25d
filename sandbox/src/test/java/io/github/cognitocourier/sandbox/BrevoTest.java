package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Brevo's documentation. */
class BrevoTest {

  private static final String MAIL =
      """
      {"sender":{"email":"no-reply@example.com","name":"Example"},
       "to":[{"email":"jane@example.com"}],
       "subject":"Your code","textContent":"Code 482913","htmlContent":"<b>482913</b>"}\
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
        "/brevo/v3/smtp/email", body, "api-key", "key", "Content-Type", "application/json");
  }

  /** The last of two equal names counts. */
  private static String mailWith(String part) {
    return MAIL.replaceFirst("}$", "") + "," + part + "}";
  }

  @Test
  void an_accepted_mail_is_created_and_in_the_inbox() {
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(Json.parse(answer.body()).at("messageId").requireText())
        .matches("<[0-9]{12}\\.[0-9]+@smtp-relay\\.mailin\\.fr>");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("brevo");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Api-key", "***");
  }

  @Test
  void a_hosted_template_is_shown_with_its_variables() {
    String mail =
        "{\"to\":[{\"email\":\"jane@example.com\"}],\"templateId\":7,"
            + "\"params\":{\"code\":\"482913\"}}";
    assertThat(send(mail).statusCode()).isEqualTo(201);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("7");
    assertThat(message.at("hostedVariables").at("code").requireText()).isEqualTo("482913");
    assertThat(message.at("text").text()).hasValue("");
  }

  @Test
  void the_sandbox_of_brevos_own_validates_and_delivers_nothing() {
    String header = "\"headers\":{\"X-Sib-Sandbox\":\"drop\"}";
    assertThat(send(mailWith(header)).statusCode()).isEqualTo(201);
    assertThat(caller.messages()).isEmpty();
    assertThat(send(mailWith(header + ",\"to\":[]")).statusCode()).isEqualTo(400);
  }

  @Test
  void an_idempotency_key_in_the_document_counts_once() {
    String first = "11111111-2222-3333-4444-555555555555";
    String mail = mailWith("\"headers\":{\"idempotencyKey\":\"" + first + "\"}");
    assertThat(send(mail).statusCode()).isEqualTo(201);
    var second = send(mail);
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(Json.parse(second.body()).at("code").requireText()).isEqualTo("duplicate_parameter");
    assertThat(caller.messages()).hasSize(1);
    assertThat(send(mail.replace("5555", "6666")).statusCode()).isEqualTo(201);
  }

  @Test
  void an_idempotency_key_of_another_spelling_is_a_header_like_any_other() {
    String mail = mailWith("\"headers\":{\"Idempotency-Key\":\"k-1\"}");
    assertThat(send(mail).statusCode()).isEqualTo(201);
    assertThat(send(mail).statusCode()).isEqualTo(201);
  }

  @Test
  void the_name_of_a_sender_has_at_most_70_characters() {
    String sender = "\"sender\":{\"email\":\"no-reply@example.com\",\"name\":\"%s\"}";
    assertThat(send(mailWith(sender.formatted("x".repeat(70)))).statusCode()).isEqualTo(201);
    assertThat(send(mailWith(sender.formatted("x".repeat(71)))).body()).contains("70 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "sender":null                              | missing_parameter | sender is missing
          "headers":{"idempotencyKey":"k-1"}         | invalid_parameter | idempotencyKey must be a UUID
          "sender":{"name":"x"}                      | invalid_parameter | valid sender email required
          "to":[]                                    | missing_parameter | to is missing
          "to":[{"email":"jane"}]                    | invalid_parameter | email is not valid in to
          "to":[{"name":"jane"}]                     | invalid_parameter | email is not valid in to
          "to":"jane@example.com"                    | invalid_parameter | to is not valid
          "subject":""                               | missing_parameter | subject is missing
          "htmlContent":""                           | missing_parameter | htmlContent is missing
          "textContent":7                            | invalid_parameter | textContent is not valid
          "templateId":"sign-up"                     | invalid_parameter | templateId is not valid
          "replyTo":{"email":"x"}                    | invalid_parameter | email is not valid in replyTo
          "tags":[7]                                 | invalid_parameter | tags is not valid
          "params":{}                                | invalid_parameter | params should be an object and cannot be blank
          "headers":{"X-A":7}                        | invalid_parameter | headers must be strings
          "headers":{"X-A":"ü"}                      | invalid_parameter | headers must be ASCII
          """)
  void each_rule_has_its_code(String part, String code, String message) {
    var answer = send(mailWith(part));
    assertThat(answer.statusCode()).isEqualTo(400);
    Json error = Json.parse(answer.body());
    assertThat(error.at("code").requireText()).isEqualTo(code);
    assertThat(error.at("message").requireText()).isEqualTo(message);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void the_request_around_the_mail_is_checked() {
    String path = "/brevo/v3/smtp/email";
    assertThat(caller.post(path, MAIL).body())
        .contains("unauthorized", "authentication not found in headers");
    assertThat(caller.post(path, MAIL, "api-key", "a b").body()).contains("Key not found");
    assertThat(caller.post(path, MAIL, "api-key", "k").statusCode()).isEqualTo(415);
    assertThat(caller.post("/brevo/v3/smtp/emails", MAIL).statusCode()).isEqualTo(404);
    assertThat(caller.get(path).statusCode()).isEqualTo(405);
    assertThat(send("nonsense").body()).contains("Input must be a valid JSON object");
    assertThat(caller.messages()).isEmpty();
  }
}
