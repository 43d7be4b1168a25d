package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code infra/cloudformation/deploy} says when it is used in another way than it is meant.
 */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class DeployScriptTest {

  @TempDir private static Path folder;

  private static Cloud cloud;
  private static String zip;

  @BeforeAll
  static void start() throws Exception {
    cloud = Cloud.start(folder);
    zip = cloud.zip("a.zip", "a");
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void a_usage_error_is_one_sentence() throws Exception {
    assertSays("--stack is missing; see --help.");
    assertSays("--stack needs a value.", "--stack");
    assertSays("There is no option --stck; see --help.", "--stck", "a");
    assertSays(
        "There is no template tryout: sender or quickstart.",
        "--stack",
        "a",
        "--template",
        "tryout");
    assertSays("There is no file none.zip.", "--stack", "a", "--zip", "none.zip");
    assertSays("a is neither an option nor Parameter=value; see --help.", "a");
    assertSays(
        "--config and --templates go into a zip that is built: leave --zip out.",
        "--stack",
        "a",
        "--zip",
        zip,
        "--config",
        "courier.json");
  }

  @Test
  void a_mistyped_parameter_is_not_ignored() throws Exception {
    Command.Ended ended = cloud.deploy("--stack", "a", "--zip", zip, "Form=a@example.com");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.errors())
        .startsWith(
            "deploy: sender.yaml has no parameter Form. It has: Name CodeBucket CodeKey From ");
  }

  @Test
  void a_deployment_that_fails_is_a_failure() throws Exception {
    Command.Ended ended =
        cloud.deploy(
            "--stack",
            "b",
            "--zip",
            zip,
            "Secrets=/a",
            "From=a@example.com",
            "Layers=arn:aws:lambda:us-east-1:123456789012:layer:none:1");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.errors()).contains("deploy: The stack b was not deployed.");
  }

  @Test
  void help_names_every_option() throws Exception {
    assertThat(cloud.deploy("--help").orFail())
        .contains("--stack", "--template", "--zip", "--config", "--templates", "--bucket", "--tag");
  }

  @Test
  void an_existing_bucket_is_used_and_the_zip_lies_there_under_its_hash() throws Exception {
    cloud.ask("s3api", "create-bucket", "--bucket", "mine");
    cloud
        .deploy(
            "--stack",
            "c",
            "--zip",
            zip,
            "--bucket",
            "mine",
            "Name=c",
            "Secrets=/a",
            "From=a@example.com")
        .orFail();

    assertThat(cloud.ask("s3api", "list-objects-v2", "--bucket", "mine").at("Contents").items())
        .extracting(each -> each.at("Key").requireText())
        .anyMatch(each -> each.matches("courier-[0-9a-f]{64}\\.zip"));
  }

  private static void assertSays(String sentence, String... words) throws Exception {
    assertThat(cloud.deploy(words))
        .isEqualTo(new Command.Ended(2, "", "deploy: " + sentence + "\n"));
  }
}
