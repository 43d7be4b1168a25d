package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An ordinary cold start: a message waits already while the function is put together. */
@Timeout(60)
class HeadStartTest {

  /** A connection to this machine takes a few milliseconds. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

  private final Stage stage = new Stage().with("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
  private final SilentServer kms = new SilentServer();
  private final SilentServer provider = new SilentServer();

  @AfterEach
  void close() {
    kms.close();
    provider.close();
    stage.close();
  }

  @Test
  void connections_to_kms_and_the_first_provider_are_opened_and_nothing_is_sent() throws Exception {
    var _ = stage.with("COURIER_SMS", "").function(silent());
    assertThat(kms.hasOpened()).isTrue();
    assertThat(provider.hasOpened()).isTrue();
    assertThat(kms.bytes()).isZero();
    assertThat(provider.bytes()).isZero();
  }

  @Test
  void with_two_channels_nobody_knows_which_provider_is_first() throws Exception {
    var function = stage.function(silent());
    assertThat(kms.hasOpened()).isTrue();
    assertThat(function.places()).hasSize(3);
    assertThat(provider.hasOpenedWithin(LONG_ENOUGH)).isFalse();
  }

  @Test
  void without_a_message_in_sight_nothing_is_opened() throws Exception {
    var _ =
        stage
            .with("COURIER_SMS", "")
            .with("AWS_LAMBDA_INITIALIZATION_TYPE", "provisioned-concurrency")
            .function(silent());
    assertThat(kms.hasOpenedWithin(LONG_ENOUGH)).isFalse();
    assertThat(provider.connections()).isZero();
  }

  @Test
  void a_host_that_hangs_does_not_delay_the_start() {
    // Half a handshake: TLS towards a server that says nothing.
    stage
        .with("COURIER_SMS", "")
        .with("AWS_ENDPOINT_URL_KMS", kms.uri().toString().replace("http:", "https:"));
    var _ = stage.function();
    long start = System.nanoTime();
    var _ = stage.function();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void the_first_message_arrives() {
    CourierFunction function = stage.with("COURIER_SMS", "").function();
    stage.run(function, stage.signUp());
    assertThat(stage.log()).hasSize(1).allMatch(line -> line.contains("\"delivered\""));
    assertThat(stage.aws.server().asked()).hasSize(1);
    assertThat(stage.sendGrid.asked()).hasSize(1);
  }

  private Consumer<String> silent() {
    stage
        .with("AWS_ENDPOINT_URL_KMS", kms.uri().toString())
        .with("COURIER_EMAIL", "sendgrid://default?endpoint=" + provider.uri());
    return line -> {};
  }
}
