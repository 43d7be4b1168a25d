package io.github.cognitocourier.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.terminal.Terminal;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Before a pool is written, its owner is asked and its state is saved. */
class ProcedureTest {

  @TempDir private Path folder;

  private final FakeAws aws = new FakeAws();
  private final UserPools pools = Clients.pools(aws);
  private final FakePool pool = aws.holds(SamplePools.production());
  private final PoolOptions options = new PoolOptions();
  private final LambdaClient lambda =
      LambdaClient.builder()
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .region(Region.US_EAST_1)
          .endpointOverride(aws.endpoint())
          .build();

  @BeforeEach
  void prepare() {
    options.userPoolId = SamplePools.ID;
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

  private int attach(Terminal terminal) throws IOException {
    PoolState before = pools.read(SamplePools.ID);
    var procedure =
        new Procedure(
            pools,
            options,
            terminal,
            Instant::now,
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()));
    return procedure.run(
        new Procedure.Task(
            before,
            Senders.attached(
                before.lambdaConfig(),
                Set.of(Channel.EMAIL),
                RandomPools.FUNCTION,
                RandomPools.KEY),
            new Access.Given(lambda, List.of()),
            List.of()));
  }
}
