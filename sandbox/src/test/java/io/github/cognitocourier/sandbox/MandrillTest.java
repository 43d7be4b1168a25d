package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As strict as Mandrill's documentation. */
class MandrillTest {

  private static final String MESSAGE =
      """
      {"from_email":"no-reply@example.com","from_name":"Example",
       "to":[{"email":"jane@example.com","type":"to"}],
       "subject":"Your code","text":"Code 482913","html":"<b>482913</b>"}\
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> send(String body) {
    return caller.post("/mandrill/api/1.4/messages/send", body, "Content-Type", "application/json");
  }

  private HttpResponse<String> sendTemplate(String body) {
    return caller.post(
        "/mandrill/api/1.4/messages/send-template", body, "Content-Type", "application/json");
  }

  private static String order(String message) {
    return "{\"key\":\"k\",\"message\":" + message + "}";
  }

  /** The last of two equal names counts. */
  private static String messageWith(String part) {
    return MESSAGE.replaceFirst("}$", "") + "," + part + "}";
  }

  @Test
  void the_inbox_does_not_show_the_key_which_stands_in_the_document() {
    send("{\"key\" : \"md-\\\"secret\",\"message\":" + MESSAGE + "}");
    assertThat(caller.messages().getFirst().at("request").at("body").requireText())
        .startsWith("{\"key\" : \"***\",\"message\":")
        .doesNotContain("secret");
  }

  @Test
  void an_accepted_mail_is_an_entry_for_its_recipient_and_in_the_inbox() {
    var answer = send(order(MESSAGE));
    assertThat(answer.statusCode()).isEqualTo(200);
    Json entry = Json.parse(answer.body()).at(0);
    assertThat(entry.at("email").requireText()).isEqualTo("jane@example.com");
    assertThat(entry.at("status").requireText()).isEqualTo("sent");
    assertThat(entry.at("_id").requireText()).matches("[0-9a-f]{32}");
    assertThat(entry.at("reject_reason").isAbsent()).isTrue();
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("mandrill");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
  }

  @Test
  void a_recipient_that_is_none_is_invalid_inside_a_success() {
    var answer = send(order(MESSAGE.replace("jane@example.com", "jane@nowhere")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.parse(answer.body()).at(0).at("status").requireText()).isEqualTo("invalid");
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void an_asynchronous_mail_is_queued() {
    var answer = send(order(MESSAGE).replaceFirst("}$", ",\"async\":true}"));
    assertThat(Json.parse(answer.body()).at(0).at("status").requireText()).isEqualTo("queued");
  }

  @Test
  void a_hosted_template_is_shown_with_its_variables() {
    String body =
        order(messageWith("\"global_merge_vars\":[{\"name\":\"code\",\"content\":\"482913\"}]"))
            .replaceFirst("}$", ",\"template_name\":\"sign-up\",\"template_content\":[]}");
    assertThat(sendTemplate(body).statusCode()).isEqualTo(200);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("sign-up");
    assertThat(message.at("hostedVariables").at("code").requireText()).isEqualTo("482913");
    assertThat(message.at("text").text()).hasValue("");
  }

  @Test
  void a_template_needs_its_name_and_its_content() {
    assertThat(sendTemplate(order(MESSAGE)).body())
        .contains("ValidationError", "You must specify a template_name value");
    String named = order(MESSAGE).replaceFirst("}$", ",\"template_name\":\"sign-up\"}");
    assertThat(sendTemplate(named).body()).contains("You must specify a template_content value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"message\":{}}"})
  void an_order_without_a_key_is_an_error_document_with_500(String body) {
    var answer = send(body);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"error\",\"code\":-2,\"name\":\"ValidationError\","
                + "\"message\":\"You must specify a key value\"}");
  }

  @Test
  void a_key_that_cannot_be_right_is_an_error_document_with_500() {
    var answer = send("{\"key\":\"\",\"message\":" + MESSAGE + "}");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"error\",\"code\":-1,\"name\":\"Invalid_Key\","
                + "\"message\":\"Invalid API key\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "from_email":null                                   | from_email
          "from_email":"Example"                              | from_email
          "to":[]                                             | to
          "to":[{"name":"Jane"}]                              | to
          "to":[{"email":"a@b.cd","type":"reply"}]            | to
          "to":"jane@example.com"                             | to
          "text":7                                            | text
          "track_opens":"false"                               | track_opens
          "tags":["_x"]                                       | tags
          "tags":["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"] | tags
          "headers":{"X-A":7}                                 | headers
          "merge_language":"mustache"                         | merge_language
          "global_merge_vars":[{"name":"_x","content":"x"}]   | global_merge_vars
          """)
  void each_rule_names_its_field(String part, String field) {
    var answer = send(order(messageWith(part)));
    assertThat(answer.statusCode()).isEqualTo(500);
    Json error = Json.parse(answer.body());
    assertThat(error.at("name").requireText()).isEqualTo("ValidationError");
    assertThat(error.at("message").requireText()).startsWith("Validation error: ").contains(field);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void another_path_and_no_json_are_error_documents() {
    assertThat(caller.post("/mandrill/api/1.4/messages/sent", "{}").body())
        .contains("No method matches that URL");
    assertThat(send("nonsense").statusCode()).isEqualTo(500);
    assertThat(caller.get("/mandrill/api/1.4/messages/send").statusCode()).isEqualTo(500);
  }
}
