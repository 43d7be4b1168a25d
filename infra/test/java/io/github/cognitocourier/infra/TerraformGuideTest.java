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
  private static final String APPLY =
      "terraform -chdir=infra/terraform/quickstart apply -auto-approve\n";
  private static final String KEY = "SG.a-key-that-nobody-may-keep";

  @TempDir private Path folder;

  @Test
  void the_guide_deploys_updates_and_leaves_nothing() throws Exception {
    List<String> blocks = blocks();
    assertThat(blocks).hasSize(7);
    assertThat(blocks.getFirst().strip()).isEqualTo("./courier package");
    try (var terraform = Terraform.start(folder)) {
      Cloud cloud = terraform.cloud();
      // What ./courier package makes is tested where it lives; here any zip will do.
      cloud.zip("courier.zip", "one");
      terraform.paste(blocks.get(1), KEY + "\n").orFail();
      assertThat(
              cloud
                  .ask("secretsmanager", "get-secret-value", "--secret-id", FUNCTION)
                  .at("SecretString")
                  .requireText())
          .isEqualTo(KEY);
      String settings = before(blocks.get(2), "terraform -chdir");
      Terraform.orSkip(terraform.paste(blocks.get(2), ""));
      deployed(terraform);

      // The guide's plan ends with 0 when another apply would change nothing.
      cloud.zip("courier.zip", "two");
      terraform.paste(settings + blocks.get(3), "").orFail();
      assertThat(cloud.live(FUNCTION)).as("a new artifact").isEqualTo("2");

      terraform.paste(blocks.get(4), "").orFail();
      assertThat(cloud.live(FUNCTION)).as("back by hand").isEqualTo("1");

      String otherwise = settings + "export TF_VAR_email_route='sendgrid://default?region=eu'\n";
      terraform.paste(otherwise + APPLY, "").orFail();
      Json live = cloud.function(FUNCTION, "live");
      assertThat(live.at("Version").requireText()).as("a changed setting").isEqualTo("3");
      assertThat(live.at("Environment").at("Variables").at("COURIER_EMAIL").requireText())
          .isEqualTo("sendgrid://default?region=eu");
      assertThat(cloud.policyFindings(FUNCTION)).isEmpty();

      terraform.paste(settings + blocks.get(5), "").orFail();
      assertThat(cloud.leftovers()).isEmpty();
      assertThat(cloud.ask("secretsmanager", "list-secrets").at("SecretList").items()).isEmpty();
      terraform.paste(blocks.get(6), KEY + "\n").orFail();
    }
  }

  @Test
  void a_key_that_was_not_stored_stops_the_guide_before_anything_is_made() throws Exception {
    try (var terraform = Terraform.start(folder)) {
      String nowhere = "export AWS_ENDPOINT_URL=http://127.0.0.1:9 AWS_MAX_ATTEMPTS=1\n";
      assertThat(terraform.paste(nowhere + blocks().get(1), KEY + "\n").exitCode()).isNotZero();
      assertThat(terraform.paste(blocks().get(2), "").output()).isEmpty();
    }
  }

  private void deployed(Terraform terraform) throws IOException, InterruptedException {
    Cloud cloud = terraform.cloud();
    Json function = cloud.function(FUNCTION, "live");
    assertThat(function.at("Version").requireText()).isEqualTo("1");
    assertThat(function.at("SnapStart").at("OptimizationStatus").requireText()).isEqualTo("On");
    assertThat(function.at("Architectures").at(0).requireText()).isEqualTo("arm64");
    FunctionStart.of(function, folder.resolve("task"));
    assertThat(terraform.read("infra/terraform/quickstart/terraform.tfstate")).doesNotContain(KEY);

    Json outputs = Json.parse(terraform.in("quickstart", "output", "-json").orFail());
    assertThat(outputs.fields())
        .containsOnlyKeys(
            "user_pool_id",
            "app_client_id",
            "alias_arn",
            "key_arn",
            "failure_queue_url",
            "sign_up",
            "confirm");
    String alias = value(outputs, "alias_arn");
    assertThat(alias).endsWith(":function:" + FUNCTION + ":live");
    assertThat(value(outputs, "failure_queue_url")).endsWith("/" + FUNCTION + "-failures");
    assertThat(value(outputs, "confirm")).contains("confirm-sign-up --region us-east-1");
    Json lambdaConfig =
        cloud
            .ask(
                "cognito-idp",
                "describe-user-pool",
                "--user-pool-id",
                value(outputs, "user_pool_id"))
            .at("UserPool")
            .at("LambdaConfig");
    String key = function.at("Environment").at("Variables").at("KMS_KEY_ARN").requireText();
    assertThat(key).isEqualTo(value(outputs, "key_arn"));
    assertThat(lambdaConfig.at("KMSKeyID").requireText()).isEqualTo(key);
    Json sender = lambdaConfig.at("CustomEmailSender");
    assertThat(sender.at("LambdaArn").requireText()).isEqualTo(alias);
    assertThat(sender.at("LambdaVersion").requireText()).isEqualTo("V1_0");

    terraform.paste(value(outputs, "sign_up"), "").orFail();
  }

  private static String value(Json outputs, String name) {
    return outputs.at(name).at("value").requireText();
  }

  private static List<String> blocks() throws IOException {
    String guide = Files.readString(Cloud.ROOT.resolve("docs/deploy-terraform.md"));
    return COMMANDS.matcher(guide).results().map(found -> found.group(1)).toList();
  }

  private static String before(String script, String word) {
    return script.substring(0, script.indexOf(word));
  }
}
