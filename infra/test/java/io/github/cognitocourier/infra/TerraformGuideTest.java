package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/deploy-terraform.md line by line, and looks at the account on the way. */
@NeedsTool({"terraform", "moto_server", "aws", "bash"})
class TerraformGuideTest {

  private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final String FUNCTION = "courier-quickstart";
  private static final String KEY = "SG.a-key-that-nobody-may-keep";

  @TempDir private Path folder;

  @Test
  void the_guide_deploys_updates_and_leaves_nothing() throws Exception {
    List<String> blocks = blocks();
    assertThat(blocks).hasSize(6);
    assertThat(blocks.getFirst().strip()).isEqualTo("./courier package");
    try (var terraform = Terraform.start(folder)) {
      // What ./courier package makes is tested where it lives; here any zip will do.
      terraform.zip("courier.zip", "one");
      terraform.paste(blocks.get(1), KEY + "\n").orFail();
      assertThat(secret(terraform)).isEqualTo(KEY);
      String settings = before(blocks.get(2), "terraform -chdir");
      terraform.init("quickstart");
      terraform.paste(blocks.get(2), "").orFail();
      assertThat(terraform.live(FUNCTION)).isEqualTo("1");
      deployed(terraform);

      // The guide's second plan ends with 0: nothing has changed.
      terraform.paste(settings + blocks.get(3), "").orFail();
      assertThat(terraform.live(FUNCTION)).isEqualTo("1");

      terraform.zip("courier.zip", "two");
      terraform.paste(settings + blocks.get(3), "").orFail();
      assertThat(terraform.live(FUNCTION)).as("a new artifact").isEqualTo("2");

      String otherwise = settings + "export TF_VAR_email_route='sendgrid://default?region=eu'\n";
      terraform.paste(otherwise + blocks.get(3), "").orFail();
      assertThat(terraform.live(FUNCTION)).as("a changed setting").isEqualTo("3");
      Json variables = lambda(terraform, "live").at("Environment").at("Variables");
      assertThat(variables.at("COURIER_EMAIL").requireText())
          .isEqualTo("sendgrid://default?region=eu");
      assertThat(terraform.policyFindings(FUNCTION)).isEmpty();

      terraform.paste(settings + blocks.get(4), "").orFail();
      assertThat(leftovers(terraform)).isEmpty();
      terraform.paste(blocks.get(5), KEY + "\n").orFail();
    }
  }

  private void deployed(Terraform terraform) throws IOException, InterruptedException {
    Json function = lambda(terraform, "live");
    assertThat(function.at("SnapStart").at("OptimizationStatus").requireText()).isEqualTo("On");
    assertThat(function.at("Architectures").at(0).requireText()).isEqualTo("arm64");
    assertThat(terraform.read("infra/terraform/quickstart/terraform.tfstate")).doesNotContain(KEY);

    String alias = terraform.in("quickstart", "output", "-raw", "alias_arn").orFail();
    assertThat(alias).endsWith(":function:" + FUNCTION + ":live");
    String pool = terraform.in("quickstart", "output", "-raw", "user_pool_id").orFail();
    Json lambdaConfig =
        terraform
            .ask("cognito-idp", "describe-user-pool", "--user-pool-id", pool)
            .at("UserPool")
            .at("LambdaConfig");
    String key = function.at("Environment").at("Variables").at("KMS_KEY_ARN").requireText();
    assertThat(lambdaConfig.at("KMSKeyID").requireText()).isEqualTo(key);
    Json sender = lambdaConfig.at("CustomEmailSender");
    assertThat(sender.at("LambdaArn").requireText()).isEqualTo(alias);
    assertThat(sender.at("LambdaVersion").requireText()).isEqualTo("V1_0");

    String signUp = terraform.in("quickstart", "output", "-raw", "sign_up").orFail();
    terraform.paste(signUp, "").orFail();
  }

  private static Json lambda(Terraform terraform, String qualifier) throws InterruptedException {
    return terraform.ask(
        "lambda",
        "get-function-configuration",
        "--function-name",
        FUNCTION,
        "--qualifier",
        qualifier);
  }

  private static String secret(Terraform terraform) throws InterruptedException {
    return terraform
        .ask("secretsmanager", "get-secret-value", "--secret-id", FUNCTION)
        .at("SecretString")
        .requireText();
  }

  /** Lists of what a sender consists of, as the AWS CLI answers them, without what AWS owns. */
  private static List<Json> leftovers(Terraform terraform) throws InterruptedException {
    return List.of(
            terraform.ask("lambda", "list-functions").at("Functions"),
            terraform.ask("iam", "list-roles").at("Roles"),
            terraform.ask("iam", "list-policies", "--scope", "Local").at("Policies"),
            terraform.ask("logs", "describe-log-groups").at("logGroups"),
            terraform.ask("cloudwatch", "describe-alarms").at("MetricAlarms"),
            terraform.ask("sqs", "list-queues").at("QueueUrls"),
            terraform.ask("secretsmanager", "list-secrets").at("SecretList"),
            terraform.ask("cognito-idp", "list-user-pools", "--max-results", "9").at("UserPools"),
            terraform.ask(
                "kms", "list-aliases", "--query", "Aliases[?!starts_with(AliasName,'alias/aws/')]"))
        .stream()
        .flatMap(list -> list.isAbsent() ? List.<Json>of().stream() : list.items().stream())
        .toList();
  }

  private static List<String> blocks() throws IOException {
    String guide = Files.readString(Terraform.ROOT.resolve("docs/deploy-terraform.md"));
    return COMMANDS.matcher(guide).results().map(found -> found.group(1)).toList();
  }

  private static String before(String script, String word) {
    return script.substring(0, script.indexOf(word));
  }
}
