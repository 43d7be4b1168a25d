package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Twilio's documentation. */
class TwilioTest {

  private static final String FROM = "+15005550006";
  private static final String TO = "+12025550123";
  private static final String CONTENT = "HX0123456789abcdef0123456789abcdef";
  private static final String SERVICE = "MG0123456789abcdef0123456789abcdef";

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void an_accepted_text_is_answered_with_the_message_and_is_in_the_inbox() {
    var answer =
        caller.text(Map.of("To", TO, "From", FROM, "Body", "Code 482913", "ValidityPeriod", "180"));
    assertThat(answer.statusCode()).isEqualTo(201);
    Json resource = Json.parse(answer.body());
    assertThat(resource.at("sid").requireText()).matches("SM[0-9a-f]{32}");
    assertThat(resource.at("status").requireText()).isEqualTo("queued");
    assertThat(resource.at("num_segments").requireText()).isEqualTo("1");
    assertThat(resource.at("date_created").requireText())
        .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} \\+0000");
    assertThat(resource.at("uri").requireText())
        .isEqualTo(
            "/2010-04-01/Accounts/"
                + Caller.ACCOUNT
                + "/Messages/"
                + resource.at("sid").requireText()
                + ".json");
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("sms");
    assertThat(message.at("provider").requireText()).isEqualTo("twilio");
    assertThat(message.at("from").requireText()).isEqualTo(FROM);
    assertThat(message.at("to").requireText()).isEqualTo(TO);
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("subject").isAbsent()).isTrue();
    assertThat(message.at("html").isAbsent()).isTrue();
    assertThat(Json.write(message.at("segments").raw().orElseThrow()))
        .isEqualTo("{\"encoding\":\"GSM-7\",\"count\":1,\"units\":11,\"unitsPerSegment\":160}");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Authorization", "***");
  }

  @Test
  void a_text_beyond_the_gsm_alphabet_takes_more_segments() {
    var answer = caller.text(Map.of("To", TO, "From", "Example", "Body", "ж".repeat(100)));
    assertThat(Json.parse(answer.body()).at("num_segments").requireText()).isEqualTo("2");
    assertThat(Json.write(caller.messages().getFirst().at("segments").raw().orElseThrow()))
        .isEqualTo("{\"encoding\":\"UCS-2\",\"count\":2,\"units\":100,\"unitsPerSegment\":67}");
  }

  @Test
  void a_hosted_template_is_shown_with_its_variables() {
    var answer =
        caller.text(
            Map.of(
                "To",
                TO,
                "MessagingServiceSid",
                SERVICE,
                "ContentSid",
                CONTENT,
                "ContentVariables",
                "{\"1\":\"482913\"}"));
    assertThat(Json.parse(answer.body()).at("status").requireText()).isEqualTo("accepted");
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo(CONTENT);
    assertThat(message.at("hostedVariables").texts()).isEqualTo(Map.of("1", "482913"));
    assertThat(message.at("text").text()).hasValue("");
    assertThat(message.at("segments").isAbsent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "To             | -                                 | 21604",
        "To             | ''                                | 21604",
        "To             | 12025550123                       | 21211",
        "To             | +1 202 555                        | 21211",
        "From           | -                                 | 21603",
        "From           | not a sender at all               | 21212",
        "From           | +12025550123                      | 21266",
        "Body           | -                                 | 21602",
        "ValidityPeriod | 0                                 | 21624",
        "ValidityPeriod | 36001                             | 21624",
        "ValidityPeriod | soon                              | 21624",
        "ContentSid     | HX1                               | 21655",
        "ContentVariables | [1]                             | 21656",
        "MessagingServiceSid | MG1                          | 21701",
      })
  void each_rule_has_its_code(String field, String value, int code) {
    var fields = new LinkedHashMap<>(Map.of("To", TO, "From", FROM, "Body", "Code 482913"));
    fields.remove(field);
    if (value != null) {
      fields.put(field, value);
    }
    var answer = caller.text(fields);
    assertThat(answer.statusCode()).isEqualTo(400);
    Json error = Json.parse(answer.body());
    assertThat(error.at("code").number()).hasValue((long) code);
    assertThat(error.at("status").number()).hasValue(400L);
    assertThat(error.at("message").text()).isPresent();
    assertThat(error.at("more_info").requireText())
        .isEqualTo("https://www.twilio.com/docs/errors/" + code);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_body_has_at_most_1600_characters() {
    assertThat(caller.text(Map.of("To", TO, "From", FROM, "Body", "x".repeat(1600))).statusCode())
        .isEqualTo(201);
    assertThat(caller.text(Map.of("To", TO, "From", FROM, "Body", "x".repeat(1601))).body())
        .contains("21617");
  }

  @Test
  void json_is_a_request_without_parameters() {
    var answer =
        caller.post(
            path(Caller.ACCOUNT),
            "{\"To\":\"+12025550123\"}",
            "Authorization",
            Caller.basic(Caller.ACCOUNT, "token"),
            "Content-Type",
            "application/json");
    assertThat(answer.body()).contains("21604");
  }

  @ParameterizedTest
  @CsvSource({
    "AC00000000000000000000000000000001, token",
    "AC00000000000000000000000000000000, ''",
    "jane, token",
    "'', ''"
  })
  void a_credential_that_cannot_be_right_is_refused(String user, String password) {
    var answer =
        caller.post(path(Caller.ACCOUNT), "To=1", "Authorization", Caller.basic(user, password));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"Twilio API\"");
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":20003,\"message\":\"Authenticate\","
                + "\"more_info\":\"https://www.twilio.com/docs/errors/20003\",\"status\":401}");
  }

  @Test
  void other_schemes_and_no_credential_are_refused_and_an_api_key_is_not() {
    String path = path(Caller.ACCOUNT);
    assertThat(caller.post(path, "").statusCode()).isEqualTo(401);
    assertThat(caller.post(path, "", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
    assertThat(caller.post(path, "", "Authorization", "Basic %%%").statusCode()).isEqualTo(401);
    String key = Caller.basic("SK0123456789abcdef0123456789abcdef", "secret");
    assertThat(caller.post(path, "", "Authorization", key).statusCode()).isEqualTo(400);
    assertThat(caller.get(path, "Authorization", key).statusCode()).isEqualTo(405);
  }

  @Test
  void another_path_is_not_found() {
    var answer = caller.post("/twilio/2010-04-01/Accounts/AC1/Calls.json", "");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("20404");
  }

  private static String path(String account) {
    return "/twilio/2010-04-01/Accounts/" + account + "/Messages.json";
  }
}
