package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender of which only what must be said is said, with its secrets in Secrets Manager. */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class DefaultsTest {

  private static final String NAME = "cognito-courier";
  private static final String PERSON = "arn:aws:iam::123456789012:role/deployer";

  private static final String SECRET =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:courier-AbCdEf";
  private static final String SECRETS_KEY =
      "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-0000-4000-8000-000000000000";

  @TempDir private static Path folder;

  private static Cloud cloud;
  private static List<PolicyStatement> statements;

  @BeforeAll
  static void deploy() throws Exception {
    cloud = Cloud.start(folder);
    cloud
        .deploy(
            "--stack",
            "it",
            "--zip",
            cloud.zip("a.zip", "a"),
            "From=no-reply@example.com",
            "Secrets=" + SECRET,
            "SecretsKeyArn=" + SECRETS_KEY,
            "PoolAdministratorArn=" + PERSON)
        .orFail();
    statements = cloud.policyStatements(NAME);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void it_starts_from_a_snapshot_on_arm() throws Exception {
    Json live = cloud.function(NAME, "live");

    assertThat(live.at("Architectures").at(0).requireText()).isEqualTo("arm64");
    assertThat(live.at("MemorySize").number()).contains(512L);
    assertThat(live.at("SnapStart").texts())
        .containsEntry("ApplyOn", "PublishedVersions")
        .containsEntry("OptimizationStatus", "On");
    assertThat(live.at("Environment").at("Variables").texts())
        .containsEntry("COURIER_DEADLINE", "")
        .containsEntry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Dsun.net.inetaddr.ttl=0")
        .containsEntry("COURIER_SECRETS", "secretsmanager:" + SECRET)
        .doesNotContainKey("AWS_LAMBDA_EXEC_WRAPPER");
  }

  @Test
  void it_starts_with_what_it_is_told() throws Exception {
    FunctionStart.of(cloud.function(NAME, "live"), folder.resolve("task"));
  }

  @Test
  void without_a_pool_it_looks_up_users_of_this_region_alone() {
    assertThat(statements)
        .filteredOn(each -> each.actions().contains("cognito-idp:admingetuser"))
        .singleElement()
        .satisfies(each ->
            assertThat(each.resources())
                .containsExactly(
                    "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_*"));
  }

  @Test
  void the_key_of_a_secret_is_used_through_the_secrets_own_region() {
    assertThat(statements)
        .filteredOn(each -> each.resources().contains(SECRETS_KEY))
        .singleElement()
        .satisfies(each ->
            assertThat(each.conditions())
                .containsEntry(
                    "stringequals:kms:viaservice",
                    List.of("secretsmanager.eu-west-1.amazonaws.com")));
  }

  @Test
  void the_role_reads_the_one_secret() throws Exception {
    assertThat(statements)
        .hasSizeGreaterThan(7)
        .allSatisfy(each -> assertThat(each.findings()).isEmpty());
    assertThat(statements)
        .filteredOn(each -> each.actions().contains("secretsmanager:getsecretvalue"))
        .singleElement()
        .satisfies(each -> assertThat(each.resources()).containsExactly(SECRET));
  }

  @Test
  void the_made_key_rotates_and_lets_the_named_role_grant() throws Exception {
    String key = cloud.outputs("it").get("KeyArn");

    assertThat(
            cloud
                .ask("kms", "get-key-rotation-status", "--key-id", key)
                .at("KeyRotationEnabled")
                .raw())
        .contains(true);
    assertThat(
            cloud
                .ask("kms", "describe-key", "--key-id", "alias/" + NAME)
                .at("KeyMetadata")
                .at("Arn")
                .requireText())
        .isEqualTo(key);
    assertThat(statements)
        .filteredOn(each -> each.kind() == PolicyStatement.Kind.KEY)
        .extracting(PolicyStatement::principals, PolicyStatement::actions)
        .containsExactly(
            tuple(List.of("AWS:arn:aws:iam::123456789012:root"), List.of("kms:*")),
            tuple(List.of("AWS:" + PERSON), List.of("kms:creategrant", "kms:describekey")));
  }

  @Test
  void nobody_invokes_it_before_a_pool_is_named() throws Exception {
    assertThat(cloud.refused("lambda", "get-policy", "--function-name", NAME))
        .contains("ResourceNotFoundException");
  }
}
