package io.github.cognitocourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.endtoend.JavaScriptEvents.Notification;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.AwsCli;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events that share no line of code with Cognito Courier arrive in the inbox of a running local
 * cloud.
 */
@NeedsTool({"node", "npm", "aws"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaScriptEventsTest {

  private static final String POOL = "us-east-1_EndToEnd1";
  private static final String FOREIGN_POOL = "us-east-1_Foreign01";
  private static final String EMAIL = "jane@example.com";
  private static final String PHONE = "+12025550123";
  private static final String PASSWORD = "P<a&b>\"'$&{{x}}";

  /** All that Cognito documents, and the other spelling of one of its pages. */
  private static final List<String> TRIGGER_SOURCES =
      List.of(
          "CustomEmailSender_SignUp",
          "CustomEmailSender_ResendCode",
          "CustomEmailSender_ForgotPassword",
          "CustomEmailSender_UpdateUserAttribute",
          "CustomEmailSender_VerifyUserAttribute",
          "CustomEmailSender_AdminCreateUser",
          "CustomEmailSender_Authentication",
          "CustomEmailSender_AccountTakeOverNotification",
          "CustomSMSSender_SignUp",
          "CustomSMSSender_ResendCode",
          "CustomSMSSender_ForgotPassword",
          "CustomSMSSender_UpdateUserAttribute",
          "CustomSMSSender_VerifyUserAttribute",
          "CustomSMSSender_AdminCreateUser",
          "CustomSMSSender_Authentication",
          "CustomSmsSender_SignUp");

  private final List<Notification> notifications =
      IntStream.range(0, TRIGGER_SOURCES.size())
          .mapToObj(i -> new Notification(TRIGGER_SOURCES.get(i), clear(i)))
          .toList();

  @AutoClose private LocalCloud cloud;
  private JavaScriptEvents sdk;
  private List<String> events;

  /** A code of its own for each, so that none can pass for another. */
  private static String clear(int number) {
    String source = TRIGGER_SOURCES.get(number);
    if (source.endsWith("_AdminCreateUser")) {
      return PASSWORD;
    }
    return source.endsWith("_AccountTakeOverNotification") ? "" : "8421" + (10 + number);
  }

  @BeforeAll
  void start() throws InterruptedException {
    NpmPackage npm = NpmPackage.install();
    cloud = LocalCloud.start();
    sdk = new JavaScriptEvents(npm, cloud.uri(), cloud.kmsKeyArn());
    events = sdk.of(POOL, notifications);
  }

  @BeforeEach
  void empty_the_inbox() throws InterruptedException {
    cloud.clear();
  }

  Stream<Arguments> notificationsAndEvents() {
    return IntStream.range(0, events.size())
        .mapToObj(i -> Arguments.of(notifications.get(i), events.get(i)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notificationsAndEvents")
  void every_trigger_arrives_with_its_code(Notification notification, String event)
      throws InterruptedException {
    HttpResponse<String> answer = cloud.invoke(event);

    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    assertThat(answer.body()).isEqualTo("{}");
    boolean sms = notification.triggerSource().startsWith("CustomS");
    assertThat(cloud.messages()).hasSize(1);
    Received message = cloud.onlyMessageTo(sms ? PHONE : EMAIL);
    assertThat(message.channel()).isEqualTo(sms ? "sms" : "email");
    assertThat(message.provider()).isEqualTo(sms ? "twilio" : "sendgrid");
    assertThat(message.triggerSource()).isEqualTo(notification.triggerSource());
    assertThat(message.text()).contains(notification.clear());
    assertThat(message.readableHtml()).contains(sms ? "" : notification.clear());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notificationsAndEvents")
  void every_encrypted_code_has_the_form_of_cognitos(Notification notification, String event) {
    Json code = Json.parse(event).at("request").at("code");
    assertThat(code.isAbsent()).isEqualTo(notification.clear().isEmpty());
    code.text()
        .ifPresent(base64 -> {
          byte[] message = Base64.getDecoder().decode(base64);
          // Version 1, type 0x80, suite 0x0378.
          assertThat(HexFormat.of().formatHex(message, 0, 4)).isEqualTo("01800378");
          assertThat(new String(message, StandardCharsets.ISO_8859_1))
              .containsOnlyOnce("userpool-id")
              .contains("aws-crypto-public-key", POOL);
        });
  }

  @Test
  void a_takeover_notification_shows_where_and_how_to_answer() throws InterruptedException {
    cloud.invoke(
        events.get(TRIGGER_SOURCES.indexOf("CustomEmailSender_AccountTakeOverNotification")));

    Received message = cloud.onlyMessageTo(EMAIL);
    assertThat(message.text())
        .contains("192.0.2.44", "Friday, March 19, 2021 02:25 PM UTC")
        .contains("https://auth.example.com/feedback?eventId=7e6d5c4b&feedbackValue=Invalid");
  }

  @Test
  void the_aws_cli_invokes_the_function_and_reads_its_log(@TempDir Path folder)
      throws InterruptedException, IOException {
    Json answer = invokeWithCli(folder, events.getFirst());

    assertThat(answer.at("StatusCode").number()).contains(200L);
    assertThat(answer.at("FunctionError").isAbsent()).isTrue();
    assertThat(Files.readString(folder.resolve("answer.json"))).isEqualTo("{}");
    String code = notifications.getFirst().clear();
    assertThat(cloud.onlyMessageTo(EMAIL).code()).isEqualTo(code);
    assertThat(log(answer))
        .contains("\"result\":\"delivered\"", "\"provider\":\"sendgrid\"")
        .doesNotContain(EMAIL)
        .doesNotMatch(log -> shows(log, code), "shows the code");
  }

  @Test
  void a_code_encrypted_for_another_pool_is_refused(@TempDir Path folder)
      throws InterruptedException, IOException {
    var stolen = new Notification("CustomEmailSender_ForgotPassword", "842177");
    String event = sdk.of(POOL, FOREIGN_POOL, List.of(stolen)).getFirst();

    Json answer = invokeWithCli(folder, event);

    assertThat(answer.at("StatusCode").number()).contains(200L);
    assertThat(answer.at("FunctionError").text()).contains("Unhandled");
    Json error = Json.parse(Files.readString(folder.resolve("answer.json")));
    assertThat(error.at("errorMessage").requireText())
        .startsWith("wrong_pool: ")
        .doesNotContain(FOREIGN_POOL, "842177");
    assertThat(log(answer)).contains("\"reason\":\"wrong_pool\"");
    assertThat(cloud.messages()).isEmpty();
  }

  @Test
  void what_the_local_cloud_prints_shows_no_code_and_no_recipient() throws InterruptedException {
    for (String event : events) {
      cloud.invoke(event);
    }
    assertThat(cloud.messages()).hasSameSizeAs(events);
    // The last line of all, so that every line before it has been read.
    cloud.invoke("{}");
    cloud.awaitLine(Pattern.compile("malformed_event"));

    String printed = String.join("\n", cloud.output());
    assertThat(printed).contains("\"result\":\"delivered\"");
    assertThat(printed).doesNotContain(EMAIL, PHONE, PASSWORD, "feedback-token-of-one-event");
    assertThat(notifications).noneMatch(notification -> shows(printed, notification.clear()));
  }

  private Json invokeWithCli(Path folder, String event) throws InterruptedException, IOException {
    Path payload = Files.writeString(folder.resolve("event.json"), event);
    return new AwsCli(folder)
        .call(
            cloud.uri(),
            "lambda",
            "invoke",
            "--function-name",
            cloud.functionName(),
            "--log-type",
            "Tail",
            "--payload",
            "fileb://" + payload,
            folder.resolve("answer.json").toString());
  }

  /** As a word of its own: within a longer number it is somebody else's. */
  private static boolean shows(String printed, String code) {
    return !code.isEmpty()
        && Pattern.compile("\\b" + Pattern.quote(code) + "\\b").matcher(printed).find();
  }

  private static String log(Json answer) {
    byte[] tail = Base64.getDecoder().decode(answer.at("LogResult").requireText());
    return new String(tail, StandardCharsets.UTF_8);
  }
}
