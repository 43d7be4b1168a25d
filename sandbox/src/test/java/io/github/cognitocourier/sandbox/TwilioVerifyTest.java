package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as Twilio's documentation of Verify. */
class TwilioVerifyTest {

  private static final String TO = "+12025550123";
  private static final String SERVICE = "VA0123456789abcdef0123456789abcdef";
  private static final String PATH = "/twilio-verify/v2/Services/" + SERVICE + "/Verifications";
  private static final String TEMPLATE = "HJ0123456789abcdef0123456789abcdef";

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> start(Map<String, String> fields) {
    return caller.post(
        PATH,
        Caller.form(fields),
        "Authorization",
        Caller.basic(Caller.ACCOUNT, "token"),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  @Test
  void a_custom_code_is_accepted_and_can_be_read_in_the_inbox() {
    var answer = start(Map.of("To", TO, "Channel", "sms", "CustomCode", "482913"));
    assertThat(answer.statusCode()).isEqualTo(201);
    Json resource = Json.parse(answer.body());
    assertThat(resource.at("sid").requireText()).matches("VE[0-9a-f]{32}");
    assertThat(resource.at("service_sid").requireText()).isEqualTo(SERVICE);
    assertThat(resource.at("account_sid").requireText()).isEqualTo(Caller.ACCOUNT);
    assertThat(resource.at("status").requireText()).isEqualTo("pending");
    assertThat(resource.at("send_code_attempts").at(0).at("channel").requireText())
        .isEqualTo("SMS");
    assertThat(resource.at("date_created").requireText())
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z");
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("sms");
    assertThat(message.at("provider").requireText()).isEqualTo("twilio-verify");
    assertThat(message.at("to").requireText()).isEqualTo(TO);
    assertThat(message.at("text").requireText()).isEqualTo("Your verification code is: 482913");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Authorization", "***");
  }

  @Test
  void without_a_custom_code_twilio_makes_one() {
    assertThat(start(Map.of("To", TO, "Channel", "call")).statusCode()).isEqualTo(201);
    assertThat(caller.messages().getFirst().at("text").requireText())
        .matches("Your verification code is: [0-9]{6}");
  }

  @Test
  void a_template_is_shown_with_the_code_and_what_it_substitutes() {
    var fields = new LinkedHashMap<>(Map.of("To", TO, "Channel", "whatsapp", "CustomCode", "4829"));
    fields.put("TemplateSid", TEMPLATE);
    fields.put("TemplateCustomSubstitutions", "{\"brand\":\"Example\"}");
    assertThat(start(fields).statusCode()).isEqualTo(201);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo(TEMPLATE);
    assertThat(message.at("hostedVariables").texts())
        .isEqualTo(Map.of("code", "4829", "brand", "Example"));
    assertThat(message.at("text").text()).hasValue("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "To          | -",
        "To          | 12025550123",
        "To          | jane@example.com",
        "Channel     | -",
        "Channel     | pigeon",
        "Channel     | email",
        "CustomCode  | 123",
        "CustomCode  | 12345678901",
        "TemplateSid | HX0123456789abcdef0123456789abcdef",
        "RiskCheck   | yes",
        "Locale      | english please",
        "TemplateCustomSubstitutions | [1]",
      })
  void an_invalid_parameter_is_named(String field, String value) {
    var fields = new LinkedHashMap<>(Map.of("To", TO, "Channel", "sms", "CustomCode", "482913"));
    fields.remove(field);
    if (value != null) {
      fields.put(field, value);
    }
    var answer = start(fields);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":60200,\"message\":\"Invalid parameter: "
                + field
                + "\",\"more_info\":\"https://www.twilio.com/docs/errors/60200\",\"status\":400}");
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void json_is_a_request_without_parameters() {
    var answer =
        caller.post(
            PATH,
            "{\"To\":\"+12025550123\",\"Channel\":\"sms\"}",
            "Authorization",
            Caller.basic(Caller.ACCOUNT, "token"),
            "Content-Type",
            "application/json");
    assertThat(answer.body()).contains("Invalid parameter: To");
  }

  @ParameterizedTest
  @CsvSource({"jane, token", "AC00000000000000000000000000000000, ''", "'', ''"})
  void a_credential_that_cannot_be_right_is_refused(String user, String password) {
    var answer = caller.post(PATH, "", "Authorization", Caller.basic(user, password));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"Twilio API\"");
    assertThat(answer.body()).contains("20003");
  }

  @Test
  void an_api_key_is_as_good_as_the_account_and_only_a_post_starts_anything() {
    String key = Caller.basic("SK0123456789abcdef0123456789abcdef", "secret");
    assertThat(caller.post(PATH, "", "Authorization", key).statusCode()).isEqualTo(400);
    assertThat(caller.get(PATH, "Authorization", key).statusCode()).isEqualTo(405);
    assertThat(caller.post(PATH, "").statusCode()).isEqualTo(401);
    assertThat(caller.post(PATH, "", "Authorization", "Basic %%%").statusCode()).isEqualTo(401);
  }

  @Test
  void a_service_that_cannot_exist_is_not_found() {
    String key = Caller.basic(Caller.ACCOUNT, "token");
    for (String path : new String[] {"VA1/Verifications", SERVICE + "/VerificationCheck"}) {
      var answer = caller.post("/twilio-verify/v2/Services/" + path, "", "Authorization", key);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("20404");
    }
  }

  @Test
  void a_fault_is_answered_as_verify_answers() {
    caller.fault("twilio-verify", "reject", 1);
    var answer = start(Map.of("To", TO, "Channel", "sms", "CustomCode", "482913"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("60205");
    assertThat(caller.messages()).isEmpty();
  }
}
