package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as the documentation of SNS. */
class SnsTest {

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String NOW =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
          .withZone(ZoneOffset.UTC)
          .format(Instant.now());
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=sandbox/"
          + NOW.substring(0, 8)
          + "/us-east-1/sns/aws4_request,"
          + " SignedHeaders=content-type;host;x-amz-date, Signature="
          + "0a".repeat(32);

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void an_accepted_text_is_answered_with_its_id_and_is_in_the_inbox() {
    Map<String, String> fields = message();
    fields.put("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType");
    fields.put("MessageAttributes.entry.1.Value.DataType", "String");
    fields.put("MessageAttributes.entry.1.Value.StringValue", "Transactional");
    fields.put("MessageAttributes.entry.2.Name", "AWS.SNS.SMS.SenderID");
    fields.put("MessageAttributes.entry.2.Value.DataType", "String");
    fields.put("MessageAttributes.entry.2.Value.StringValue", "Example");
    var answer = publish(fields);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml");
    assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(answer.body())
        .matches(
            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                + "<MessageId>%s</MessageId></PublishResult><ResponseMetadata><RequestId>%s</RequestId>"
                    .formatted(UUID, UUID)
                + "</ResponseMetadata></PublishResponse>");
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("sms");
    assertThat(message.at("provider").requireText()).isEqualTo("sns");
    assertThat(message.at("from").requireText()).isEqualTo("Example");
    assertThat(message.at("to").requireText()).isEqualTo("+12025550123");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Authorization", "***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "PhoneNumber | -           | 400 | InvalidParameter | TopicArn or TargetArn Reason: no value for required parameter",
        "PhoneNumber | 12025550123 | 400 | InvalidParameter | PhoneNumber Reason: 12025550123 is not valid to publish to",
        "PhoneNumber | +1<b>       | 400 | InvalidParameter | PhoneNumber Reason: +1&lt;b&gt; is not valid to publish to",
        "Message     | -           | 400 | InvalidParameter | Message Reason: no value for required parameter",
        "Message     | ''          | 400 | InvalidParameter | Empty message",
        "TopicArn    | arn:aws:sns | 400 | InvalidParameter | Only one of TopicArn, TargetArn or PhoneNumber may be specified",
        "MessageAttributes.entry.1.Value.DataType    | -        | 400 | ParameterValueInvalid | -",
        "MessageAttributes.entry.1.Value.StringValue | -        | 400 | ParameterValueInvalid | -",
        "MessageAttributes.entry.1.Value.StringValue | Urgent   | 400 | InvalidParameter | AWS.SNS.SMS.SMSType",
        "MessageAttributes.entry.1.Value.DataType    | Number   | 400 | InvalidParameter | AWS.SNS.SMS.SMSType",
        "Action      | -           | 400 | MissingAction    | -",
        "Action      | Send        | 400 | InvalidAction    | -",
        "Version     | 2011-01-01  | 400 | InvalidAction    | -",
      })
  void each_rule_has_its_code(String field, String value, int status, String code, String rest) {
    Map<String, String> fields = message();
    fields.put("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType");
    fields.put("MessageAttributes.entry.1.Value.DataType", "String");
    fields.put("MessageAttributes.entry.1.Value.StringValue", "Transactional");
    fields.remove(field);
    if (value != null) {
      fields.put(field, value);
    }
    var answer = publish(fields);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .startsWith("<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">")
        .contains("<Type>Sender</Type><Code>" + code + "</Code>");
    if (rest != null) {
      assertThat(answer.body()).contains("<Message>Invalid parameter: " + rest + "</Message>");
    }
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_message_has_at_most_1600_characters_and_may_hold_a_percent_sign() {
    Map<String, String> fields = message();
    fields.put("Message", "%s".repeat(800));
    assertThat(publish(fields).statusCode()).isEqualTo(200);
    fields.put("Message", "x".repeat(1601));
    assertThat(publish(fields).body()).contains("Message too long");
    fields.put("PhoneNumber", "%d");
    assertThat(publish(fields).body()).contains("%d is not valid to publish to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''           | NOW              | 403 | MissingAuthenticationToken",
        "Bearer x     | NOW              | 400 | IncompleteSignature",
        "SIGNATURE    | 20260502T090000Z | 400 | IncompleteSignature",
        "SIGNATURE    | 2026-05-01       | 400 | IncompleteSignature",
        "OLD          | 20260501T090000Z | 403 | SignatureDoesNotMatch",
        "UNSIGNED     | NOW              | 403 | SignatureDoesNotMatch",
        "ANOTHER      | NOW              | 403 | SignatureDoesNotMatch",
      })
  void a_signature_that_cannot_be_right_is_refused(
      String authorization, String date, int status, String code) {
    String value =
        switch (authorization) {
          case "SIGNATURE" -> SIGNATURE;
          case "OLD" -> SIGNATURE.replace(NOW.substring(0, 8), "20260501");
          case "UNSIGNED" -> SIGNATURE.replace("x-amz-date", "x-other");
          case "ANOTHER" -> SIGNATURE.replace("/sns/", "/ses/");
          default -> authorization;
        };
    var answer =
        caller.post(
            "/sns/",
            Caller.form(message()),
            "Authorization",
            value,
            "X-Amz-Date",
            date.replace("NOW", NOW),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "429, 400, Throttling",
    "500, 500, InternalError",
    "401, 403, InvalidClientTokenId",
    "reject, 400, InvalidParameter"
  })
  void a_fault_is_answered_as_aws_does(String kind, int status, String code) {
    caller.fault("sns", kind, 1);
    var answer = publish(message());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    assertThat(publish(message()).statusCode()).isEqualTo(200);
  }

  private static Map<String, String> message() {
    return new LinkedHashMap<>(
        Map.of(
            "Action", "Publish",
            "Version", "2010-03-31",
            "PhoneNumber", "+12025550123",
            "Message", "Code 482913"));
  }

  private HttpResponse<String> publish(Map<String, String> fields) {
    return caller.post(
        "/sns/",
        Caller.form(fields),
        "Authorization",
        SIGNATURE,
        "X-Amz-Date",
        NOW,
        "Content-Type",
        "application/x-www-form-urlencoded; charset=utf-8");
  }
}
