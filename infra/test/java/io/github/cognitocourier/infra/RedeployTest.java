package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.AwsCli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second deployment does to {@code live}, and what a deletion leaves. */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class RedeployTest {

  private static final String NAME = "cognito-courier";

  private static final String FURTHER_KEY =
      "arn:aws:kms:us-east-1:123456789012:key/0a0b0c0d-0000-4000-8000-000000000000";

  private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/courier";
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  @TempDir private static Path folder;

  private static Cloud cloud;

  @BeforeAll
  static void start() throws Exception {
    cloud = Cloud.start(folder);
    cloud.ask("s3api", "create-bucket", "--bucket", "zips");
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void live_moves_with_the_artifact_and_with_a_setting_and_with_nothing_else() throws Exception {
    deploy("it", "a", "UserPoolIds=us-east-1_a", "Secrets=/courier", "From=a@example.com");
    assertThat(cloud.live(NAME)).isEqualTo("1");

    assertThat(deploy("it", "a")).contains("No changes to deploy");
    assertThat(cloud.live(NAME)).isEqualTo("1");

    deploy("it", "b");
    assertThat(cloud.live(NAME)).isEqualTo("2");

    deploy("it", "b", "From=b@example.com");
    assertThat(cloud.live(NAME)).isEqualTo("3");
    assertThat(variable("3", "COURIER_FROM")).isEqualTo("b@example.com");
    assertThat(variable("1", "COURIER_FROM")).isEqualTo("a@example.com");

    deploy("it", "b", "MemorySize=1024");
    assertThat(cloud.live(NAME)).isEqualTo("4");
    assertThat(cloud.function(NAME, "live").at("MemorySize").number()).contains(1024L);

    // What is not the function's own leaves it alone: Lambda would refuse a version like the last.
    deploy(
        "it", "b", "UserPoolIds=us-east-1_a,us-east-1_b", "LogRetentionDays=7", "Dashboard=true");
    assertThat(cloud.live(NAME)).isEqualTo("4");
    deploy("it", "b", "ReservedConcurrency=5");
    assertThat(cloud.live(NAME)).isEqualTo("4");

    deploy("it", "a", "MemorySize=512", "From=a@example.com");
    assertThat(cloud.live(NAME)).isEqualTo("5");

    deploy("it", "a", "FurtherKeyArns=" + FURTHER_KEY);
    assertThat(cloud.live(NAME)).isEqualTo("6");
    deploy("it", "a", "FurtherKeyArns=");
    assertThat(cloud.live(NAME)).isEqualTo("7");
    assertThat(cloud.policyFindings(NAME)).isEmpty();
    assertThat(versions()).containsExactly("$LATEST", "1", "2", "3", "4", "5", "6", "7");

    assertThat(cloud.deploy("--stack", "it", "ImageUri=" + IMAGE + ":1").errors())
        .startsWith("deploy: The function of it is made of a zip, and Lambda cannot change that:");
  }

  @Test
  void live_moves_with_the_image_and_with_a_setting_and_with_nothing_else() throws Exception {
    image("Name=image", "From=a@example.com", "Secrets=/courier", "ImageUri=" + IMAGE + DIGEST);
    Json function =
        cloud.ask("lambda", "get-function", "--function-name", "image", "--qualifier", "live");
    Json made = function.at("Configuration");
    assertThat(function.at("Code").at("ImageUri").requireText()).isEqualTo(IMAGE + DIGEST);
    assertThat(made.at("PackageType").requireText()).isEqualTo("Image");
    assertThat(made.at("SnapStart").at("ApplyOn").requireText()).isEqualTo("None");
    assertThat(made.at("Description").requireText()).startsWith("0123456789abcdef");
    assertThat(made.fields()).doesNotContainKeys("Runtime", "Handler");
    assertThat(made.at("Environment").at("Variables").fields())
        .doesNotContainKeys("JAVA_TOOL_OPTIONS", "AWS_LAMBDA_EXEC_WRAPPER");
    FunctionStart.of(made, folder.resolve("task"));
    assertThat(cloud.ask("s3api", "list-buckets").at("Buckets").items())
        .as("nothing to upload, so no bucket was made")
        .hasSize(1);

    image("ImageUri=" + IMAGE + ":2");
    assertThat(cloud.live("image")).isEqualTo("2");
    image("MemorySize=1024");
    assertThat(cloud.live("image")).isEqualTo("3");
    // An image has no use for it, and Lambda would refuse a version like the last.
    image("SnapStart=false", "LogRetentionDays=7");
    assertThat(cloud.live("image")).isEqualTo("3");

    assertThat(cloud.deploy("--stack", "image", "ImageUri=").errors())
        .isEqualTo(
            "deploy: The function of image is made of an image, and Lambda cannot change that: make"
                + " a second stack with another Name, move the pools to it, take this one away"
                + " (docs/deploy-cloudformation.md).\n");
  }

  @Test
  void a_deleted_stack_leaves_nothing_but_a_key_on_its_way_out() throws Exception {
    deploy(
        "gone",
        "a",
        "Name=gone",
        "UserPoolIds=us-east-1_a",
        "Secrets=/courier",
        "From=a@example.com",
        "Dashboard=true");
    String key = cloud.outputs("gone").get("KeyArn");
    assertThat(named("gone")).hasSizeGreaterThan(12);

    cloud.delete("gone");

    assertThat(named("gone")).isEmpty();
    assertThat(
            cloud
                .ask("kms", "describe-key", "--key-id", key)
                .at("KeyMetadata")
                .at("KeyState")
                .requireText())
        .isEqualTo("PendingDeletion");
  }

  private static List<String> named(String name) throws Exception {
    return cloud.leftovers().stream().filter(each -> each.contains(name)).toList();
  }

  private static void image(String... parameters) throws Exception {
    cloud.deploy(AwsCli.joined(new String[] {"--stack", "image"}, parameters)).orFail();
  }

  private static String deploy(String stack, String content, String... parameters)
      throws Exception {
    String zip = cloud.zip(stack + ".zip", content);
    var words = new ArrayList<>(List.of("--stack", stack, "--bucket", "zips", "--zip", zip));
    words.addAll(List.of(parameters));
    return cloud.deploy(words.toArray(String[]::new)).orFail();
  }

  private static String variable(String version, String name) throws Exception {
    return cloud.function(NAME, version).at("Environment").at("Variables").at(name).requireText();
  }

  private static List<String> versions() throws Exception {
    return cloud
        .ask("lambda", "list-versions-by-function", "--function-name", NAME)
        .at("Versions")
        .items()
        .stream()
        .map(each -> each.at("Version").requireText())
        .toList();
  }
}
