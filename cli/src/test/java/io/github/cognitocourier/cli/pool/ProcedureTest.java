package io.github.cognitocourier.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.cli.terminal.Terminal;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Before a pool is written, its owner is asked and its state is saved. */
class ProcedureTest {

  private static final String STATEMENT = "cognito-courier-" + SamplePools.ID;
  private static final Refusal BUSY =
      new Refusal(
          409,
          "ResourceConflictException",
          "The operation cannot be performed at this time. An update is in progress.");

  @TempDir private Path folder;

  private final FakeAws aws = new FakeAws();
  private final UserPools pools = Clients.pools(aws);
  private final FakePool pool = aws.holds(SamplePools.production());
  private final PoolOptions options = new PoolOptions();
  private final LambdaClient lambda = Clients.lambda(aws);
  private final StringWriter told = new StringWriter();

  @BeforeEach
  void prepare() {
    options.userPoolId = SamplePools.ID;
    aws.lambda().holds(RandomPools.FUNCTION, Map.of());
    options.backup = folder.resolve("before.json");
  }

  @AfterEach
  void close() {
    lambda.close();
    pools.close();
    aws.close();
  }

  @Test
  void yes_is_yes() throws IOException {
    assertThat(attach(question -> Optional.of("y"))).isZero();
    assertThat(pool.updates()).hasSize(1);
  }

  @Test
  void no_is_no() throws IOException {
    assertThat(attach(question -> Optional.of("n"))).isEqualTo(1);
    assertThat(pool.updates()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  /** As with the AWS CLI: the backup is the input that leads back, and only its owner reads it. */
  @Test
  void the_backup_leads_back() throws IOException {
    var original = pool.snapshot();
    attach(question -> Optional.of("y"));
    Path backup = folder.resolve("before.json");

    pool.settings().put("MfaConfiguration", "OFF");
    pool.factors().clear();
    pool.setMfa(FakePool.parse(Files.readString(folder.resolve("before-mfa.json"))));
    pool.update(FakePool.parse(Files.readString(backup)));

    assertThat(pool.snapshot()).isEqualTo(original);
    assertThat(Files.getPosixFilePermissions(backup))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void a_backup_that_nobody_named_is_named_after_pool_and_time() {
    assertThat(SavedFile.backup(SamplePools.ID, Instant.parse("2026-11-23T03:04:05Z")))
        .hasToString("courier-backup-us-east-1_AbCdEf123-20261123T030405Z.json");
  }

  /** The id that other services trust in is nobody else's business. */
  @Test
  void an_external_id_is_not_shown() {
    var change =
        new Difference.Change(
            "SmsConfiguration.ExternalId", Optional.of("\"one\""), Optional.of("\"two\""));

    assertThat(change).hasToString("SmsConfiguration.ExternalId: (not shown) → (not shown)");
  }

  @Test
  void a_backup_never_overwrites_a_file() throws IOException {
    for (String name : List.of("before.json", "before-mfa.json")) {
      Path only = Files.writeString(folder.resolve(name), "the only good one");

      assertThatThrownBy(() -> attach(question -> Optional.of("y")))
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining(only + " exists, and a backup never overwrites a file");

      options.dryRun = true;
      assertThatThrownBy(() -> attach(question -> Optional.of("y")))
          .isInstanceOf(InvalidSettings.class);
      options.dryRun = false;
      assertThat(only).hasContent("the only good one");
      Files.delete(only);
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(aws.calls()).doesNotContain("UpdateUserPool", "AddPermission");
  }

  /** The permission of the second run is not this one's to take. */
  @Test
  void a_second_attach_before_our_permission_keeps_its_permission() throws IOException {
    before(
        "AddPermission",
        () -> {
          new InvokePermission(function(), pool.id(), arn(), STATEMENT).ensure(lambda, wait -> {});
          nameTheFunction();
        });

    assertThat(attach(question -> Optional.of("y"))).isEqualTo(1);

    assertThat(told.toString()).contains("Somebody has changed the pool in the meantime");
    assertThat(statements()).containsKey(STATEMENT);
  }

  /** It has seen our permission, and relies on it. */
  @Test
  void a_second_attach_after_our_permission_keeps_it() throws IOException {
    before("GetPolicy", this::nameTheFunction);

    assertThat(attach(question -> Optional.of("y"))).isEqualTo(1);

    assertThat(told.toString()).contains("The permission stays: a trigger of the pool names");
    assertThat(statements()).containsKey(STATEMENT);
  }

  @Test
  void a_second_attach_while_the_permission_is_taken_back_gets_it_back() throws IOException {
    aws.watch((operation, nth) -> {
      if (operation.equals("RemovePermission")) {
        nameTheFunction();
      }
      return operation.equals("UpdateUserPool") && nth == 1
          ? Optional.of(Refusal.invalid("no"))
          : Optional.empty();
    });

    assertThat(attach(question -> Optional.of("y"))).isEqualTo(1);

    assertThat(statements()).containsKey(STATEMENT);
  }

  @Test
  void a_permission_that_another_run_took_back_meanwhile_is_given_again() throws IOException {
    before("UpdateUserPool", () -> statements().clear());

    assertThat(attach(question -> Optional.of("y"))).isZero();

    assertThat(statements()).containsKey(STATEMENT);
  }

  @Test
  void a_policy_that_is_being_changed_is_tried_again() throws IOException {
    aws.watch((operation, nth) ->
        operation.equals("AddPermission") && nth < 3 ? Optional.of(BUSY) : Optional.empty());

    assertThat(attach(question -> Optional.of("y"))).isZero();

    assertThat(statements()).containsKey(STATEMENT);
  }

  @Test
  void without_a_permission_that_serves_the_pool_is_left_alone() throws IOException {
    aws.watch((operation, nth) ->
        operation.equals("AddPermission") ? Optional.of(BUSY) : Optional.empty());

    assertThat(attach(question -> Optional.of("y"))).isEqualTo(1);

    assertThat(told.toString())
        .contains("Cognito may not invoke " + RandomPools.FUNCTION, "The pool was not changed.");
    assertThat(pool.updates()).isEmpty();
  }

  @Test
  void another_statement_of_the_same_name_is_no_permission() throws IOException {
    new InvokePermission(function(), pool.id(), arn() + "-other", STATEMENT)
        .ensure(lambda, wait -> {});

    assertThat(attach(question -> Optional.of("y"))).isEqualTo(1);

    assertThat(pool.updates()).isEmpty();
    assertThat(statements()).containsKey(STATEMENT);
  }

  @Test
  void somebody_elses_change_is_not_overwritten_unasked() throws IOException {
    options.yes = true;
    harm(() -> pool.settings().put("SmsAuthenticationMessage", "theirs {####}"));

    assertThat(attach(question -> Optional.empty())).isEqualTo(1);

    assertThat(told.toString())
        .contains(
            "Somebody else seems to have changed the pool",
            "set-user-pool-mfa-config --cli-input-json file://" + folder,
            "update-user-pool --cli-input-json file://" + folder);
    assertThat(pool.settings()).containsEntry("SmsAuthenticationMessage", "theirs {####}");
    assertThat(statements()).containsKey(STATEMENT);
  }

  @Test
  void what_the_update_has_reset_is_restored_unasked() throws IOException {
    var original = pool.snapshot();
    options.yes = true;
    harm(() -> pool.settings().remove("DeviceConfiguration"));

    assertThat(attach(question -> Optional.empty())).isEqualTo(1);

    assertThat(told.toString()).contains("All of it was changed back");
    assertThat(pool.snapshot()).isEqualTo(original);
    assertThat(statements()).isEmpty();
  }

  @Test
  void whoever_can_be_asked_decides_about_the_way_back() throws IOException {
    harm(() -> pool.settings().remove("DeviceConfiguration"));

    assertThat(attach(question -> Optional.of(question.startsWith("Apply") ? "y" : "n")))
        .isEqualTo(1);

    assertThat(told.toString()).contains("To restore the state before, run both:");
    assertThat(pool.settings()).doesNotContainKey("DeviceConfiguration");
  }

  @Test
  void an_update_that_nobody_could_verify_is_told_with_the_way_back() throws IOException {
    aws.watch((operation, nth) ->
        operation.equals("DescribeUserPool") && nth > 2
            ? Optional.of(new Refusal(400, "TooManyRequestsException", "slow"))
            : Optional.empty());

    assertThat(attach(question -> Optional.of("y"))).isEqualTo(1);

    assertThat(told.toString())
        .contains("The update was sent, but", "with --dry-run", "run both:", "update-user-pool");
    assertThat(statements()).containsKey(STATEMENT);
  }

  /** Once, before this operation. */
  private void before(String operation, Runnable event) {
    aws.watch((called, nth) -> {
      if (called.equals(operation) && nth == (operation.equals("GetPolicy") ? 2 : 1)) {
        event.run();
      }
      return Optional.empty();
    });
  }

  /** After the update, unseen. */
  private void harm(Runnable event) {
    aws.watch((called, nth) -> {
      if (called.equals("UpdateUserPool") && nth == 1) {
        aws.afterwards(event);
      }
      return Optional.empty();
    });
  }

  private void nameTheFunction() {
    PoolState now = pools.read(pool.id());
    pools.update(UpdateInput.echo(pool.id(), now.withLambdaConfig(attached(now))));
  }

  private Map<String, Object> statements() {
    return aws.lambda().statements(RandomPools.FUNCTION);
  }

  private static FunctionArn function() {
    return FunctionArn.parse(RandomPools.FUNCTION);
  }

  private String arn() {
    return pools.read(pool.id()).arn();
  }

  private static Json attached(PoolState state) {
    return Senders.attached(
        state.lambdaConfig(), Set.of(Channel.EMAIL), RandomPools.FUNCTION, RandomPools.KEY);
  }

  private int attach(Terminal terminal) throws IOException {
    PoolState state = pools.read(SamplePools.ID);
    var permission = InvokePermission.of(function(), SamplePools.ID, state.arn());
    var err = new PrintWriter(told, true);
    return new Procedure(
            pools,
            options,
            new Surroundings(
                new AwsAccount(), terminal, Instant::now, wait -> {}, new PrintWriter(told), err))
        .run(
            new Procedure.Task(
                state,
                attached(state),
                new Access.Given(lambda, permission, !permission.isGiven(lambda)),
                List.of()));
  }
}
