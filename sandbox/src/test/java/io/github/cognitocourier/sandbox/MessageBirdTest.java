package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As strict as MessageBird's documentation, of the legacy API and of Bird's platform. */
class MessageBirdTest {

  private static final String LEGACY = "/messagebird/messages";
  private static final String PLATFORM = "/messagebird-bird/v1/sms/messages";
  private static final String KEY = "AccessKey live_key";
  private static final String BEARER = "Bearer bk_us1_token";
  private static final String TEXT =
      """
      {"originator": "Example", "recipients": ["12025550123"], "body": "Код 482913",
       "datacoding": "auto", "validity": 180, "reference": "0f1e2d3c", "type": "sms"}
      """;
  private static final String FREE =
      """
      {"to": "+12025550123", "from": "Example", "text": "Code 482913",
       "category": "authentication", "metadata": {"notification_id": "0f1e2d3c"},
       "tags": [{"name": "trigger", "value": "SignUp"}]}
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private HttpResponse<String> legacy(String body) {
    return caller.post(LEGACY, body, "Authorization", KEY, "Content-Type", "application/json");
  }

  private HttpResponse<String> platform(String body) {
    return caller.post(PLATFORM, body, "Authorization", BEARER, "Content-Type", "application/json");
  }

  @Test
  void an_accepted_text_is_answered_with_the_message_and_is_in_the_inbox() {
    var answer = legacy(TEXT);
    assertThat(answer.statusCode()).isEqualTo(201);
    Json resource = Json.parse(answer.body());
    assertThat(resource.at("id").requireText()).matches("[0-9a-f]{32}");
    assertThat(resource.at("reference").requireText()).isEqualTo("0f1e2d3c");
    assertThat(resource.at("validity").number()).hasValue(180L);
    assertThat(resource.at("createdDatetime").requireText()).endsWith("+00:00");
    Json recipient = resource.at("recipients").at("items").at(0);
    assertThat(recipient.at("recipient").number()).hasValue(12025550123L);
    assertThat(recipient.at("status").requireText()).isEqualTo("sent");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("messagebird");
    assertThat(message.at("from").requireText()).isEqualTo("Example");
    assertThat(message.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(message.at("text").requireText()).isEqualTo("Код 482913");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"12025550123\"]", "[\"+12025550123\"]", "[12025550123]", "\"12025550123\""})
  void recipients_come_in_any_documented_form(String recipients) {
    assertThat(legacy(TEXT.replace("[\"12025550123\"]", recipients)).statusCode()).isEqualTo(201);
    assertThat(caller.messages().getFirst().at("to").requireText()).isEqualTo("+12025550123");
  }

  @Test
  void a_form_is_taken_as_well_and_plain_text_knows_the_gsm_alphabet_only() {
    var fields =
        Map.of(
            "originator", "Example", "recipients", "12025550123", "body", "Код", "validity", "9");
    var answer =
        caller.post(
            LEGACY,
            Caller.form(fields),
            "Authorization",
            KEY,
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(caller.messages().getFirst().at("text").requireText()).isEqualTo("???");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"12025550123\"]  | []                    | 9  | recipients",
        "[\"12025550123\"]  | [\"123\"]             | 9  | recipients",
        "Example            | ''                    | 9  | originator",
        "Example            | No such sender of ours | 10 | originator",
        "Код 482913         | ''                    | 9  | body",
        "\"auto\"           | \"emoji\"             | 10 | datacoding",
        "180                | 0                     | 10 | validity",
        "\"sms\"            | \"carrier pigeon\"    | 10 | type",
      })
  void each_mistake_has_its_code_and_its_parameter(
      String part, String instead, int code, String parameter) {
    assertThat(TEXT).contains(part);
    var answer = legacy(TEXT.replace(part, instead));
    assertThat(answer.statusCode()).isEqualTo(422);
    Json error = Json.parse(answer.body()).at("errors").at(0);
    assertThat(error.at("code").number()).hasValue((long) code);
    assertThat(error.at("parameter").requireText()).isEqualTo(parameter);
    assertThat(error.at("description").text()).isPresent();
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void an_empty_message_is_told_everything_at_once() {
    assertThat(Json.parse(legacy("{}").body()).at("errors").items())
        .extracting(error -> error.at("parameter").requireText())
        .containsExactly("recipients", "originator", "body");
  }

  @Test
  void a_key_of_the_wrong_scheme_a_broken_body_and_another_path_are_refused() {
    var wrong =
        caller.post(LEGACY, TEXT, "Authorization", BEARER, "Content-Type", "application/json");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body())
        .isEqualTo(
            "{\"errors\":[{\"code\":2,\"description\":\"Request not allowed (incorrect"
                + " access_key)\",\"parameter\":\"access_key\"}]}");
    assertThat(legacy("{").statusCode()).isEqualTo(400);
    assertThat(caller.post("/messagebird/sms", "", "Authorization", KEY).body()).contains("98");
    assertThat(caller.get(LEGACY, "Authorization", KEY).statusCode()).isEqualTo(405);
  }

  @Test
  void the_platform_accepts_a_text_of_a_category() {
    var answer =
        caller.post(
            PLATFORM,
            FREE,
            "Authorization",
            BEARER,
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            "0f1e2d3c");
    assertThat(answer.statusCode()).isEqualTo(202);
    Json resource = Json.parse(answer.body());
    assertThat(resource.at("id").requireText()).matches("sms_[0-9a-f]{26}");
    assertThat(resource.at("status").requireText()).isEqualTo("accepted");
    Json message = caller.messages().getFirst();
    assertThat(message.at("provider").requireText()).isEqualTo("messagebird-bird");
    assertThat(message.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
  }

  @Test
  void a_template_of_the_platform_is_shown_with_its_parameters() {
    var answer =
        platform(
            """
            {"to": "+12025550123",
             "template": {"slug": "bird_otp_verification", "parameters": {"code": "482913"}}}
            """);
    assertThat(answer.statusCode()).isEqualTo(202);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("bird_otp_verification");
    assertThat(message.at("hostedVariables").texts()).isEqualTo(Map.of("code", "482913"));
  }

  @Test
  void only_a_template_of_birds_own_refuses_a_sender() {
    String own =
        """
        {"to": "+12025550123", "from": "Example", "template": {"slug": "sign-up-code"}}
        """;
    assertThat(platform(own).statusCode()).isEqualTo(202);
    Json error =
        Json.parse(platform(own.replace("sign-up-code", "bird_otp_verification")).body())
            .at("error");
    assertThat(error.at("details").at(0).at("param").requireText()).isEqualTo("from");
    assertThat(caller.messages()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"+12025550123\"          | \"12025550123\"            | SMSInvalidRecipient   | to",
        "\"from\": \"Example\",    | ''                         | SMSNoEligibleSender   | from",
        "authentication            | security                   | ValidationFailed      | category",
        "Code 482913               | ''                         | ValidationFailed      | text",
        "\"category\"              | \"template\": {\"slug\": \"x\"}, \"category\" | ValidationFailed | text",
        "{\"notification_id\": \"0f1e2d3c\"} | \"x\"            | ValidationFailed      | metadata",
        "\"value\"                 | \"worth\"                  | ValidationFailed      | tags",
      })
  void a_refusal_of_the_platform_names_the_field(
      String part, String instead, String name, String parameter) {
    assertThat(FREE).contains(part);
    var answer = platform(FREE.replace(part, instead));
    assertThat(answer.statusCode()).isEqualTo(422);
    Json error = Json.parse(answer.body()).at("error");
    assertThat(error.at("type").requireText()).isEqualTo("validation_error");
    assertThat(error.at("name").requireText()).isEqualTo(name);
    assertThat(error.at("details").at(0).at("param").requireText()).isEqualTo(parameter);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void what_the_platform_only_previews_is_refused() {
    assertThat(
            platform(FREE.replace("\"category\"", "\"validity_period\": 180, \"category\"")).body())
        .contains("SMSUnsupportedFeature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer token", "AccessKey live_key", "Bearer bk_us_token"})
  void a_key_of_the_platform_names_its_region(String authorization) {
    var answer =
        caller.post(
            PLATFORM, FREE, "Authorization", authorization, "Content-Type", "application/json");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Json.parse(answer.body()).at("error").at("type").requireText())
        .isEqualTo("auth_error");
  }

  @Test
  void each_api_has_faults_of_its_own() {
    caller.fault("messagebird", "401", 1);
    caller.fault("messagebird-bird", "401", 1);
    assertThat(legacy(TEXT).body()).contains("incorrect access_key");
    assertThat(platform(FREE).body()).contains("auth_error");
    assertThat(caller.messages()).isEmpty();
  }
}
