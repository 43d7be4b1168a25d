package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one line of a notification, whole, as docs/settings.md tells it. */
class LogLineTest {

  private static final String METRICS =
      """
      "_aws":{"Timestamp":0,"CloudWatchMetrics":[{"Namespace":"CognitoCourier","Dimensions":[["FunctionName"]],"Metrics":[
      {"Name":"Delivered","Unit":"Count"},{"Name":"Undeliverable","Unit":"Count"},{"Name":"Failed","Unit":"Count"},
      {"Name":"Failovers","Unit":"Count"},{"Name":"Misconfigured","Unit":"Count"},{"Name":"CircuitsOpened","Unit":"Count"},{"Name":"Duration","Unit":"Milliseconds"}]}]}}
      """;

  private static final String KNOWN =
      """
      "event":"notification","requestId":"request-1","triggerSource":"CustomEmailSender_SignUp",
      "userPoolId":"us-east-1_AbCdEf123","clientId":"6qg0f0vm5v8q2b3p5k7t1example",
      "sub":"5b1f6f0e-8e0c-4f43-9f54-2f1c6d1f9a10",
      """;

  private static final String WRITTEN =
      """
      "recipient":"example.net","notificationId":"id","template":"SignUp/en/default",
      """;

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_delivered_notification() {
    stage.run(stage.signUp());

    assertLine(
        """
        {"level":"INFO",
        """
            + KNOWN
            + WRITTEN
            + """
            "result":"delivered","provider":"sendgrid","messageId":"message-1",
            "attempts":[{"provider":"sendgrid","outcome":"accepted","reason":"accepted"}],"durationMillis":0,"FunctionName":"courier",
            "Delivered":1,"Undeliverable":0,"Failed":0,"Failovers":0,"Misconfigured":0,"CircuitsOpened":0,"Duration":0,
            """
            + METRICS);
  }

  @Test
  void a_delivered_notification_that_took_two_providers() {
    stage.with(
        "COURIER_EMAIL",
        "failover(sendgrid://eu?endpoint=http://127.0.0.1:1 sendgrid://default?endpoint="
            + stage.sendGrid.uri()
            + ")");
    stage.with("SENDGRID_EU_API_KEY", "another");
    stage.run(stage.signUp());

    assertLine(
        """
        {"level":"WARN",
        """
            + KNOWN
            + WRITTEN
            + """
            "result":"delivered","provider":"sendgrid","messageId":"message-1",
            "attempts":[{"provider":"sendgrid/eu","outcome":"unavailable","reason":"connection_refused"},
            {"provider":"sendgrid","outcome":"accepted","reason":"accepted"}],"durationMillis":0,"FunctionName":"courier",
            "Delivered":1,"Undeliverable":0,"Failed":0,"Failovers":1,"Misconfigured":0,"CircuitsOpened":0,"Duration":0,
            """
            + METRICS);
  }

  /** Both have the same name, and no failover was counted. */
  @Test
  void a_failover_between_two_urls_of_one_account_is_one() {
    stage.with(
        "COURIER_EMAIL",
        "failover(sendgrid://default?endpoint=http://127.0.0.1:1 sendgrid://default?endpoint="
            + stage.sendGrid.uri()
            + ")");
    stage.run(stage.signUp());

    assertThat(stage.line().at("result").text()).hasValue("delivered");
    assertThat(stage.line().at("Failovers").number()).hasValue(1L);
  }

  /** The message arrives each time; that nobody noticed was the danger. */
  @Test
  void a_provider_that_is_given_up_for_a_while() {
    stage.with(
        "COURIER_EMAIL",
        "failover(sendgrid://eu?endpoint=http://127.0.0.1:1 sendgrid://default?endpoint="
            + stage.sendGrid.uri()
            + ")");
    stage.with("SENDGRID_EU_API_KEY", "another");
    CourierFunction function = stage.function();
    for (int i = 0; i < 4; i++) {
      stage.run(function, stage.signUp());
    }

    List<Json> lines = stage.log().stream().map(Json::parse).toList();
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.at("level").text()).hasValue("WARN");
          assertThat(line.at("result").text()).hasValue("delivered");
        });
    assertThat(lines)
        .as("who was passed over was not asked")
        .extracting(line -> line.at("Failovers").number().orElse(-1L))
        .containsExactly(1L, 1L, 1L, 0L);
    assertThat(lines)
        .extracting(line -> line.at("CircuitsOpened").number().orElse(-1L))
        .containsExactly(0L, 0L, 1L, 0L);
    assertThat(lines.get(2).at("opened").at(0).text()).hasValue("sendgrid/eu");
    assertThat(stage.log().get(3))
        .contains(
            "{\"provider\":\"sendgrid/eu\",\"outcome\":\"skipped\",\"reason\":\"circuit_open\"}")
        .doesNotContain("\"opened\"");
  }

  /** A dead key was as quiet as a busy provider, until the second provider died as well. */
  @Test
  void a_delivery_past_a_provider_that_somebody_has_to_mend_is_a_warning() {
    stage.with(
        "COURIER_EMAIL",
        "failover(sendgrid://eu?endpoint="
            + stage.sendGrid.uri()
            + " sendgrid://default?endpoint="
            + stage.sendGrid.uri()
            + ")");
    stage.with("SENDGRID_EU_API_KEY", "dead");
    stage.sendGrid.answering(request ->
        request.authorization().equals("Bearer dead")
            ? LoopbackServer.Answer.json(401, "{}")
            : Stage.accepted());
    stage.run(stage.signUp());

    assertThat(stage.line().at("level").text()).hasValue("WARN");
    assertThat(stage.line().at("result").text()).hasValue("delivered");
    assertThat(stage.line().at("Misconfigured").number()).hasValue(1L);
  }

  @Test
  void an_undeliverable_notification() {
    stage.sendGrid.answering(request ->
        LoopbackServer.Answer.json(
            400, "{\"errors\":[{\"field\":\"personalizations.0.to.0.email\"}]}"));
    stage.run(stage.signUp());

    assertLine(
        """
        {"level":"WARN",
        """
            + KNOWN
            + WRITTEN
            + """
            "result":"undeliverable","reason":"invalid_address (400, personalizations.0.to.0.email)",
            "attempts":[{"provider":"sendgrid","outcome":"rejected","reason":"invalid_address (400, personalizations.0.to.0.email)"}],
            "durationMillis":0,"FunctionName":"courier","Delivered":0,"Undeliverable":1,"Failed":0,"Failovers":0,"Misconfigured":0,"CircuitsOpened":0,"Duration":0,
            """
            + METRICS);
  }

  @Test
  void a_failed_notification_whose_provider_has_no_key() {
    try (var secrets = new LocalSecrets(stage)) {
      secrets.refusing("AccessDeniedException");
      stage.with("SENDGRID_API_KEY", "secretsmanager:" + LocalSecrets.ARN);
      assertThatThrownBy(() -> stage.run(stage.signUp()))
          .isInstanceOf(DeliveryFailedException.class);
    }

    assertLine(
        """
        {"level":"ERROR",
        """
            + KNOWN
            + WRITTEN
            + """
            "result":"failed","reason":"not_accepted",
            "advice":"No provider accepted the message: sendgrid secret_denied (AccessDeniedException).",
            "attempts":[{"provider":"sendgrid","outcome":"misconfigured","reason":"secret_denied (AccessDeniedException)"}],
            "durationMillis":0,"FunctionName":"courier","Delivered":0,"Undeliverable":0,"Failed":1,"Failovers":0,"Misconfigured":1,"CircuitsOpened":0,"Duration":0,
            """
            + METRICS);
  }

  @Test
  void a_failed_notification_of_which_only_the_event_is_known() {
    stage.aws.refusing("AccessDeniedException");
    assertThatThrownBy(() -> stage.run(stage.signUp())).isInstanceOf(DeliveryFailedException.class);

    assertLine(
        """
        {"level":"ERROR",
        """
            + KNOWN
            + """
            "result":"failed","reason":"kms_denied",
            "advice":"KMS refused to decrypt; check the credentials and grant the function's role kms:Decrypt on the key. (AccessDeniedException)",
            "attempts":[],"durationMillis":0,"FunctionName":"courier","Delivered":0,"Undeliverable":0,"Failed":1,"Failovers":0,"Misconfigured":0,"CircuitsOpened":0,"Duration":0,
            """
            + METRICS);
  }

  @Test
  void a_failed_notification_of_which_nothing_is_known() {
    assertThatThrownBy(() -> stage.run(new byte[] {'[', ']'}))
        .isInstanceOf(DeliveryFailedException.class);

    assertLine(
        """
        {"level":"ERROR","event":"notification","requestId":"request-1","triggerSource":"","userPoolId":"",
        "result":"failed","reason":"malformed_event",
        "advice":"The event is malformed: the document must be an object.",
        "attempts":[],"durationMillis":0,"FunctionName":"courier","Delivered":0,"Undeliverable":0,"Failed":1,"Failovers":0,"Misconfigured":0,"CircuitsOpened":0,"Duration":0,
        """
            + METRICS);
  }

  /**
   * The embedded metric format: every metric that is named is a number at the root of the document.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
   *     Specification</a>
   */
  @Test
  void every_metric_has_a_number_and_the_line_a_time_of_now() {
    long before = System.currentTimeMillis();
    stage.run(stage.signUp());

    Json directive = stage.line().at("_aws").at("CloudWatchMetrics").at(0);
    List<Json> metrics = directive.at("Metrics").items();
    assertThat(metrics).hasSize(7);
    for (Json metric : metrics) {
      assertThat(stage.line().at(metric.at("Name").requireText()).number()).isPresent();
      assertThat(metric.at("Unit").requireText()).isIn("Count", "Milliseconds");
    }
    assertThat(stage.line().at("_aws").at("Timestamp").number())
        .hasValueSatisfying(
            millis -> assertThat(millis).isBetween(before, System.currentTimeMillis()));
    assertThat(stage.log().getFirst()).doesNotContain("\n");
  }

  /** Whole lines; only ids and times are made alike. */
  private void assertLine(String expected) {
    String line =
        stage
            .log()
            .getFirst()
            .replaceAll("\"(durationMillis|Duration|Timestamp)\":[0-9]+", "\"$1\":0")
            .replaceAll("\"notificationId\":\"[0-9a-f]{32}\"", "\"notificationId\":\"id\"");
    assertThat(stage.log()).hasSize(1);
    assertThat(line).isEqualTo(expected.replace("\n", ""));
  }
}
