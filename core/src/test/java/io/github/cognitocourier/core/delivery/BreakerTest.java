package io.github.cognitocourier.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private static final Duration NONE = Duration.ZERO;

  private final HandClock clock = new HandClock();
  private final Breaker breaker = new Breaker(clock);
  private final Provider<?> provider = new Scripted("a", clock);
  private final Provider<?> sameName = new Scripted("a", clock);

  @Test
  void opens_after_three_failures_in_a_row() {
    assertThat(breaker.failed(provider, NONE)).isFalse();
    assertThat(breaker.failed(provider, NONE)).isFalse();
    assertThat(breaker.admit(provider)).isEmpty();
    assertThat(breaker.failed(provider, NONE)).isTrue();
    assertThat(breaker.admit(provider)).hasValue(Duration.ofSeconds(30));
  }

  @Test
  void an_answer_in_between_starts_the_count_anew() {
    breaker.failed(provider, NONE);
    breaker.failed(provider, NONE);
    breaker.answered(provider);
    breaker.failed(provider, NONE);
    breaker.failed(provider, NONE);

    assertThat(breaker.admit(provider)).isEmpty();
  }

  @Test
  void another_provider_of_the_same_name_is_another_one() {
    open();

    assertThat(breaker.admit(sameName)).isEmpty();
  }

  @Test
  void lets_exactly_one_probe_through_when_the_time_is_over() {
    open();
    clock.advance(Duration.ofSeconds(29));
    assertThat(breaker.admit(provider)).hasValue(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));

    assertThat(breaker.openFor(provider)).as("to look is not to ask").isEmpty();
    assertThat(breaker.admit(provider)).isEmpty();
    assertThat(breaker.admit(provider)).isPresent();
    assertThat(breaker.openFor(provider)).isPresent();
  }

  @Test
  void lets_exactly_one_of_many_threads_probe() throws Exception {
    open();
    clock.advance(Duration.ofSeconds(30));
    var start = new CountDownLatch(1);
    Callable<Boolean> ask =
        () -> {
          start.await();
          return breaker.admit(provider).isEmpty();
        };
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<Future<Boolean>> asked =
          IntStream.range(0, 64).mapToObj(i -> threads.submit(ask)).toList();
      start.countDown();
      int admitted = 0;
      for (Future<Boolean> one : asked) {
        admitted += one.get() ? 1 : 0;
      }
      assertThat(admitted).isEqualTo(1);
    }
  }

  @Test
  void a_probe_that_is_answered_closes_it() {
    open();
    clock.advance(Duration.ofSeconds(30));
    breaker.admit(provider);
    breaker.answered(provider);

    assertThat(breaker.admit(provider)).isEmpty();
    assertThat(breaker.failed(provider, NONE)).isFalse();
    assertThat(breaker.admit(provider)).isEmpty();
  }

  @Test
  void each_probe_that_fails_doubles_the_time_up_to_five_minutes() {
    open();
    for (int seconds : List.of(30, 60, 120, 240, 300, 300)) {
      assertThat(breaker.openFor(provider)).hasValue(Duration.ofSeconds(seconds));
      clock.advance(Duration.ofSeconds(seconds));
      assertThat(breaker.admit(provider)).isEmpty();
      assertThat(breaker.failed(provider, NONE)).isTrue();
    }
  }

  @Test
  void a_failure_that_comes_in_when_the_time_is_over_is_as_good_as_a_probes() {
    open();
    clock.advance(Duration.ofSeconds(30));

    assertThat(breaker.failed(provider, NONE)).isTrue();
    assertThat(breaker.openFor(provider)).hasValue(Duration.ofSeconds(60));
  }

  @Test
  void a_probe_of_which_nothing_is_heard_gives_way_to_another_after_a_minute() {
    open();
    clock.advance(Duration.ofSeconds(30));
    breaker.admit(provider);
    clock.advance(Duration.ofSeconds(59));
    assertThat(breaker.admit(provider)).isPresent();
    clock.advance(Duration.ofSeconds(1));

    assertThat(breaker.admit(provider)).isEmpty();
  }

  @Test
  void stays_open_as_long_as_the_provider_asks_for_but_at_most_five_minutes() {
    open(Duration.ofSeconds(90));
    assertThat(breaker.openFor(provider)).hasValue(Duration.ofSeconds(90));

    clock.advance(Duration.ofSeconds(90));
    breaker.admit(provider);
    breaker.failed(provider, Duration.ofHours(1));
    assertThat(breaker.openFor(provider)).hasValue(Duration.ofMinutes(5));
  }

  @Test
  void a_shorter_wait_than_its_own_does_not_shorten_it() {
    open(Duration.ofSeconds(1));

    assertThat(breaker.openFor(provider)).hasValue(Duration.ofSeconds(30));
  }

  @Test
  void a_failure_while_it_is_open_is_no_news_and_an_answer_closes_it() {
    open();
    clock.advance(Duration.ofSeconds(10));
    assertThat(breaker.failed(provider, Duration.ofMinutes(4))).isFalse();
    assertThat(breaker.openFor(provider)).hasValue(Duration.ofSeconds(20));

    breaker.answered(provider);
    assertThat(breaker.admit(provider)).isEmpty();
  }

  /** Lambda restores snapshots and machines set their clocks: hours must not pass for that. */
  @Test
  void a_clock_that_is_set_back_ends_the_wait() {
    open();
    clock.advance(Duration.ofHours(-3));

    assertThat(breaker.admit(provider)).isEmpty();
  }

  /** Whatever happens in whichever order, nobody is locked out for longer than five minutes. */
  @Test
  void after_five_minutes_somebody_is_always_let_through() {
    for (int seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      for (int i = 0; i < 50; i++) {
        switch (random.nextInt(4)) {
          case 0 -> breaker.answered(provider);
          case 1 -> breaker.failed(provider, Duration.ofSeconds(random.nextInt(100_000)));
          case 2 -> breaker.admit(provider);
          default -> clock.advance(Duration.ofSeconds(random.nextInt(200)));
        }
      }
      clock.advance(Duration.ofMinutes(5));
      assertThat(breaker.admit(provider)).isEmpty();
      breaker.answered(provider);
    }
  }

  private void open() {
    open(NONE);
  }

  private void open(Duration retryAfter) {
    breaker.failed(provider, NONE);
    breaker.failed(provider, NONE);
    breaker.failed(provider, retryAfter);
  }
}
