package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As strict as SendGrid's documentation. */
class SendGridTest {

  private static final String TEMPLATE = "d-0123456789abcdef0123456789abcdef";

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void an_accepted_mail_is_answered_as_sendgrid_does_and_is_in_the_inbox() {
    var answer = caller.mail(Caller.MAIL);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-Message-Id").orElseThrow()).hasSize(22);
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("email");
    assertThat(message.at("provider").requireText()).isEqualTo("sendgrid");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("segments").isAbsent()).isTrue();
    assertThat(message.at("hostedTemplate").isAbsent()).isTrue();
    Json request = message.at("request");
    assertThat(request.at("method").requireText()).isEqualTo("POST");
    assertThat(request.at("path").requireText()).isEqualTo("/v3/mail/send");
    assertThat(request.at("body").requireText()).isEqualTo(Caller.MAIL);
    assertThat(request.at("headers").texts())
        .containsEntry("Authorization", "***")
        .containsEntry("Content-type", "application/json");
  }

  @Test
  void a_hosted_template_is_shown_with_its_variables() {
    String mail =
        mail(
            "\"template_id\":\"%s\"".formatted(TEMPLATE),
            "\"dynamic_template_data\":{\"code\":\"482913\",\"n\":{\"a\":[1,true,null]}}",
            "");
    assertThat(caller.mail(mail).statusCode()).isEqualTo(202);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo(TEMPLATE);
    assertThat(Json.write(message.at("hostedVariables").raw().orElseThrow()))
        .isEqualTo("{\"code\":\"482913\",\"n\":{\"a\":[1,true,null]}}");
    assertThat(message.at("subject").isAbsent()).isTrue();
    assertThat(message.at("text").text()).hasValue("");
  }

  @Test
  void sandbox_mode_validates_and_delivers_nothing() {
    String sandboxed =
        Caller.MAIL.stripTrailing().replaceFirst("}$", "")
            + ",\"mail_settings\":{\"sandbox_mode\":{\"enable\":true}}}";
    assertThat(caller.mail(sandboxed).statusCode()).isEqualTo(200);
    assertThat(caller.messages()).isEmpty();
    assertThat(caller.mail(sandboxed.replace("jane@example.com", "jane")).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v3/mail/send   | ''           | application/json | 401",
        "/v3/mail/send   | key          | application/json | 401",
        "/v3/mail/send   | Bearer       | application/json | 401",
        "/v3/mail/send   | Basic a2V5   | application/json | 401",
        "/v3/mail/send   | Bearer a b   | application/json | 401",
        "/v3/mail/send   | Bearer key   | text/plain       | 415",
        "/v3/mail/sent   | Bearer key   | application/json | 404",
        "/v3/mail/send/  | Bearer key   | application/json | 404",
      })
  void the_request_around_the_mail_is_checked(
      String path, String authorization, String type, int status) {
    var answer =
        caller.post(
            "/sendgrid" + path, Caller.MAIL, "Authorization", authorization, "Content-Type", type);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Json.parse(answer.body()).at("errors").at(0).at("message").text()).isPresent();
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void no_credential_at_all_is_told_apart() {
    var answer = caller.post("/sendgrid/v3/mail/send", Caller.MAIL);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            "{\"errors\":[{\"message\":\"authorization required\",\"field\":null,\"help\":null}]}");
    assertThat(caller.get("/sendgrid/v3/mail/send").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "7",
        "{\"personalizations\":7}",
        "{\"personalizations\":[7],\"from\":{\"email\":\"a@example.com\"}}",
        "{\"personalizations\":[{\"to\":\"a@example.com\"}]}",
        "{\"personalizations\":[{\"to\":[{\"email\":7}]}]}"
      })
  void a_document_of_another_shape_is_a_bad_request(String body) {
    var answer = caller.mail(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"errors\":[{\"message\":\"Bad Request\",\"field\":null,\"help\":null}]}");
  }

  @Test
  void an_invalid_recipient_is_named_as_sendgrid_names_it() {
    var answer = caller.mail(Caller.MAIL.replace("jane@example.com", "jane@"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"errors\":[{\"message\":\"Does not contain a valid address.\","
                + "\"field\":\"personalizations.0.to.0.email\",\"help\":\"http://sendgrid.com/docs/"
                + "API_Reference/Web_API_v3/Mail/errors.html#message.personalizations.to\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"personalizations\":[]                                             | personalizations",
        "\"personalizations\":[{\"to\":[]}]                                  | personalizations.0.to",
        "\"personalizations\":[{\"to\":[{\"email\":\"jäne@example.com\"}]}]  | personalizations.0.to.0.email",
        "\"personalizations\":[{\"to\":[{\"email\":\"a@b.cd\"},{\"email\":\"A@b.cd\"}]}] | personalizations.0",
        "\"from\":{}                                                         | from.email",
        "\"from\":{\"email\":\"Example <a@example.com>\"}                    | from.email",
        "\"subject\":null                                                    | subject",
        "\"subject\":\"\"                                                    | subject",
        "\"content\":[]                                                      | content",
        "\"content\":[{\"type\":\"text/plain\",\"value\":\"\"}]              | content.0.value",
        "\"content\":[{\"value\":\"x\"}]                                     | content.0.type",
        "\"content\":[{\"type\":\"text/html\",\"value\":\"x\"},{\"type\":\"text/plain\",\"value\":\"x\"}] | content",
        "\"template_id\":\"welcome\"                                         | template_id",
        "\"headers\":{\"Subject\":\"x\"}                                     | headers",
        "\"headers\":{\"X-A\":1}                                             | headers",
        "\"headers\":{\"X A\":\"x\"}                                         | headers",
        "\"custom_args\":{\"a\":1}                                           | custom_args",
        "\"custom_args\":{}                                                  | custom_args",
        "\"categories\":[1]                                                  | categories",
        "\"categories\":[\"a\",\"a\"]                                        | categories",
        "\"categories\":[\"ü\"]                                              | categories",
        "\"mail_settings\":{\"sandbox_mode\":{\"enable\":\"true\"}}          | mail_settings.sandbox_mode.enable",
        "\"tracking_settings\":{\"click_tracking\":{\"enable_text\":0}}      | tracking_settings.click_tracking.enable_text",
        "\"asm\":{\"group_id\":\"x\"}                                        | asm.group_id",
      })
  void each_rule_names_its_field(String part, String field) {
    // The last of two equal names counts.
    String mail = Caller.MAIL.stripTrailing().replaceFirst("}$", "") + "," + part + "}";
    var answer = caller.mail(mail);
    assertThat(answer.statusCode()).isEqualTo(400);
    Json errors = Json.parse(answer.body()).at("errors");
    assertThat(errors.items()).hasSize(1);
    assertThat(errors.at(0).at("field").requireText()).isEqualTo(field);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void everything_that_is_wrong_is_told() {
    var answer = caller.mail("{}");
    assertThat(Json.parse(answer.body()).at("errors").items())
        .extracting(error -> error.at("field").requireText())
        .containsExactly("personalizations", "from.email", "subject", "content");
  }

  @Test
  void substitutions_do_not_go_with_a_dynamic_template() {
    String mail =
        mail("\"template_id\":\"" + TEMPLATE + "\"", "\"substitutions\":{\"a\":\"b\"}", "");
    assertThat(caller.mail(mail).body()).contains("Substitutions may not be used");
  }

  private static String mail(String more, String inPersonalization, String rest) {
    return """
    {"personalizations":[{"to":[{"email":"jane@example.com"}],%s}],
     "from":{"email":"no-reply@example.com"},%s%s}\
    """
        .formatted(inPersonalization, more, rest);
  }
}
