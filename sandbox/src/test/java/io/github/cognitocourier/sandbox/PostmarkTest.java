package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Postmark's documentation. */
class PostmarkTest {

  private static final String MAIL =
      """
      {"From":"\\"Example\\" <no-reply@example.com>","To":"jane@example.com","Subject":"Your code",
       "TextBody":"Code 482913","HtmlBody":"<b>482913</b>","Tag":"SignUp","TrackOpens":false,
       "TrackLinks":"None","MessageStream":"outbound","Metadata":{"trigger":"SignUp"},
       "Headers":[{"Name":"Auto-Submitted","Value":"auto-generated"}]}\
      """;
  private static final String BY_TEMPLATE =
      """
      {"From":"no-reply@example.com","To":"Jane Doe <jane@example.com>","TemplateAlias":"sign-up",
       "TemplateModel":{"code":"482913"}}\
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> send(String path, String token, String body) {
    return caller.post(
        "/postmark" + path,
        body,
        "X-Postmark-Server-Token",
        token,
        "Accept",
        "application/json",
        "Content-Type",
        "application/json");
  }

  @Test
  void an_accepted_mail_is_answered_as_postmark_does_and_is_in_the_inbox() {
    var answer = send("/email", "token", MAIL);
    assertThat(answer.statusCode()).isEqualTo(200);
    Json document = Json.parse(answer.body());
    assertThat(document.at("ErrorCode").number()).hasValue(0L);
    assertThat(document.at("Message").requireText()).isEqualTo("OK");
    assertThat(document.at("MessageID").requireText()).hasSize(36);
    assertThat(document.at("To").requireText()).isEqualTo("jane@example.com");
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("email");
    assertThat(message.at("provider").requireText()).isEqualTo("postmark");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("request").at("headers").texts())
        .containsEntry("X-postmark-server-token", "***");
  }

  @Test
  void a_template_is_shown_with_its_model() {
    assertThat(send("/email/withTemplate", "token", BY_TEMPLATE).statusCode()).isEqualTo(200);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("sign-up");
    assertThat(message.at("hostedVariables").texts()).containsEntry("code", "482913");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").isAbsent()).isTrue();
  }

  @Test
  void the_test_token_validates_and_delivers_nothing() {
    var answer = send("/email", "POSTMARK_API_TEST", MAIL);
    assertThat(Json.parse(answer.body()).at("Message").requireText())
        .isEqualTo("Test job accepted");
    assertThat(caller.messages()).isEmpty();
    assertThat(send("/email", "POSTMARK_API_TEST", "{}").statusCode()).isEqualTo(422);
  }

  @Test
  void the_request_around_the_mail_is_checked() {
    var none = caller.post("/postmark/email", MAIL, "Content-Type", "application/json");
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(Json.parse(none.body()).at("ErrorCode").number()).hasValue(10L);
    assertThat(send("/email", "to ken", MAIL).statusCode()).isEqualTo(401);
    var text =
        caller.post(
            "/postmark/email", MAIL, "X-Postmark-Server-Token", "t", "Content-Type", "text/plain");
    assertThat(text.statusCode()).isEqualTo(422);
    assertThat(Json.parse(text.body()).at("ErrorCode").number()).hasValue(409L);
    assertThat(send("/emails", "token", MAIL).statusCode()).isEqualTo(404);
    assertThat(caller.get("/postmark/email").statusCode()).isEqualTo(405);
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                      | 402",
        "[]                                     | 403",
        "\"From\":null                          | 300",
        "\"From\":\"Example\"                   | 300",
        "\"To\":null                            | 300",
        "\"To\":\"jane@\"                       | 300",
        "\"To\":\"jane@example.com, joe\"       | 300",
        "\"To\":[\"jane@example.com\"]          | 403",
        "\"TextBody\":null,\"HtmlBody\":\"\"    | 300",
        "\"TrackOpens\":\"false\"               | 403",
        "\"TrackLinks\":false                   | 403",
        "\"TrackLinks\":\"Off\"                 | 300",
        "\"Metadata\":{\"a\":1}                 | 403",
        "\"Metadata\":{\"a-name-of-21-letters.\":\"\"} | 300",
        "\"Headers\":{\"Auto-Submitted\":\"x\"} | 403",
        "\"MessageStream\":\"Out bound\"        | 300",
      })
  void each_rule_has_its_error_code(String part, int code) {
    // The last of two equal names counts.
    String mail =
        part.startsWith("\"") ? MAIL.strip().replaceFirst("}$", "") + "," + part + "}" : part;
    var answer = send("/email", "token", mail);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Json.parse(answer.body()).at("ErrorCode").number()).hasValue((long) code);
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"TemplateAlias\":null     | 1101",
        "\"TemplateAlias\":\"1st\"  | 1101",
        "\"TemplateId\":\"7\"       | 403",
        "\"TemplateModel\":null     | 403",
        "\"Subject\":\"Your code\"  | 300",
      })
  void a_mail_by_template_has_rules_of_its_own(String part, int code) {
    String mail = BY_TEMPLATE.strip().replaceFirst("}$", "") + "," + part + "}";
    var answer = send("/email/withTemplate", "token", mail);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Json.parse(answer.body()).at("ErrorCode").number()).hasValue((long) code);
  }

  @Test
  void a_fault_is_told_in_postmarks_words() {
    caller.fault("postmark", "reject", 1);
    var answer = send("/email", "token", MAIL);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Json.parse(answer.body()).at("ErrorCode").number()).hasValue(406L);
  }
}
