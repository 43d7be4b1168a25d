package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Mailgun's documentation. */
class MailgunTest {

  private static final Map<String, String> MAIL =
      Map.of(
          "from", "Example <no-reply@example.com>",
          "to", "jane@example.com",
          "subject", "Your code",
          "text", "Code 482913",
          "html", "<b>482913</b>");

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> send(String path, String user, Map<String, String> fields) {
    return caller.post(
        "/mailgun" + path,
        Caller.form(fields),
        "Authorization",
        Caller.basic(user, "key"),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private HttpResponse<String> send(Map<String, String> fields) {
    return send("/v3/mg.example.com/messages", "api", fields);
  }

  private static Map<String, String> mailWith(String field, String value) {
    var fields = new LinkedHashMap<>(MAIL);
    fields.put(field, value);
    return fields;
  }

  @Test
  void an_accepted_mail_is_queued_and_in_the_inbox() {
    var answer = send(MAIL);
    assertThat(answer.statusCode()).isEqualTo(200);
    Json json = Json.parse(answer.body());
    assertThat(json.at("id").requireText())
        .matches("<[0-9]{14}\\.1\\.[0-9a-f]{32}@mg\\.example\\.com>");
    assertThat(json.at("message").requireText()).isEqualTo("Queued. Thank you.");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("mailgun");
    assertThat(message.at("channel").requireText()).isEqualTo("email");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Authorization", "***");
  }

  @Test
  void a_hosted_template_is_shown_with_its_variables() {
    var fields =
        Map.of(
            "from", "no-reply@example.com",
            "to", "jane@example.com",
            "template", "sign-up",
            "t:variables", "{\"code\":\"482913\"}");
    assertThat(send(fields).statusCode()).isEqualTo(200);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("sign-up");
    assertThat(message.at("hostedVariables").texts()).isEqualTo(Map.of("code", "482913"));
  }

  @Test
  void test_mode_validates_and_delivers_nothing() {
    assertThat(send(mailWith("o:testmode", "yes")).body()).contains("Queued. Thank you.");
    assertThat(caller.messages()).isEmpty();
    assertThat(send(mailWith("o:testmode", "maybe")).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from        | ''                  | from parameter is missing
          from        | Example             | from parameter is not a valid address. please check documentation
          to          | ''                  | to parameter is missing
          to          | jane@               | to parameter is not a valid address. please check documentation
          to          | a@b.cd,jane         | to parameter is not a valid address. please check documentation
          subject     | ''                  | subject parameter is missing
          template    | sign-up             | Only one parameters 'html' or 'template' is allowed
          o:tracking  | off                 | o:tracking parameter must be one of: yes, no, true, false
          h:X-Ü       | x                   | Header name must be pure ASCII: X-Ü
          t:variables | [1]                 | t:variables parameter is not a valid JSON dictionary
          o:tag       | ü                   | o:tag parameter must be ASCII of at most 128 characters
          """)
  void each_rule_has_its_sentence(String field, String value, String sentence) {
    var answer = send(mailWith(field, value));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).at("message").requireText()).isEqualTo(sentence);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_mail_has_content_and_options_of_a_limited_size() {
    var empty = new LinkedHashMap<>(MAIL);
    empty.keySet().removeAll(Set.of("text", "html"));
    assertThat(send(empty).body()).contains("Need at least one of");
    assertThat(send(mailWith("v:data", "x".repeat(16 * 1024))).body()).contains("16 kB");
  }

  @Test
  void the_request_around_the_mail_is_checked() {
    assertThat(send("/v3/mg.example.com/messages", "jane", MAIL).statusCode()).isEqualTo(401);
    assertThat(send("/v3/mg.example.com/messages", "jane", MAIL).body()).isEqualTo("Forbidden");
    assertThat(caller.post("/mailgun/v3/mg.example.com/messages", "").statusCode()).isEqualTo(401);
    assertThat(send("/v3/nodomain/messages", "api", MAIL).statusCode()).isEqualTo(404);
    assertThat(send("/v3/nodomain/messages", "api", MAIL).body()).contains("Domain not found");
    assertThat(caller.get("/mailgun/v3/mg.example.com/messages").statusCode()).isEqualTo(405);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_wrong_path_is_a_success_that_sends_nothing() {
    var answer = send("/v3/mg.example.com/message", "api", MAIL);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("Mailgun Magnificent API");
    assertThat(caller.messages()).isEmpty();
  }
}
