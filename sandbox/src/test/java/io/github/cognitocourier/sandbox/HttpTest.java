package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.sandbox.web.Reach;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API without an adapter: whatever is posted is shown. */
class HttpTest {

  private static final String KEY = "Bearer dummy";

  private final Sandbox sandbox = open(List.of());
  private final Caller caller = new Caller(sandbox);

  private static Sandbox open(List<String> providers) {
    return Sandbox.start(
        new Opening(Reach.MACHINE, 0, providers),
        environment -> (in, out, context) -> {},
        line -> {});
  }

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void a_document_is_shown_by_the_usual_names_however_deep() {
    var answer =
        caller.post(
            "/http/any/path",
            """
            {"Sender":{"email":"no-reply@example.com"},"From":"Example",
             "personalizations":[{"to":["jane@example.com"]}],
             "content":{"subject":"Your code","text":"Code 482913","html":"<b>482913</b>"}}
            """,
            "Authorization",
            KEY,
            "Content-Type",
            "application/json; charset=utf-8");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Json.parse(answer.body()).at("id").text()).isPresent();
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("http");
    assertThat(message.at("channel").requireText()).isEqualTo("email");
    assertThat(message.at("from").requireText()).isEqualTo("Example");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("request").at("path").requireText()).isEqualTo("/any/path");
  }

  @Test
  void a_form_is_shown_too_and_a_field_without_a_usual_name_in_the_request() {
    var answer =
        caller.post(
            "/http-sms/send",
            Caller.form(Map.of("to", "+12025550123", "message", "Code 482913", "dlt", "17")),
            "Authorization",
            KEY,
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(answer.statusCode()).isEqualTo(202);
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("sms");
    assertThat(message.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("request").at("body").requireText()).contains("dlt=17");
  }

  @Test
  void what_is_neither_document_nor_form_is_refused() {
    assertThat(
            caller
                .post("/http/x", "to=1", "Authorization", KEY, "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            caller
                .post("/http/x", "{", "Authorization", KEY, "Content-Type", "application/json")
                .statusCode())
        .isEqualTo(400);
    assertThat(caller.get("/http/x").statusCode()).isEqualTo(405);
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic eDp5", "token"})
  void without_a_bearer_token_it_is_refused(String authorization) {
    var answer =
        caller.post(
            "/http/x",
            "{\"to\":\"a\"}",
            "Authorization",
            authorization,
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"error\":\"unauthorized\"}");
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void faults_are_told_by_a_word() {
    caller.fault("http", "reject", 1);
    var answer = caller.post("/http/x", "{\"to\":\"a\"}", "Content-Type", "application/json");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_recipient\"}");
    caller.fault("http", "401", 1);
    assertThat(caller.post("/http/x", "{\"to\":\"a\"}", "Content-Type", "application/json").body())
        .isEqualTo("{\"error\":\"unauthorized\"}");
  }

  @Test
  void whoever_chooses_it_gets_a_courier_json() {
    assertThat(sandbox.environment()).doesNotContainKey("COURIER_CONFIG");
    try (Sandbox chosen = open(List.of("http", "http-sms"))) {
      assertThat(chosen.environment())
          .containsEntry("COURIER_EMAIL", "http://default")
          .containsEntry("COURIER_SMS", "http://sms")
          .containsKeys("HTTP_SECRET", "HTTP_SMS_SECRET");
      Json apis =
          Json.parse(chosen.environment().getOrDefault("COURIER_CONFIG", "")).at("httpApis");
      assertThat(apis.at("default").at("url").requireText())
          .isEqualTo(chosen.uri() + "/http/messages");
      assertThat(apis.at("sms").at("json").at("text").requireText()).isEqualTo("{{text}}");
    }
  }
}
