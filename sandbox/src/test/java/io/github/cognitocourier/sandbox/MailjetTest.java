package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Mailjet's documentation of its Send API v3.1. */
class MailjetTest {

  private static final String MESSAGE =
      """
      {"From":{"Email":"no-reply@example.com","Name":"Example"},
       "To":[{"Email":"jane@example.com"}],"CustomID":"n-1",
       "Subject":"Your code","TextPart":"Code 482913","HTMLPart":"<b>482913</b>"}\
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
        "/mailjet/v3.1/send",
        body,
        "Authorization",
        Caller.basic("public", "secret"),
        "Content-Type",
        "application/json");
  }

  private static String batch(String message) {
    return "{\"Messages\":[" + message + "]}";
  }

  /** The last of two equal names counts. */
  private static String messageWith(String part) {
    return MESSAGE.replaceFirst("}$", "") + "," + part + "}";
  }

  @Test
  void an_accepted_mail_is_a_success_by_recipient_and_in_the_inbox() {
    var answer = send(batch(MESSAGE));
    assertThat(answer.statusCode()).isEqualTo(200);
    Json result = Json.parse(answer.body()).at("Messages").at(0);
    assertThat(result.at("Status").requireText()).isEqualTo("success");
    assertThat(result.at("CustomID").requireText()).isEqualTo("n-1");
    Json to = result.at("To").at(0);
    assertThat(to.at("Email").requireText()).isEqualTo("jane@example.com");
    assertThat(to.at("MessageUUID").requireText()).hasSize(36);
    assertThat(to.at("MessageID").number().orElseThrow()).isPositive();
    assertThat(to.at("MessageHref").requireText())
        .endsWith("/message/" + to.at("MessageID").number().orElseThrow());
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("mailjet");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Authorization", "***");
  }

  @Test
  void a_hosted_template_is_shown_with_its_variables() {
    String message =
        "{\"From\":{\"Email\":\"a@example.com\"},\"To\":[{\"Email\":\"jane@example.com\"}],"
            + "\"TemplateID\":7,\"TemplateLanguage\":true,\"Variables\":{\"code\":\"482913\"},"
            + "\"TemplateErrorReporting\":{\"Email\":\"ops@example.com\"}}";
    assertThat(send(batch(message)).statusCode()).isEqualTo(200);
    Json shown = caller.messages().getFirst();
    assertThat(shown.at("hostedTemplate").requireText()).isEqualTo("7");
    assertThat(shown.at("hostedVariables").at("code").requireText()).isEqualTo("482913");
  }

  @Test
  void sandbox_mode_validates_and_delivers_nothing() {
    var answer = send("{\"SandboxMode\":true,\"Messages\":[" + MESSAGE + "]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    Json to = Json.parse(answer.body()).at("Messages").at(0).at("To").at(0);
    assertThat(to.at("MessageID").number()).hasValue(0L);
    assertThat(to.at("MessageUUID").text()).hasValue("");
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "From":null                              | mj-0003   | From
          "From":{"Name":"x"}                      | mj-0003   | From.Email
          "To":null                                | mj-0003   | To
          "To":[]                                  | mj-0007   | To
          "To":[{"Email":""}]                      | mj-0012   | To[0].Email
          "To":[{"Email":"jane@nowhere"}]          | mj-0013   | To[0].Email
          "To":"jane@example.com"                  | mj-0004   | To
          "TextPart":7                             | mj-0004   | TextPart
          "TemplateID":7                           | send-0004 | HTMLPart
          "TrackOpens":"off"                       | mj-0005   | TrackOpens
          "TrackClicks":false                      | mj-0004   | TrackClicks
          "TemplateLanguage":"true"                | mj-0004   | TemplateLanguage
          "TemplateErrorDeliver":true              | send-0016 | TemplateLanguage
          "Headers":{"Reply-To":"a@example.com"}   | send-0011 | Headers["Reply-To"]
          "Variables":[]                           | mj-0004   | Variables
          """)
  void each_rule_has_its_code(String part, String code, String related) {
    var answer = send(batch(messageWith(part)));
    assertThat(answer.statusCode()).isEqualTo(400);
    Json result = Json.parse(answer.body()).at("Messages").at(0);
    assertThat(result.at("Status").requireText()).isEqualTo("error");
    Json error = result.at("Errors").at(0);
    assertThat(error.at("ErrorCode").requireText()).isEqualTo(code);
    assertThat(error.at("StatusCode").number()).hasValue(400L);
    assertThat(error.at("ErrorIdentifier").requireText()).hasSize(36);
    assertThat(error.at("ErrorRelatedTo").at(0).requireText()).isEqualTo(related);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_message_has_content() {
    String bare =
        "{\"From\":{\"Email\":\"a@example.com\"},\"To\":[{\"Email\":\"jane@example.com\"}]}";
    assertThat(send(batch(bare)).body()).contains("send-0003");
  }

  @Test
  void the_request_around_the_mail_is_checked() {
    String path = "/mailjet/v3.1/send";
    assertThat(caller.post(path, batch(MESSAGE)).statusCode()).isEqualTo(401);
    var halfAKey = caller.post(path, "", "Authorization", Caller.basic("public", ""));
    assertThat(halfAKey.statusCode()).isEqualTo(401);
    assertThat(Json.parse(halfAKey.body()).at("ErrorCode").requireText()).isEqualTo("mj-0015");
    assertThat(caller.post("/mailjet/v3/send", "").statusCode()).isEqualTo(404);
    assertThat(caller.get(path).statusCode()).isEqualTo(405);
    var broken = send("nonsense");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(Json.parse(broken.body()).at("ErrorCode").requireText()).isEqualTo("mj-0002");
    assertThat(send("{}").body()).contains("mj-0003");
    assertThat(send("{\"Messages\":[]}").body()).contains("mj-0007");
    assertThat(caller.messages()).isEmpty();
  }
}
