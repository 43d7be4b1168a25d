package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.testkit.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies every example at once, as modules of one configuration: the provider starts slowly. */
@NeedsTool({"terraform", "moto_server", "aws"})
class TerraformExamplesTest {

  private static final String ACCOUNT = "123456789012";

  private static final String ALL =
      """
      module "existing_pool" {
        source       = "../examples/existing-pool"
        user_pool_id = "us-east-1_AbCdEf123"
        zip          = "courier.zip"
        runtime      = "java21"
      }

      module "both_channels" {
        source             = "../examples/both-channels"
        twilio_account_sid = "AC0"
        twilio_api_key_sid = "SK0"
        secret_arn         = "arn:aws:secretsmanager:us-east-1:123456789012:secret:courier-AbCdEf"
        secret_key_arn     = "arn:aws:kms:us-east-1:123456789012:key/0f1e2d3c"
        zip                = "courier.zip"
        runtime            = "java21"
      }

      module "own_account_rules" {
        source               = "../examples/own-account-rules"
        user_pool_id         = "us-east-1_AbCdEf123"
        bucket               = "artifacts"
        key                  = "courier.zip"
        permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
        failure_readers      = ["arn:aws:iam::123456789012:role/on-call"]
        runtime              = "java21"
      }

      # For any pool: what `courier attach` starts from.
      module "any_pool" {
        source              = "../sender"
        name                = "courier-any-pool"
        zip                 = "courier.zip"
        runtime             = "java21"
        sms_route           = "twilio://default?from=+14155550100"
        pool_administrators = ["arn:aws:iam::123456789012:role/platform"]
      }
      """;

  @TempDir private Path folder;

  @Test
  void every_file_is_written_as_terraform_would_write_it() throws Exception {
    try (var terraform = Terraform.start(folder)) {
      assertThat(terraform.in(".", "fmt", "-check", "-recursive").orFail()).isEmpty();
    }
  }

  @Test
  void every_example_is_applied_once_and_then_has_nothing_to_change() throws Exception {
    assertThat(ALL).contains(examples());
    try (var terraform = Terraform.start(folder)) {
      terraform.write("infra/terraform/all/main.tf", ALL);
      terraform.zip("infra/terraform/all/courier.zip", "one");
      terraform.ask("s3api", "create-bucket", "--bucket", "artifacts");
      String zip = folder.resolve("infra/terraform/all/courier.zip").toString();
      terraform.ask(
          "s3api", "put-object", "--bucket", "artifacts", "--key", "courier.zip", "--body", zip);
      terraform.init("all");
      terraform.in("all", "validate").orFail();
      terraform.in("all", "apply", "-auto-approve").orFail();
      assertThat(terraform.in("all", "plan", "-detailed-exitcode").exitCode()).isZero();

      existingPool(terraform);
      bothChannels(terraform);
      ownAccountRules(terraform);
      anyPool(terraform);
      terraform.in("all", "destroy", "-auto-approve").orFail();
      assertThat(terraform.ask("lambda", "list-functions").at("Functions").items()).isEmpty();
    }
  }

  private static void existingPool(Terraform terraform) throws InterruptedException {
    String name = "courier-existing-pool";
    assertThat(terraform.policyFindings(name)).isEmpty();
    assertThat(variables(terraform, name))
        .containsExactlyInAnyOrder(
            Settings.KMS_KEY_ARN,
            Settings.COURIER_FROM,
            Settings.COURIER_EMAIL,
            "SENDGRID_API_KEY",
            "JAVA_TOOL_OPTIONS");
    assertThat(policy(terraform, name, "pools"))
        .contains(
            "\"StringEquals\":{\"kms:EncryptionContext:userpool-id\":[\"us-east-1_AbCdEf123\"]}")
        .contains("arn:aws:cognito-idp:us-east-1:" + ACCOUNT + ":userpool/us-east-1_AbCdEf123");
    assertThat(policy(terraform, name, "secrets"))
        .contains("arn:aws:ssm:us-east-1:" + ACCOUNT + ":parameter/cognito-courier/sendgrid");
    assertThat(permission(terraform, name))
        .contains(
            "cognito-idp.amazonaws.com",
            "userpool/us-east-1_AbCdEf123",
            "AWS:SourceAccount",
            ":function:" + name + ":live");
    String question =
        "aws lambda get-function-event-invoke-config --qualifier live --output json --function-name "
            + name;
    assertThat(terraform.paste(question, "").orFail().replaceAll("\\s", ""))
        .contains("\"MaximumEventAgeInSeconds\":3600", "\"MaximumRetryAttempts\":2")
        .containsPattern(
            "\"OnFailure\":\\{\"Destination\":\"arn:aws:sqs:[^\"]*:" + name + "-failures\"");
    Json queue = queue(terraform, name + "-failures");
    assertThat(queue.at("SqsManagedSseEnabled").requireText()).isEqualTo("true");
    assertThat(queue.at("MessageRetentionPeriod").requireText()).isEqualTo("1209600");
    alarms(terraform, name);
  }

  private static void bothChannels(Terraform terraform) throws InterruptedException {
    String name = "courier-both-channels";
    assertThat(terraform.policyFindings(name)).isEmpty();
    assertThat(variables(terraform, name))
        .containsExactlyInAnyOrder(
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
    assertThat(policy(terraform, name, "secrets"))
        .contains(
            ":secret:courier-AbCdEf\"", ":parameter/cognito-courier/twilio\"", "kms:ViaService")
        .doesNotContain("#");
    List<Json> pools =
        terraform
            .ask("cognito-idp", "list-user-pools", "--max-results", "9")
            .at("UserPools")
            .items();
    assertThat(pools).hasSize(2);
    for (Json pool : pools) {
      String id = pool.at("Id").requireText();
      assertThat(permission(terraform, name)).contains("userpool/" + id);
      assertThat(policy(terraform, name, "pools")).contains(id);
      assertThat(
              terraform
                  .ask("cognito-idp", "describe-user-pool", "--user-pool-id", id)
                  .at("UserPool")
                  .at("LambdaConfig")
                  .at("CustomEmailSender")
                  .at("LambdaArn")
                  .requireText())
          .endsWith(":" + name + ":live");
    }
  }

  private static void ownAccountRules(Terraform terraform) throws InterruptedException {
    String name = "courier-own-rules";
    assertThat(terraform.policyFindings(name)).isEmpty();
    assertThat(variables(terraform, name))
        .containsExactlyInAnyOrder(
            Settings.KMS_KEY_ARN,
            Settings.COURIER_EMAIL,
            Settings.COURIER_CONFIG,
            Settings.COURIER_TEMPLATES,
            "SENDGRID_API_KEY");
    Json role = terraform.ask("iam", "get-role", "--role-name", name + "-us-east-1").at("Role");
    assertThat(role.at("PermissionsBoundary").at("PermissionsBoundaryArn").requireText())
        .isEqualTo("arn:aws:iam::" + ACCOUNT + ":policy/boundary");
    assertThat(role.at("Tags").at(0).at("Value").requireText()).isEqualTo("login");
    assertThat(queue(terraform, name + "-failures").at("Policy").requireText())
        .contains("OnlyTheseRead", ":role/on-call");
    terraform.ask("cloudwatch", "get-dashboard", "--dashboard-name", name);
    assertThat(function(terraform, name).at("SnapStart").at("ApplyOn").requireText())
        .isEqualTo("None");
    assertThat(
            terraform
                .ask("kms", "list-aliases", "--query", "Aliases[?AliasName=='alias/" + name + "']")
                .items())
        .isEmpty();
  }

  /** Without a pool nobody may invoke, so there is no policy on the alias to read. */
  private static void anyPool(Terraform terraform) throws InterruptedException {
    assertThat(policy(terraform, "courier-any-pool", "pools"))
        .contains("\"StringLike\":{\"kms:EncryptionContext:userpool-id\":[\"us-east-1_*\"]}")
        .contains(":userpool/us-east-1_*");
  }

  private static void alarms(Terraform terraform, String name) throws InterruptedException {
    Set<String> names = new TreeSet<>();
    for (Json alarm :
        terraform
            .ask("cloudwatch", "describe-alarms", "--alarm-name-prefix", name)
            .at("MetricAlarms")
            .items()) {
      names.add(alarm.at("AlarmName").requireText().substring(name.length() + 1));
    }
    assertThat(names)
        .containsExactly(
            "errors", "failed", "failures-age", "failures-not-empty", "misconfigured", "throttles");
  }

  private static Json function(Terraform terraform, String name) throws InterruptedException {
    return terraform.ask(
        "lambda", "get-function-configuration", "--function-name", name, "--qualifier", "live");
  }

  private static Set<String> variables(Terraform terraform, String name)
      throws InterruptedException {
    return function(terraform, name).at("Environment").at("Variables").fields().keySet();
  }

  private static String permission(Terraform terraform, String name) throws InterruptedException {
    return terraform
        .ask("lambda", "get-policy", "--function-name", name, "--qualifier", "live")
        .at("Policy")
        .requireText();
  }

  private static String policy(Terraform terraform, String name, String which)
      throws InterruptedException {
    String arn = "arn:aws:iam::" + ACCOUNT + ":policy/" + name + "-us-east-1-" + which;
    String question =
        "aws iam get-policy-version --query PolicyVersion.Document --output json --version-id v1"
            + " --policy-arn "
            + arn;
    return terraform.paste(question, "").orFail().replaceAll("\\s", "");
  }

  private static Json queue(Terraform terraform, String name) throws InterruptedException {
    String url =
        terraform.ask("sqs", "get-queue-url", "--queue-name", name).at("QueueUrl").requireText();
    return terraform
        .ask("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All")
        .at("Attributes");
  }

  private static List<String> examples() throws IOException {
    try (Stream<Path> folders = Files.list(Terraform.ROOT.resolve("infra/terraform/examples"))) {
      return folders.map(each -> "../examples/" + each.getFileName() + "\"").toList();
    }
  }
}
