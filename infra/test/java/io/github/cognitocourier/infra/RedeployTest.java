package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second deployment does to {@code live}, and what a deletion leaves. */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class RedeployTest {

  private static final String NAME = "cognito-courier";

  private static final String FURTHER_KEY =
      "arn:aws:kms:us-east-1:123456789012:key/0a0b0c0d-0000-4000-8000-000000000000";

  @TempDir private Path folder;

  private Cloud cloud;

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.start(folder);
    cloud.ask("s3api", "create-bucket", "--bucket", "zips");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void live_moves_with_the_artifact_and_with_a_setting_and_with_nothing_else() throws Exception {
    deploy("a", "UserPoolIds=us-east-1_a", "Secrets=/courier", "From=a@example.com");
    assertThat(cloud.live(NAME)).isEqualTo("1");

    assertThat(deploy("a")).contains("No changes to deploy");
    assertThat(cloud.live(NAME)).isEqualTo("1");

    deploy("b");
    assertThat(cloud.live(NAME)).isEqualTo("2");

    deploy("b", "From=b@example.com");
    assertThat(cloud.live(NAME)).isEqualTo("3");
    assertThat(variable("3", "COURIER_FROM")).isEqualTo("b@example.com");
    assertThat(variable("1", "COURIER_FROM")).isEqualTo("a@example.com");

    deploy("b", "MemorySize=1024");
    assertThat(cloud.live(NAME)).isEqualTo("4");
    assertThat(cloud.function(NAME, "live").at("MemorySize").number()).contains(1024L);

    // What is not the function's own leaves it alone: Lambda would refuse a version like the last.
    deploy("b", "UserPoolIds=us-east-1_a,us-east-1_b", "LogRetentionDays=7", "Dashboard=true");
    assertThat(cloud.live(NAME)).isEqualTo("4");
    deploy("b", "ReservedConcurrency=5");
    assertThat(cloud.live(NAME)).isEqualTo("4");

    deploy("a", "MemorySize=512", "From=a@example.com");
    assertThat(cloud.live(NAME)).isEqualTo("5");

    deploy("a", "FurtherKeyArns=" + FURTHER_KEY);
    assertThat(cloud.live(NAME)).isEqualTo("6");
    deploy("a", "FurtherKeyArns=");
    assertThat(cloud.live(NAME)).isEqualTo("7");
    assertThat(cloud.policyFindings(NAME)).isEmpty();
    assertThat(versions()).containsExactly("$LATEST", "1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void a_deleted_stack_leaves_nothing_but_a_key_on_its_way_out() throws Exception {
    deploy(
        "a", "UserPoolIds=us-east-1_a", "Secrets=/courier", "From=a@example.com", "Dashboard=true");
    String key = cloud.outputs("it").get("KeyArn");
    assertThat(cloud.leftovers()).hasSizeGreaterThan(13);

    cloud.delete("it");

    assertThat(cloud.leftovers()).isEmpty();
    assertThat(
            cloud
                .ask("kms", "describe-key", "--key-id", key)
                .at("KeyMetadata")
                .at("KeyState")
                .requireText())
        .isEqualTo("PendingDeletion");
  }

  private String deploy(String content, String... parameters) throws Exception {
    var words =
        new ArrayList<>(
            List.of("--stack", "it", "--bucket", "zips", "--zip", cloud.zip("it.zip", content)));
    words.addAll(List.of(parameters));
    return cloud.deploy(words.toArray(String[]::new)).orFail();
  }

  private String variable(String version, String name) throws Exception {
    return cloud.function(NAME, version).at("Environment").at("Variables").at(name).requireText();
  }

  private List<String> versions() throws Exception {
    return cloud
        .ask("lambda", "list-versions-by-function", "--function-name", NAME)
        .at("Versions")
        .items()
        .stream()
        .map(each -> each.at("Version").requireText())
        .toList();
  }
}
