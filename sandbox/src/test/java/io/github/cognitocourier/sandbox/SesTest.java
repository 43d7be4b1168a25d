package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As strict as SES's documentation of SendEmail. */
class SesTest {

  private static final String PATH = "/ses/v2/email/outbound-emails";
  private static final String SIMPLE =
      """
      {"Simple":{"Subject":{"Data":"Your code","Charset":"UTF-8"},
       "Body":{"Text":{"Data":"Code 482913 – ok","Charset":"UTF-8"},"Html":{"Data":"<b>482913</b>"}}}}\
      """;
  private static final String TEMPLATE =
      """
      {"Template":{"TemplateName":"sign-up_en","TemplateData":"{\\"code\\":\\"482913\\"}"}}\
      """;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private static String mail(String content, String more) {
    return """
    {"FromEmailAddress":"Example <no-reply@example.com>",
     "Destination":{"ToAddresses":["jane@example.com"]},"Content":%s%s}\
    """
        .formatted(content, more);
  }

  private HttpResponse<String> send(String body) {
    String stamp = stamp(Instant.now());
    return caller.post(
        PATH, body, "X-Amz-Date", stamp, "Authorization", authorization(stamp, "ses", ""));
  }

  private static String stamp(Instant moment) {
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
        .withZone(ZoneOffset.UTC)
        .format(moment);
  }

  private static String authorization(String stamp, String service, String moreSigned) {
    return "AWS4-HMAC-SHA256 Credential=sandbox/"
        + stamp.substring(0, 8)
        + "/us-east-1/"
        + service
        + "/aws4_request, SignedHeaders=host;x-amz-date"
        + moreSigned
        + ", Signature="
        + "0".repeat(64);
  }

  private static void assertError(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
    assertThat(Json.parse(answer.body()).at("message").text()).isPresent();
  }

  @Test
  void an_accepted_mail_is_answered_as_ses_does_and_is_in_the_inbox() {
    var answer = send(mail(SIMPLE, ",\"EmailTags\":[{\"Name\":\"trigger\",\"Value\":\"SignUp\"}]"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.parse(answer.body()).at("MessageId").requireText())
        .matches("[0-9a-f]{16}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000");
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("email");
    assertThat(message.at("provider").requireText()).isEqualTo("ses");
    assertThat(message.at("from").requireText()).isEqualTo("Example <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo("jane@example.com");
    assertThat(message.at("subject").requireText()).isEqualTo("Your code");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913 – ok");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("request").at("headers").texts()).containsEntry("Authorization", "***");
  }

  @Test
  void a_stored_template_is_shown_with_its_data() {
    assertThat(send(mail(TEMPLATE, "")).statusCode()).isEqualTo(200);
    Json message = caller.messages().getFirst();
    assertThat(message.at("hostedTemplate").requireText()).isEqualTo("sign-up_en");
    assertThat(message.at("hostedVariables").texts()).isEqualTo(Map.of("code", "482913"));
    assertThat(message.at("subject").isAbsent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-                                              | 403 | MissingAuthenticationTokenException",
        "Bearer x                                       | 400 | IncompleteSignatureException",
        "AWS4-HMAC-SHA256 Credential=a, Signature=b     | 400 | IncompleteSignatureException",
      })
  void a_call_bears_a_signature_of_version_4(String authorization, int status, String type) {
    String stamp = stamp(Instant.now());
    List<String> headers =
        authorization == null
            ? List.of("X-Amz-Date", stamp)
            : List.of("X-Amz-Date", stamp, "Authorization", authorization);
    assertError(caller.post(PATH, mail(SIMPLE, ""), headers.toArray(String[]::new)), status, type);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_signature_is_of_the_service_of_now_and_over_every_header_of_aws() {
    String now = stamp(Instant.now());
    String old = stamp(Instant.now().minus(Duration.ofMinutes(6)));
    String body = mail(SIMPLE, "");
    String type = "InvalidSignatureException";
    assertError(
        caller.post(PATH, body, "X-Amz-Date", now, "Authorization", authorization(now, "sns", "")),
        403,
        type);
    assertError(
        caller.post(PATH, body, "X-Amz-Date", old, "Authorization", authorization(old, "ses", "")),
        403,
        type);
    String[] token = {"X-Amz-Date", now, "X-Amz-Security-Token", "t", "Authorization", ""};
    token[5] = authorization(now, "ses", "");
    assertError(caller.post(PATH, body, token), 403, type);
    token[5] = authorization(now, "ses", ";x-amz-security-token");
    assertThat(caller.post(PATH, body, token).statusCode()).isEqualTo(200);
    assertError(
        caller.post(PATH, body, "Authorization", authorization(now, "ses", "")),
        400,
        "IncompleteSignatureException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"FromEmailAddress\":\"nobody\"",
        "\"FromEmailAddress\":null",
        "\"Destination\":{}",
        "\"Destination\":{\"ToAddresses\":[\"jane\"]}",
        "\"Destination\":{\"ToAddresses\":[\"jané@example.com\"]}",
        "\"ReplyToAddresses\":[\"jane@\"]",
        "\"Content\":{}",
        "\"Content\":{\"Simple\":{\"Subject\":{\"Data\":\"a\"},\"Body\":{}}}",
        "\"Content\":{\"Simple\":{\"Subject\":{\"Data\":\"ä\"},\"Body\":{\"Text\":{\"Data\":\"a\"}}}}",
        "\"Content\":{\"Simple\":{\"Subject\":{\"Data\":\"a\"},\"Body\":{\"Text\":{\"Data\":\"ä\"}}}}",
        "\"Content\":{\"Template\":{}}",
        "\"Content\":{\"Template\":{\"TemplateName\":\"a\",\"TemplateArn\":\"arn:a\"}}",
        "\"Content\":{\"Template\":{\"TemplateName\":\"a b\"}}",
        "\"Content\":{\"Template\":{\"TemplateName\":\"a\",\"TemplateData\":\"x\"}}",
        "\"Content\":{\"Template\":{\"TemplateName\":\"a\",\"Headers\":[{\"Name\":\"a:\",\"Value\":\"b\"}]}}",
        "\"Content\":{\"Template\":{\"TemplateName\":\"a\",\"Headers\":[{\"Name\":\"a\",\"Value\":\"ä\"}]}}",
        "\"EmailTags\":[{\"Name\":\"a\",\"Value\":\"b.c\"}]",
        "\"ConfigurationSetName\":\"a b\"",
      })
  void what_is_wrong_is_a_bad_request(String part) {
    // The last of two equal names counts.
    String body = mail(SIMPLE, "").replaceFirst("}$", "") + "," + part + "}";
    assertError(send(body), 400, "BadRequestException");
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void what_cannot_be_read_and_what_is_elsewhere_have_errors_of_their_own() {
    assertError(send("[]"), 400, "SerializationException");
    assertError(send("{\"FromEmailAddress\":1}"), 400, "SerializationException");
    assertError(caller.get(PATH), 404, "UnknownOperationException");
    assertError(caller.post("/ses/v2/email/other", ""), 404, "UnknownOperationException");
  }

  @Test
  void a_mail_has_at_most_fifty_recipients_and_each_is_shown() {
    String two = mail(SIMPLE, "").replace("\"jane@", "\"joe@example.com\",\"jane@");
    assertThat(send(two).statusCode()).isEqualTo(200);
    assertThat(caller.messages()).hasSize(2);
    String many = mail(SIMPLE, "").replace("\"jane@", "\"a@example.com\",".repeat(50) + "\"jane@");
    assertError(send(many), 400, "BadRequestException");
  }

  @Test
  void faults_are_those_of_aws() {
    caller.fault("ses", "429", 1);
    assertError(send(mail(SIMPLE, "")), 429, "TooManyRequestsException");
    caller.fault("ses", "401", 1);
    assertError(send(mail(SIMPLE, "")), 403, "UnrecognizedClientException");
    caller.fault("ses", "500", 1);
    assertError(send(mail(SIMPLE, "")), 500, "InternalFailure");
  }
}
