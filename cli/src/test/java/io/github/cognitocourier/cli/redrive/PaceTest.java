package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rate, over a clock that only pauses move. */
class PaceTest {

  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Test
  void the_first_passes_at_once_and_the_others_in_turn() {
    var pace = pace(Duration.ofMillis(250));
    for (int i = 0; i < 5; i++) {
      pace.await(() -> false);
    }
    assertThat(now.get()).isEqualTo(START.plusMillis(1000));
  }

  @Test
  void what_took_long_has_waited_already() {
    var pace = pace(Duration.ofMillis(250));
    pace.await(() -> false);
    now.updateAndGet(instant -> instant.plusSeconds(2));
    pace.await(() -> false);

    assertThat(now.get()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void nobody_waits_for_a_turn_when_the_run_is_stopped() {
    var pace = pace(Duration.ofSeconds(20));
    pace.await(() -> false);
    pace.await(() -> !now.get().equals(START));

    assertThat(now.get()).isEqualTo(START.plusMillis(100));
  }

  @ParameterizedTest
  @CsvSource({"5/s, PT0.2S", "5, PT0.2S", "0.5/s, PT2S", "100/s, PT0.01S"})
  void a_rate_is_written_by_the_second(String text, Duration interval) {
    assertThat(Rate.parse(text).interval()).isEqualTo(interval);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0.01/s", "101/s", "5/m", "-1", "fast", "1e2"})
  void another_rate_is_refused_with_a_sentence(String text) {
    assertThatThrownBy(() -> Rate.parse(text))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("--rate must be from 0.05/s to 100/s, such as 5/s.");
  }

  private Pace pace(Duration interval) {
    return new Pace(interval, now::get, wait -> now.updateAndGet(instant -> instant.plus(wait)));
  }
}
