package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as AWS's service model of End User Messaging. */
class AwsSmsTest {

  private static final String NOW =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
          .withZone(ZoneOffset.UTC)
          .format(Instant.now());
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=sandbox/"
          + NOW.substring(0, 8)
          + "/us-east-1/sms-voice/aws4_request,"
          + " SignedHeaders=host;x-amz-date;x-amz-target, Signature="
          + "0a".repeat(32);
  private static final String TARGET = "PinpointSMSVoiceV2.SendTextMessage";
  private static final String MESSAGE =
      """
      {"DestinationPhoneNumber":"+12025550123","OriginationIdentity":"+15005550006",
       "MessageBody":"Code 482913","MessageType":"TRANSACTIONAL","TimeToLive":180,
       "Context":{"trigger":"SignUp"}%s}
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void an_accepted_text_is_answered_with_its_id_and_is_in_the_inbox() {
    var answer = send(MESSAGE.formatted(""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.0");
    assertThat(Json.parse(answer.body()).at("MessageId").requireText()).hasSize(36);
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("sms");
    assertThat(message.at("provider").requireText()).isEqualTo("aws-sms");
    assertThat(message.at("from").requireText()).isEqualTo("+15005550006");
    assertThat(message.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Authorization", "***");
  }

  @Test
  void a_dry_run_is_checked_and_not_delivered() {
    assertThat(send(MESSAGE.formatted(",\"DryRun\":true")).statusCode()).isEqualTo(200);
    assertThat(caller.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"DestinationPhoneNumber\":null            | MISSING_PARAMETER       | DestinationPhoneNumber",
        "\"DestinationPhoneNumber\":\"+0123\"       | FIELD_VALIDATION_FAILED | DestinationPhoneNumber",
        "\"DestinationPhoneNumber\":12025550123     | FIELD_VALIDATION_FAILED | DestinationPhoneNumber",
        "\"MessageBody\":null                       | MISSING_PARAMETER       | MessageBody",
        "\"MessageBody\":\"  \"                     | FIELD_VALIDATION_FAILED | MessageBody",
        "\"OriginationIdentity\":\"a b\"            | FIELD_VALIDATION_FAILED | OriginationIdentity",
        "\"MessageType\":\"OTP\"                    | FIELD_VALIDATION_FAILED | MessageType",
        "\"TimeToLive\":4                           | FIELD_VALIDATION_FAILED | TimeToLive",
        "\"TimeToLive\":259201                      | FIELD_VALIDATION_FAILED | TimeToLive",
        "\"TimeToLive\":\"180\"                     | FIELD_VALIDATION_FAILED | TimeToLive",
        "\"MaxPrice\":\"1\"                         | FIELD_VALIDATION_FAILED | MaxPrice",
        "\"ConfigurationSetName\":\"a b\"           | FIELD_VALIDATION_FAILED | ConfigurationSetName",
        "\"DryRun\":\"true\"                        | FIELD_VALIDATION_FAILED | DryRun",
        "\"Context\":{\"a b\":\"c\"}                | FIELD_VALIDATION_FAILED | Context",
        "\"Context\":{\"a\":1}                      | FIELD_VALIDATION_FAILED | Context",
        "\"Context\":{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\",\"e\":\"1\",\"f\":\"1\"}"
            + " | FIELD_VALIDATION_FAILED | Context",
        "\"DestinationCountryParameters\":{\"US_ID\":\"x\"} | FIELD_VALIDATION_FAILED | DestinationCountryParameters",
      })
  void each_rule_names_its_field(String member, String reason, String field) {
    var answer = send(MESSAGE.formatted("," + member));
    assertThat(answer.statusCode()).isEqualTo(400);
    Json error = Json.parse(answer.body());
    assertThat(error.at("__type").requireText()).endsWith("#ValidationException");
    assertThat(error.at("Reason").requireText()).isEqualTo(reason);
    assertThat(error.at("Fields").at(0).at("Name").requireText()).isEqualTo(field);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_body_has_at_most_1600_characters() {
    assertThat(send(MESSAGE.formatted("").replace("Code 482913", "x".repeat(1600))).statusCode())
        .isEqualTo(200);
    assertThat(send(MESSAGE.formatted("").replace("Code 482913", "x".repeat(1601))).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''       | PinpointSMSVoiceV2.SendTextMessage | application/x-amz-json-1.0 | {} | 400 | MissingAuthenticationTokenException",
        "Basic x  | PinpointSMSVoiceV2.SendTextMessage | application/x-amz-json-1.0 | {} | 400 | IncompleteSignatureException",
        "PARTLY   | PinpointSMSVoiceV2.SendTextMessage | application/x-amz-json-1.0 | {} | 400 | InvalidSignatureException",
        "ANOTHER  | PinpointSMSVoiceV2.SendTextMessage | application/x-amz-json-1.0 | {} | 400 | InvalidSignatureException",
        "SIGNED   | PinpointSMSVoiceV2.SendTextMessage | application/x-amz-json-1.0 | [] | 400 | SerializationException",
        "SIGNED   | PinpointSMSVoiceV2.SendTextMessage | application/json           | {} | 404 | UnknownOperationException",
        "SIGNED   | PinpointSMSVoiceV2.SendFax         | application/x-amz-json-1.0 | {} | 400 | UnknownOperationException",
      })
  void a_request_that_is_none_is_refused(
      String authorization, String target, String type, String body, int status, String error) {
    String value =
        switch (authorization) {
          case "SIGNED" -> SIGNATURE;
          case "PARTLY" -> SIGNATURE.replace(";x-amz-target", "");
          case "ANOTHER" -> SIGNATURE.replace("/sms-voice/", "/sns/");
          default -> authorization;
        };
    var answer = post(value, target, type, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Json.parse(answer.body()).at("__type").requireText()).endsWith("#" + error);
  }

  @ParameterizedTest
  @CsvSource({
    "429, 400, ThrottlingException",
    "500, 500, InternalServerException",
    "401, 400, UnrecognizedClientException",
    "reject, 400, ConflictException"
  })
  void a_fault_is_answered_as_aws_does(String kind, int status, String error) {
    caller.fault("aws-sms", kind, 1);
    var answer = send(MESSAGE.formatted(""));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Json.parse(answer.body()).at("__type").requireText()).endsWith("#" + error);
    assertThat(send(MESSAGE.formatted("")).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> send(String body) {
    return post(SIGNATURE, TARGET, "application/x-amz-json-1.0", body);
  }

  private HttpResponse<String> post(String authorization, String target, String type, String body) {
    return caller.post(
        "/aws-sms/",
        body,
        "Authorization",
        authorization,
        "X-Amz-Date",
        NOW,
        "X-Amz-Target",
        target,
        "Content-Type",
        type);
  }
}
