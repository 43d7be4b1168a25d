package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One handler under many calls at once, and one whose peers do not answer. */
class LoadTest {

  private static final int THREADS = 16;
  private static final int EVENTS = 20;

  /** What a busy machine may add to a deadline. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void every_code_reaches_its_own_recipient_whoever_runs_beside_it() {
    CourierFunction function = stage.with("COURIER_DEADLINE", "30s").function();
    List<byte[]> events = IntStream.range(0, THREADS * EVENTS).mapToObj(this::event).toList();

    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      CompletableFuture.allOf(
              events.stream()
                  .map(event ->
                      CompletableFuture.runAsync(() -> stage.run(function, event), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }

    List<String> arrived =
        stage.sendGrid.asked().stream()
            .map(request -> arrival(Json.parse(request.body())))
            .toList();
    assertThat(arrived)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, events.size()).mapToObj(i -> address(i) + " " + code(i)).toList());
    assertThat(stage.log().stream().map(line -> Json.parse(line).at("notificationId").text()))
        .hasSize(events.size())
        .doesNotHaveDuplicates();
  }

  /** The recipient, and the one code in the text. */
  private static String arrival(Json body) {
    String text = body.at("content").at(0).at("value").requireText();
    String to = body.at("personalizations").at(0).at("to").at(0).at("email").requireText();
    return to + " " + text.replaceAll("(?s).*(code-[0-9]+-end).*", "$1");
  }

  private byte[] event(int i) {
    return stage.event(
        new Source(Channel.EMAIL, Known.SIGN_UP),
        Secrets.user(Stage.POOL).withEmail(address(i)).withCode(code(i)));
  }

  private static String address(int i) {
    return "user-" + i + "@example.net";
  }

  private static String code(int i) {
    return "code-" + i + "-end";
  }

  @Test
  void a_provider_that_does_not_answer_costs_the_deadline_and_no_more() {
    stage.with("COURIER_DEADLINE", "1s").sendGrid.stalling();

    assertFailsWithin(Duration.ofSeconds(1), "not_accepted: ");
  }

  @Test
  void a_kms_that_does_not_answer_costs_the_deadline_and_no_more() {
    stage.with("COURIER_DEADLINE", "1s").aws.server().stalling();

    assertFailsWithin(Duration.ofSeconds(1), "kms_unavailable: ");
    assertThat(stage.sendGrid.asked()).isEmpty();
  }

  @Test
  void a_provider_that_does_not_answer_leaves_time_for_the_next_one() {
    try (var stalling = new LoopbackServer(request -> Stage.accepted())) {
      stalling.stalling();
      stage.with(
          "COURIER_EMAIL",
          "failover(sendgrid://eu?endpoint="
              + stalling.uri()
              + " sendgrid://default?endpoint="
              + stage.sendGrid.uri()
              + ")");
      stage.with("SENDGRID_EU_API_KEY", "another").with("COURIER_DEADLINE", "3s");

      stage.run(stage.signUp());

      assertThat(stage.line().at("provider").text()).hasValue("sendgrid");
      assertThat(stalling.asked()).hasSize(1);
    }
  }

  private void assertFailsWithin(Duration deadline, String message) {
    CourierFunction function = stage.function();
    byte[] event = stage.signUp();
    long start = System.nanoTime();
    assertThatThrownBy(() -> stage.run(function, event)).hasMessageStartingWith(message);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(deadline.plus(MARGIN));
  }
}
