package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hooks around a snapshot, called as Lambda calls them, around deliveries to real servers. */
@Timeout(60)
class SnapStartTest {

  private static final Context<Resource> LAMBDA = Core.getGlobalContext();

  private final LoopbackServer credentials = new LoopbackServer(request -> key("AKIDBEFORE"));
  private final Stage stage =
      new Stage()
          .with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
          .with("AWS_ACCESS_KEY_ID", "")
          .with("AWS_SECRET_ACCESS_KEY", "")
          .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.uri() + "/credentials")
          .with("SENDGRID_API_KEY", "secretsmanager:" + LocalSecrets.ARN);
  private final LocalSecrets secrets =
      new LocalSecrets(stage).keeping(LocalSecrets.ARN, "SG.before");

  @AfterEach
  void close() {
    secrets.close();
    stage.close();
    credentials.close();
  }

  @Test
  void a_message_before_the_snapshot_and_one_after_the_restore_arrive() {
    CourierFunction function = stage.function();
    stage.run(function, stage.signUp());
    snapshot(function);
    restore(function);
    stage.run(function, stage.signUp());
    assertThat(stage.sendGrid.asked()).hasSize(2);
    assertThat(stage.log()).hasSize(2).allMatch(line -> line.contains("\"delivered\""));
  }

  @Test
  void what_was_fetched_before_the_snapshot_is_fetched_anew_after_the_restore() {
    CourierFunction function = stage.function();
    stage.run(function, stage.signUp());
    assertThat(stage.aws.server().last().authorization()).contains("AKIDBEFORE");
    snapshot(function);
    assertThat(credentials.asked()).as("for the first message").hasSize(1);
    assertThat(secrets.asked()).as("for the first message").isEqualTo(1);

    credentials.answering(request -> key("AKIDAFTER"));
    secrets.keeping(LocalSecrets.ARN, "SG.after");
    restore(function);
    assertThat(credentials.asked()).as("by the hook").hasSize(2);
    assertThat(secrets.asked()).as("by the hook").isEqualTo(2);

    stage.run(function, stage.signUp());
    assertThat(credentials.asked()).as("no more for the message").hasSize(2);
    assertThat(secrets.asked()).as("no more for the message").isEqualTo(2);
    assertThat(stage.aws.server().last().authorization()).contains("AKIDAFTER");
    assertThat(stage.sendGrid.last().authorization()).isEqualTo("Bearer SG.after");
  }

  /** Were anything left, the message would get through. */
  @Test
  void a_snapshot_holds_no_credentials_and_no_key() {
    CourierFunction function = stage.function();
    stage.run(function, stage.signUp());
    snapshot(function);
    credentials.answering(request -> LoopbackServer.Answer.json(500, "{}"));
    assertThatThrownBy(() -> stage.run(function, stage.signUp()))
        .hasMessageContaining("credentials_http_500");

    credentials.answering(request -> key("AKIDAFTER"));
    secrets.refusing("AccessDeniedException");
    assertThatThrownBy(() -> stage.run(function, stage.signUp()))
        .hasMessageContaining("secret_denied");
    assertThat(stage.sendGrid.asked()).hasSize(1);
  }

  @Test
  void no_connection_from_before_the_snapshot_carries_anything_after_it() {
    CourierFunction function = stage.function();
    stage.run(function, stage.signUp());
    snapshot(function);
    restore(function);
    stage.run(function, stage.signUp());
    assertThat(List.of(credentials, stage.aws.server(), secrets.server(), stage.sendGrid))
        .extracting(LoopbackServer::ports)
        .allSatisfy(ports -> assertThat(ports).hasSize(2).doesNotHaveDuplicates());
  }

  @Test
  void before_the_snapshot_connections_are_opened_to_kms_and_the_providers_and_closed_again()
      throws Exception {
    try (var kms = new SilentServer();
        var provider = new SilentServer()) {
      CourierFunction function = silently(kms, provider);
      snapshot(function);
      for (SilentServer server : List.of(kms, provider)) {
        assertThat(server.hasOpened()).isTrue();
        assertThat(server.hasHungUp()).isTrue();
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.bytes()).isZero();
      }
    }
  }

  @Test
  void after_the_restore_they_are_opened_again() throws Exception {
    try (var kms = new SilentServer();
        var provider = new SilentServer()) {
      CourierFunction function = silently(kms, provider);
      restore(function);
      for (SilentServer server : List.of(kms, provider)) {
        assertThat(server.hasOpened()).isTrue();
        assertThat(server.bytes()).isZero();
      }
    }
  }

  @Test
  void priming_sends_nothing_fetches_nothing_and_logs_nothing() {
    var lines = new ArrayList<String>();
    CourierFunction function = stage.function(lines::add);
    snapshot(function);
    assertThat(stage.aws.server().asked()).isEmpty();
    assertThat(stage.sendGrid.asked()).isEmpty();
    assertThat(stage.twilio.asked()).isEmpty();
    assertThat(secrets.asked()).isZero();
    assertThat(credentials.asked()).isEmpty();
    assertThat(lines).isEmpty();
    assertThat(stage.log()).isEmpty();
  }

  @Test
  void priming_goes_the_whole_way_to_every_provider_of_both_routes() {
    stage.with(
        "COURIER_EMAIL",
        "failover(sendgrid://default ses://default roundrobin(resend://default"
            + " smtp://default?username=a&endpoint=smtp://localhost:2525))");
    stage.with("RESEND_API_KEY", "k").with("SMTP_PASSWORD", "k");
    var priming =
        new Priming(stage.variables(), Path.of(""), InstantSource.system(), Cryptography.ofJdk());
    List<Result> results = priming.run();
    assertThat(results).hasSize(2);
    assertThat(results.getFirst().attempts())
        .extracting(Outcome::provider)
        .containsExactlyInAnyOrder("sendgrid", "ses", "resend", "smtp");
    assertThat(results.getLast().attempts())
        .extracting(Outcome::provider)
        .containsExactly("twilio");
    assertThat(results)
        .flatExtracting(Result::attempts)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Misconfigured.class));
  }

  @Test
  void the_canned_events_are_refused_by_the_function_itself() {
    for (String event : List.of("email.json", "sms.json")) {
      assertThatThrownBy(() -> stage.run(Priming.resource(event)))
          .isInstanceOf(DeliveryFailedException.class)
          .hasMessageContaining("wrong_kms_key");
    }
    assertThat(stage.aws.server().asked()).isEmpty();
  }

  @Test
  void and_even_by_one_that_was_given_their_key_because_kms_has_none() {
    stage.with("KMS_KEY_ARN", Priming.KEY_ARN);
    assertThatThrownBy(() -> stage.run(Priming.resource("email.json")))
        .isInstanceOf(DeliveryFailedException.class);
    assertThat(stage.aws.server().asked()).hasSize(1);
    assertThat(stage.sendGrid.asked()).isEmpty();
  }

  @Test
  void a_network_that_hangs_delays_the_restore_by_two_seconds_at_most() {
    try (var silent = new SilentServer()) {
      stage
          .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", silent.uri().toString())
          .with("AWS_ENDPOINT_URL", silent.uri().toString());
      assertThat(timeToRestore(stage.function())).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void a_network_that_is_down_neither_stops_the_snapshot_nor_the_restore() {
    credentials.close();
    secrets.close();
    stage.close();
    CourierFunction function = stage.function();
    snapshot(function);
    assertThat(timeToRestore(function)).isLessThan(Duration.ofSeconds(4));
  }

  private static Duration timeToRestore(CourierFunction function) {
    long start = System.nanoTime();
    restore(function);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Two copies of one snapshot must not draw the same numbers. */
  @Test
  void randomness_is_seeded_anew_after_each_restore() {
    var seeds = new ArrayList<List<Byte>>();
    var random =
        new SecureRandom() {
          private static final long serialVersionUID = 1;

          @Override
          public void setSeed(byte[] seed) {
            seeds.add(Arrays.asList(boxed(seed)));
          }
        };
    InstantSource clock = InstantSource.system();
    CourierFunction function = stage.function();
    var hooks =
        new SnapStart(
            function,
            new Priming(Map.of(), Path.of(""), clock, Cryptography.ofJdk()),
            new HeadStart(new io.github.cognitocourier.http.HttpExchange(clock), clock),
            random,
            clock);
    hooks.afterRestore(LAMBDA);
    hooks.afterRestore(LAMBDA);
    assertThat(seeds)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(seed -> assertThat(seed).hasSize(32));
  }

  private static Byte[] boxed(byte[] bytes) {
    var boxed = new Byte[bytes.length];
    Arrays.setAll(boxed, i -> bytes[i]);
    return boxed;
  }

  private CourierFunction silently(SilentServer kms, SilentServer provider) {
    return stage
        .with("AWS_ENDPOINT_URL_KMS", kms.uri().toString())
        .with("COURIER_EMAIL", "sendgrid://default?endpoint=" + provider.uri())
        .with("COURIER_SMS", "")
        .function();
  }

  private static LoopbackServer.Answer key(String id) {
    return LoopbackServer.Answer.json(
        200,
        Json.write(
            Map.of(
                "AccessKeyId",
                id,
                "SecretAccessKey",
                Secrets.AWS_SECRET,
                "Token",
                Sentinels.KEY,
                "Expiration",
                "2999-01-01T00:00:00Z")));
  }

  private static void snapshot(CourierFunction function) {
    function.snapStart().orElseThrow().beforeCheckpoint(LAMBDA);
  }

  private static void restore(CourierFunction function) {
    function.snapStart().orElseThrow().afterRestore(LAMBDA);
  }
}
