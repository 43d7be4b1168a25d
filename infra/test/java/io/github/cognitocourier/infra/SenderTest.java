package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender for two pools with an existing key, parameters for secrets, and every option in use. */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class SenderTest {

  private static final String NAME = "login-mails";
  private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";
  private static final String LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:texts:1";
  private static final String FURTHER_KEY =
      "arn:aws:kms:us-east-1:123456789012:key/0a0b0c0d-0000-4000-8000-000000000000";
  private static final String SECRETS_KEY =
      "arn:aws:kms:us-east-1:123456789012:key/0f1e2d3c-0000-4000-8000-000000000000";

  private static final String IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
  private static final String CONFIGURATION_SET =
      "arn:aws:ses:us-east-1:123456789012:configuration-set/codes";
  private static final String SMS_POOL = "arn:aws:sms-voice:us-east-1:123456789012:pool/pool-1";

  @TempDir private static Path folder;

  private static Cloud cloud;
  private static List<PolicyStatement> statements;
  private static String key;

  @BeforeAll
  static void deploy() throws Exception {
    cloud = Cloud.start(folder);
    key = cloud.ask("kms", "create-key").at("KeyMetadata").at("Arn").requireText();
    String zip = cloud.zip("a.zip", "a");
    publishLayer(zip);
    cloud
        .deploy(
            "--stack",
            "it",
            "--zip",
            zip,
            "Name=" + NAME,
            "From=Example <no-reply@example.com>",
            "EmailRoute=failover(sendgrid://default sendgrid://default?region=eu)",
            "SmsRoute=twilio://default?from=+14155550100",
            "TwilioAccountSid=AC0123456789abcdef0123456789abcdef",
            "TwilioApiKeySid=SK0123456789abcdef0123456789abcdef",
            "Secrets=/login/mails",
            "SecretsKeyArn=" + SECRETS_KEY,
            "SesArns=" + IDENTITY + "," + CONFIGURATION_SET,
            "SmsVoiceArns=" + SMS_POOL,
            "SnsSms=true",
            "Config=/opt/courier.json",
            "Templates=/opt/templates",
            "Layers=" + LAYER,
            "Deadline=3s",
            "Unknown=stop",
            "UserPoolIds=us-east-1_a,us-east-1_b",
            "KeyArn=" + key,
            "FurtherKeyArns=" + FURTHER_KEY,
            "Architecture=x86_64",
            "MemorySize=1024",
            "MaximumEventAge=900",
            "MaximumRetries=1",
            "SnapStart=false",
            "ReservedConcurrency=7",
            "PermissionsBoundaryArn=" + BOUNDARY,
            "LogRetentionDays=7",
            "LogKeyArn=" + key,
            "AlarmTopicArn=" + TOPIC,
            "Dashboard=true")
        .orFail();
    statements = cloud.policyStatements(NAME);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void the_function_is_told_everything_and_no_secret() throws Exception {
    Map<String, String> expected =
        new TreeMap<>(
            Map.of(
                "KMS_KEY_ARN", key + "," + FURTHER_KEY,
                "COURIER_FROM", "Example <no-reply@example.com>",
                "COURIER_EMAIL", "failover(sendgrid://default sendgrid://default?region=eu)",
                "COURIER_SMS", "twilio://default?from=+14155550100",
                "COURIER_CONFIG", "/opt/courier.json",
                "COURIER_TEMPLATES", "/opt/templates",
                "COURIER_DEADLINE", "3s",
                "COURIER_UNKNOWN", "stop"));
    expected.put("COURIER_SECRETS", "ssm:/login/mails");
    expected.put("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef");
    expected.put("TWILIO_API_KEY_SID", "SK0123456789abcdef0123456789abcdef");
    expected.put("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/start");

    assertThat(live().at("Environment").at("Variables").texts()).isEqualTo(expected);
  }

  @Test
  void the_function_starts_with_what_it_is_told() throws Exception {

    FunctionStart.of(cloud.function(NAME, "live"), folder.resolve("task"));
  }

  @Test
  void the_function_is_built_as_it_was_asked_for() throws Exception {
    Json live = live();

    assertThat(live.at("Handler").requireText())
        .isEqualTo("io.github.cognitocourier.lambda.CourierFunction");
    assertThat(live.at("Runtime").requireText()).isEqualTo("java25");
    assertThat(live.at("Architectures").at(0).requireText()).isEqualTo("x86_64");
    assertThat(live.at("MemorySize").number()).contains(1024L);
    assertThat(live.at("Timeout").number()).contains(15L);
    assertThat(live.at("SnapStart").at("ApplyOn").requireText()).isEqualTo("None");
    assertThat(live.at("LoggingConfig").texts())
        .containsEntry("LogFormat", "Text")
        .containsEntry("LogGroup", "/aws/lambda/" + NAME);
    assertThat(live.at("Layers").at(0).at("Arn").requireText()).isEqualTo(LAYER);
    assertThat(
            cloud
                .ask("lambda", "get-function-concurrency", "--function-name", NAME)
                .at("ReservedConcurrentExecutions")
                .number())
        .contains(7L);
  }

  @Test
  void each_pool_may_invoke_the_alias_and_nobody_else_may() throws Exception {
    assertThat(statements)
        .filteredOn(each -> each.place().startsWith("function"))
        .hasSize(2)
        .allMatch(each -> each.resources().getFirst().endsWith(":" + NAME + ":live"))
        .flatExtracting(each -> each.conditions().get("arnlike:aws:sourcearn"))
        .containsExactly(pool("us-east-1_a"), pool("us-east-1_b"));
  }

  @Test
  void the_role_decrypts_for_these_pools_and_reads_these_secrets_and_no_more() throws Exception {
    assertThat(statements)
        .hasSizeGreaterThan(7)
        .allSatisfy(each -> assertThat(each.findings()).isEmpty());
    Map<String, PolicyStatement> byAction = new TreeMap<>();
    for (PolicyStatement each : statements) {
      if (each.kind() == PolicyStatement.Kind.IDENTITY) {
        byAction.put(each.actions().getFirst() + " " + each.resources().getFirst(), each);
      }
    }

    assertThat(byAction).hasSize(10);
    assertThat(byAction.get("kms:decrypt " + key).resources()).containsExactly(key, FURTHER_KEY);
    assertThat(byAction.get("kms:decrypt " + key).conditions())
        .isEqualTo(
            Map.of(
                "stringequals:kms:encryptioncontext:userpool-id",
                List.of("us-east-1_a", "us-east-1_b")));
    assertThat(byAction.get("kms:decrypt " + SECRETS_KEY).conditions())
        .isEqualTo(Map.of("stringequals:kms:viaservice", List.of("ssm.us-east-1.amazonaws.com")));
    assertThat(byAction.get("cognito-idp:admingetuser " + pool("us-east-1_a")).resources())
        .containsExactly(pool("us-east-1_a"), pool("us-east-1_b"));
    assertThat(byAction)
        .containsKey("ssm:getparameter arn:aws:ssm:us-east-1:123456789012:parameter/login/mails/*")
        .containsKey(
            "logs:createlogstream arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/login-mails:*")
        .containsKey("sqs:sendmessage arn:aws:sqs:us-east-1:123456789012:login-mails-failures");
  }

  @Test
  void the_role_sends_through_what_is_named_in_aws_and_publishes_to_no_topic() {
    assertThat(named("ses:sendemail").actions())
        .containsExactly("ses:sendemail", "ses:sendtemplatedemail");
    assertThat(named("ses:sendemail").resources()).containsExactly(IDENTITY, CONFIGURATION_SET);
    assertThat(named("sms-voice:sendtextmessage").resources()).containsExactly(SMS_POOL);
    assertThat(statements)
        .filteredOn(each -> each.actions().contains("sns:publish"))
        .extracting(each -> each.allows() + " " + each.resources())
        .containsExactly("true [*]", "false [arn:aws:sns:*:*:*]");
  }

  private static PolicyStatement named(String action) {
    return statements.stream()
        .filter(each -> each.actions().getFirst().equals(action))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_role_stays_within_its_boundary() throws Exception {
    String role = live().at("Role").requireText();
    Json found =
        cloud.ask("iam", "get-role", "--role-name", role.substring(role.lastIndexOf('/') + 1));

    assertThat(
            found.at("Role").at("PermissionsBoundary").at("PermissionsBoundaryArn").requireText())
        .isEqualTo(BOUNDARY);
  }

  @Test
  void a_failed_event_is_kept_encrypted_for_14_days_and_only_the_function_puts_it_there()
      throws Exception {
    Json config =
        cloud.ask(
            "lambda",
            "get-function-event-invoke-config",
            "--function-name",
            NAME,
            "--qualifier",
            "live");
    assertThat(config.at("MaximumEventAgeInSeconds").number()).contains(900L);
    assertThat(config.at("MaximumRetryAttempts").number()).contains(1L);
    assertThat(config.at("DestinationConfig").at("OnFailure").at("Destination").requireText())
        .isEqualTo("arn:aws:sqs:us-east-1:123456789012:login-mails-failures");

    String url = cloud.outputs("it").get("FailureQueueUrl");
    Json queue =
        cloud
            .ask("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All")
            .at("Attributes");
    assertThat(queue.texts())
        .containsEntry("MessageRetentionPeriod", "1209600")
        .containsEntry("SqsManagedSseEnabled", "true");
    assertThat(statements)
        .filteredOn(each -> each.place().startsWith("queue"))
        .allMatch(each -> !each.allows())
        .anyMatch(each -> each.conditions().containsKey("bool:aws:securetransport"))
        .anyMatch(each ->
            each.actions().equals(List.of("sqs:sendmessage"))
                && each.conditions()
                    .getOrDefault("arnnotequals:aws:principalarn", List.of(""))
                    .getFirst()
                    .contains(":role/it-Role-"));
  }

  @Test
  void the_log_is_kept_for_a_week_under_the_given_key() throws Exception {
    Json group = cloud.ask("logs", "describe-log-groups").at("logGroups").at(0);

    assertThat(group.at("logGroupName").requireText()).isEqualTo("/aws/lambda/login-mails");
    assertThat(group.at("retentionInDays").number()).contains(7L);
    assertThat(group.at("kmsKeyId").requireText()).isEqualTo(key);
  }

  @Test
  void alarms_and_dashboard_bear_the_senders_name() throws Exception {
    assertThat(cloud.ask("cloudwatch", "describe-alarms").at("MetricAlarms").items())
        .allSatisfy(alarm -> {
          assertThat(alarm.at("AlarmActions").at(0).requireText()).isEqualTo(TOPIC);
          assertThat(alarm.at("OKActions").at(0).requireText()).isEqualTo(TOPIC);
          assertThat(alarm.at("TreatMissingData").requireText()).isEqualTo("notBreaching");
        })
        .extracting(alarm ->
            alarm.at("AlarmName").requireText()
                + " "
                + alarm.at("Namespace").requireText()
                + " "
                + alarm.at("MetricName").requireText()
                + " "
                + alarm.at("Period").number().orElseThrow())
        .containsExactlyInAnyOrder(
            "login-mails-errors AWS/Lambda Errors 60",
            "login-mails-throttles AWS/Lambda Throttles 60",
            "login-mails-failed CognitoCourier Failed 60",
            "login-mails-misconfigured CognitoCourier Misconfigured 300",
            "login-mails-circuits-opened CognitoCourier CircuitsOpened 300",
            "login-mails-records-lost AWS/Lambda DestinationDeliveryFailures 60",
            "login-mails-failures-not-empty AWS/SQS ApproximateNumberOfMessagesVisible 60",
            "login-mails-failures-age AWS/SQS ApproximateAgeOfOldestMessage 300");
    String body =
        cloud
            .ask("cloudwatch", "get-dashboard", "--dashboard-name", NAME)
            .at("DashboardBody")
            .requireText();
    assertThat(Json.parse(body).at("widgets").items()).hasSize(4);
    assertThat(body).contains("\"Failovers\"", "\"CircuitsOpened\"");
  }

  @Test
  void the_output_is_the_pools_lambda_config() throws Exception {
    String alias = "arn:aws:lambda:us-east-1:123456789012:function:login-mails:live";

    assertThat(cloud.outputs("it"))
        .containsEntry(
            "LambdaConfig",
            """
            {"CustomEmailSender":{"LambdaArn":"%1$s","LambdaVersion":"V1_0"},\
            "CustomSMSSender":{"LambdaArn":"%1$s","LambdaVersion":"V1_0"},"KMSKeyID":"%2$s"}\
            """
                .formatted(alias, key));
  }

  @Test
  void no_key_is_made_beside_the_existing_one() throws Exception {
    assertThat(cloud.leftovers()).contains(key.substring(key.lastIndexOf('/') + 1));
    assertThat(cloud.leftovers()).doesNotContain("alias/" + NAME);
  }

  private static Json live() throws InterruptedException {
    return cloud.function(NAME, "live");
  }

  private static String pool(String id) {
    return "arn:aws:cognito-idp:us-east-1:123456789012:userpool/" + id;
  }

  private static void publishLayer(String zip) throws InterruptedException {
    cloud.ask(
        "lambda", "publish-layer-version", "--layer-name", "texts", "--zip-file", "fileb://" + zip);
  }
}
