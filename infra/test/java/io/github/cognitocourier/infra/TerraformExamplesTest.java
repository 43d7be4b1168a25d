package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.testkit.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies every example at once, as modules of one configuration: the provider starts slowly. */
@NeedsTool({"terraform", "moto_server", "aws"})
class TerraformExamplesTest {

  static final Path ALL = Cloud.ROOT.resolve("infra/test/terraform/main.tf");

  @TempDir private Path folder;

  @Test
  void every_example_is_applied_once_and_then_has_nothing_to_change() throws Exception {
    try (var terraform = Terraform.start(folder)) {
      Cloud cloud = terraform.cloud();
      terraform.write("infra/terraform/all/main.tf", Files.readString(ALL));
      String zip = cloud.zip("infra/terraform/all/courier.zip", "one");
      cloud.ask("s3api", "create-bucket", "--bucket", "artifacts");
      cloud.ask(
          "s3api", "put-object", "--bucket", "artifacts", "--key", "courier.zip", "--body", zip);
      String digest = image(cloud);
      terraform.init("all");
      terraform.in("all", "apply", "-auto-approve").orFail();
      assertThat(terraform.in("all", "plan", "-detailed-exitcode").exitCode()).isZero();

      Map<String, DeployedSender> senders = senders(cloud);
      assertThat(senders).hasSize(7);
      existingPool(cloud, senders.get("courier-existing-pool"));
      bothChannels(cloud, senders.get("courier-both-channels"));
      ownAccountRules(cloud, senders.get("courier-own-rules"));
      containerImage(cloud, senders.get("courier-container-image"), digest);
      quickstart(cloud, senders.get("courier-quickstart"));
      anyPool(senders.get("courier-any-pool"));
      byAws(
          senders.get("courier-by-aws"),
          "arn:aws:ses:us-east-1:123456789012:identity/example.com",
          "arn:aws:ses:us-east-1:123456789012:configuration-set/codes");
      alarms(cloud, senders.keySet());
      anImageInsteadOfTheZip(terraform);
      terraform.in("all", "destroy", "-auto-approve", "-refresh=false").orFail();
      assertThat(cloud.leftovers()).isEmpty();
    }
  }

  /** Every sender by its name, after its function has started with what it was given. */
  private Map<String, DeployedSender> senders(Cloud cloud)
      throws IOException, InterruptedException {
    var senders = new TreeMap<String, DeployedSender>();
    for (Json function : cloud.ask("lambda", "list-functions").at("Functions").items()) {
      FunctionStart.of(function, folder.resolve("task"));
      var sender = DeployedSender.of(cloud, function);
      assertThat(sender.statements())
          .hasSizeGreaterThan(7)
          .allSatisfy(each -> assertThat(each.findings()).isEmpty());
      senders.put(sender.name(), sender);
    }
    return senders;
  }

  private static void existingPool(Cloud cloud, DeployedSender sender) throws InterruptedException {
    assertThat(sender.variables())
        .containsOnlyKeys(
            Settings.KMS_KEY_ARN,
            Settings.COURIER_FROM,
            Settings.COURIER_EMAIL,
            Settings.COURIER_SECRETS,
            "JAVA_TOOL_OPTIONS");
    assertThat(sender.first("kms:decrypt").conditions())
        .isEqualTo(
            Map.of(
                "stringequals:kms:encryptioncontext:userpool-id", List.of("us-east-1_AbCdEf123")));
    assertThat(sender.first("cognito-idp:admingetuser").resources())
        .containsExactly(pool("us-east-1_AbCdEf123"));
    assertThat(sender.first("ssm:getparameter").resources())
        .as("the function asks for what lies below the path")
        .containsExactly("arn:aws:ssm:us-east-1:123456789012:parameter/cognito-courier/*");
    PolicyStatement invokes = sender.first("lambda:invokefunction");
    assertThat(invokes.principals()).containsExactly("Service:cognito-idp.amazonaws.com");
    assertThat(invokes.resources().toString()).endsWith(":function:courier-existing-pool:live]");
    assertThat(invokes.conditions().toString())
        .contains("userpool/us-east-1_AbCdEf123", "aws:sourceaccount");
    String question = "lambda get-function-event-invoke-config --qualifier live --function-name ";
    Json invoke = cloud.ask((question + sender.name()).split(" "));
    assertThat(invoke.at("MaximumEventAgeInSeconds").number()).contains(3600L);
    assertThat(invoke.at("MaximumRetryAttempts").number()).contains(2L);
    assertThat(invoke.at("DestinationConfig").at("OnFailure").at("Destination").requireText())
        .matches("arn:aws:sqs:.*:courier-existing-pool-failures");
    String url =
        cloud
            .ask("sqs", "get-queue-url", "--queue-name", sender.name() + "-failures")
            .at("QueueUrl")
            .requireText();
    Json queue =
        cloud
            .ask("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All")
            .at("Attributes");
    assertThat(queue.texts()).containsEntry("SqsManagedSseEnabled", "true");
    assertThat(queue.texts()).containsEntry("MessageRetentionPeriod", "1209600");
    assertThat(sender.statements())
        .filteredOn(each -> !each.allows())
        .flatExtracting(each -> each.conditions().keySet())
        .containsExactly(
            "bool:aws:securetransport",
            "arnnotequals:aws:principalarn",
            "stringnotequals:aws:principalaccount");
  }

  private static void bothChannels(Cloud cloud, DeployedSender sender) throws InterruptedException {
    assertThat(sender.variables())
        .containsOnlyKeys(
            Settings.KMS_KEY_ARN,
            Settings.COURIER_FROM,
            Settings.COURIER_EMAIL,
            Settings.COURIER_SMS,
            Settings.COURIER_DEADLINE,
            Settings.COURIER_UNKNOWN,
            "SENDGRID_API_KEY",
            "SENDGRID_EU_API_KEY",
            "TWILIO_ACCOUNT_SID",
            "TWILIO_API_KEY_SID",
            "TWILIO_API_KEY_SECRET",
            "JAVA_TOOL_OPTIONS");
    assertThat(sender.first("secretsmanager:getsecretvalue").resources())
        .containsExactly("arn:aws:secretsmanager:eu-west-1:123456789012:secret:courier-AbCdEf");
    assertThat(sender.first("ssm:getparameter").resources())
        .containsExactly("arn:aws:ssm:us-east-1:123456789012:parameter/cognito-courier/twilio");
    assertThat(sender.statements())
        .filteredOn(each -> each.place().endsWith("-secrets"))
        .filteredOn(each -> each.actions().contains("kms:decrypt"))
        .singleElement()
        .satisfies(each ->
            assertThat(each.conditions())
                .as("the region is that of the secret")
                .containsExactly(
                    entry(
                        "stringequals:kms:viaservice",
                        List.of(
                            "secretsmanager.eu-west-1.amazonaws.com",
                            "ssm.us-east-1.amazonaws.com"))));
    assertThat(cloud.roleFindings("courier-customers-sms")).isEmpty();
    for (String name : List.of("courier-customers", "courier-staff")) {
      Json pool = cloud.userPool(name);
      String id = pool.at("Id").requireText();
      assertThat(sender.statements())
          .filteredOn(each -> each.actions().contains("lambda:invokefunction"))
          .extracting(each -> each.conditions().toString())
          .anySatisfy(condition -> assertThat(condition).contains("userpool/" + id));
      assertThat(sender.first("cognito-idp:admingetuser").resources()).contains(pool(id));
      assertThat(pool.at("LambdaConfig").at("CustomEmailSender").at("LambdaArn").requireText())
          .endsWith(":courier-both-channels:live");
    }
  }

  private static void ownAccountRules(Cloud cloud, DeployedSender sender)
      throws InterruptedException {
    assertThat(sender.variables())
        .containsOnlyKeys(
            Settings.KMS_KEY_ARN,
            Settings.COURIER_EMAIL,
            Settings.COURIER_CONFIG,
            Settings.COURIER_TEMPLATES,
            "SENDGRID_API_KEY",
            "AWS_LAMBDA_EXEC_WRAPPER");
    assertThat(sender.variables()).containsEntry("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/start");
    Json role =
        cloud.ask("iam", "get-role", "--role-name", sender.name() + "-us-east-1").at("Role");
    assertThat(role.at("PermissionsBoundary").at("PermissionsBoundaryArn").requireText())
        .isEqualTo("arn:aws:iam::" + Cloud.ACCOUNT + ":policy/boundary");
    assertThat(role.at("Tags").at(0).at("Value").requireText()).isEqualTo("login");
    cloud.ask("cloudwatch", "get-dashboard", "--dashboard-name", sender.name());
    assertThat(sender.function().at("SnapStart").at("ApplyOn").requireText()).isEqualTo("None");
    assertThat(
            cloud
                .ask(
                    "kms",
                    "list-aliases",
                    "--query",
                    "Aliases[?AliasName=='alias/courier-own-rules']")
                .items())
        .isEmpty();
  }

  /**
   * Puts an image into the repository {@code courier} under the tag 1; the answer is its digest.
   */
  private static String image(Cloud cloud) throws InterruptedException {
    cloud.ask("ecr", "create-repository", "--repository-name", "courier");
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
         "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":1,"digest":"sha256:a"},
         "layers":[]}
        """;
    return cloud
        .ask(
            "ecr",
            "put-image",
            "--repository-name",
            "courier",
            "--image-tag",
            "1",
            "--image-manifest",
            manifest)
        .at("image")
        .at("imageId")
        .at("imageDigest")
        .requireText();
  }

  private static void containerImage(Cloud cloud, DeployedSender sender, String digest)
      throws InterruptedException {
    Json code = cloud.ask("lambda", "get-function", "--function-name", sender.name()).at("Code");
    assertThat(code.at("ImageUri").requireText())
        .as("the tag was looked up")
        .isEqualTo("123456789012.dkr.ecr.us-east-1.amazonaws.com/courier@" + digest);
    assertThat(sender.function().at("PackageType").requireText()).isEqualTo("Image");
    assertThat(sender.function().at("SnapStart").at("ApplyOn").requireText()).isEqualTo("None");
    assertThat(sender.function().fields()).doesNotContainKeys("Runtime", "Handler");
    assertThat(sender.variables())
        .doesNotContainKeys("JAVA_TOOL_OPTIONS", "AWS_LAMBDA_EXEC_WRAPPER");
  }

  /** It is another function, and without its alias and permissions the pool could not call it. */
  private static void anImageInsteadOfTheZip(Terraform terraform) throws Exception {
    String zip = "name           = \"courier-by-aws\"\n  zip            = \"courier.zip\"";
    String image = "name = \"courier-by-aws\"\n image_uri = " + TerraformRefusalsTest.IMAGE;
    assertThat(Files.readString(ALL)).contains(zip);
    terraform.write("infra/terraform/all/main.tf", Files.readString(ALL).replace(zip, image));
    assertThat(
            terraform.in("all", "plan", "-refresh=false", "-target=module.by_aws").orFail().lines())
        .filteredOn(line -> line.matches("  # .* (replaced|created|destroyed).*"))
        .extracting(line -> line.replaceAll(".*module.by_aws.(\\w+).*", "$1"))
        .containsExactlyInAnyOrder(
            "aws_lambda_alias",
            "aws_lambda_function",
            "aws_lambda_function_event_invoke_config",
            "aws_lambda_permission");
  }

  /** With a route of SMS, Cognito wants a role of its own for them. */
  private static void quickstart(Cloud cloud, DeployedSender sender) throws InterruptedException {
    assertThat(sender.first("ssm:getparameter").resources())
        .as("a policy names no version")
        .containsExactly(
            "arn:aws:ssm:eu-west-1:123456789012:parameter/courier/twilio",
            "arn:aws:ssm:us-east-1:123456789012:parameter/courier/sendgrid");
    byAws(sender, "arn:aws:ses:us-east-1:123456789012:identity/example.com");
    assertThat(cloud.roleFindings("courier-quickstart-us-east-1-sms")).isEmpty();
    Json pool = cloud.userPool("courier-quickstart");
    assertThat(pool.at("AutoVerifiedAttributes").items())
        .extracting(Json::requireText)
        .containsExactlyInAnyOrder("email", "phone_number");
    assertThat(pool.at("SmsConfiguration").at("SnsCallerArn").requireText())
        .endsWith(":role/courier-quickstart-us-east-1-sms");
    assertThat(pool.at("SmsConfiguration").at("ExternalId").requireText())
        .isEqualTo("courier-quickstart");
    assertThat(pool.at("LambdaConfig").at("CustomSMSSender").at("LambdaArn").requireText())
        .endsWith(":courier-quickstart:live");
  }

  private static void anyPool(DeployedSender sender) {
    PolicyStatement decrypts = sender.first("kms:decrypt");
    assertThat(decrypts.conditions())
        .containsExactly(
            entry("stringlike:kms:encryptioncontext:userpool-id", List.of("us-east-1_*")));
    assertThat(decrypts.resources())
        .hasSize(2)
        .contains("arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d");
    assertThat(sender.variables().get(Settings.KMS_KEY_ARN))
        .isEqualTo(String.join(",", decrypts.resources()));
    assertThat(sender.first("cognito-idp:admingetuser").resources())
        .containsExactly(pool("us-east-1_*"));
    assertThat(sender.statements())
        .extracting(PolicyStatement::actions)
        .as("nobody invokes it before a pool is named")
        .doesNotContain(List.of("lambda:invokefunction"));
  }

  private static void byAws(DeployedSender sender, String... mailsWith) {
    assertThat(sender.first("ses:sendemail").resources()).containsExactly(mailsWith);
    assertThat(sender.first("sms-voice:sendtextmessage").resources())
        .containsExactly("arn:aws:sms-voice:us-east-1:123456789012:pool/pool-1");
    assertThat(sender.statements())
        .filteredOn(each -> each.actions().contains("sns:publish"))
        .extracting(each -> each.allows() + " " + each.resources())
        .containsExactly("true [*]", "false [arn:aws:sns:*:*:*]");
  }

  /** Every sender has each alarm; own-account-rules has a topic for them. */
  private static void alarms(Cloud cloud, Set<String> senders) throws InterruptedException {
    var periods = new TreeMap<String, Long>();
    for (Json alarm : cloud.ask("cloudwatch", "describe-alarms").at("MetricAlarms").items()) {
      String name = alarm.at("AlarmName").requireText();
      periods.put(name, alarm.at("Period").number().orElseThrow());
      int topics = name.startsWith("courier-own-rules") ? 1 : 0;
      assertThat(alarm.at("AlarmActions").items()).as(name).hasSize(topics);
      assertThat(alarm.at("OKActions").items()).as(name).hasSize(topics);
    }
    var wanted = new TreeMap<String, Long>();
    for (String sender : senders) {
      List.of("errors", "failed", "failures-not-empty", "records-lost", "throttles")
          .forEach(alarm -> wanted.put(sender + "-" + alarm, 60L));
      List.of("failures-age", "misconfigured", "circuits-opened")
          .forEach(alarm -> wanted.put(sender + "-" + alarm, 300L));
    }
    assertThat(periods).isEqualTo(wanted);
  }

  private static String pool(String id) {
    return "arn:aws:cognito-idp:us-east-1:" + Cloud.ACCOUNT + ":userpool/" + id;
  }
}
