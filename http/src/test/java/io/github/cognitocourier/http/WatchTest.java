package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.message.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that blocks until it is ended. */
@Timeout(60)
class WatchTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Watch watch = new Watch();
  private final SettableClock clock = new SettableClock();

  /** Something that lasts until it is ended. */
  private static final class Blocking {

    private final CountDownLatch ended = new CountDownLatch(1);

    boolean untilEnded() {
      try {
        ended.await();
        return true;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    void end() {
      ended.countDown();
    }

    void endBadly() {
      end();
      throw new IllegalStateException("as badly as that");
    }
  }

  @Test
  void work_is_ended_at_its_deadline_and_not_before() {
    long start = System.nanoTime();

    assertThat(blocked(SHORT, InstantSource.system())).isTrue();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG);
  }

  @Test
  void work_that_ends_by_itself_is_left_alone_whatever_becomes_of_it() {
    Runnable never =
        () -> {
          throw new AssertionError("it was ended");
        };
    Supplier<Object> fails =
        () -> {
          throw new IllegalStateException("by itself");
        };
    Deadline deadline = Deadline.in(LONG, clock);

    assertThat(watch.during(deadline, () -> "done", never)).isEqualTo("done");
    assertThatThrownBy(() -> watch.during(deadline, fails, never)).hasMessage("by itself");
    clock.move(LONG.plusSeconds(1));
    // Its next look finds nothing of them, though their deadline is over.
    assertThat(blocked(SHORT, InstantSource.system())).isTrue();
  }

  @Test
  void of_two_the_later_may_end_first() throws Exception {
    var first = new Blocking();
    var begun = new CountDownLatch(1);
    CompletableFuture<Boolean> patient =
        CompletableFuture.supplyAsync(() ->
            watch.during(
                Deadline.in(LONG, InstantSource.system()),
                () -> {
                  begun.countDown();
                  return first.untilEnded();
                },
                first::end));
    begun.await();

    assertThat(blocked(SHORT, InstantSource.system())).isTrue();

    assertThat(patient).isNotDone();
    first.end();
    assertThat(patient.get()).isTrue();
  }

  @Test
  void a_process_that_was_frozen_meanwhile_waits_no_longer() {
    var blocking = new Blocking();

    boolean ended =
        watch.during(
            Deadline.in(LONG, clock),
            () -> {
              clock.move(LONG.plusSeconds(1));
              return blocking.untilEnded();
            },
            blocking::end);

    assertThat(ended).isTrue();
  }

  @Test
  void what_could_not_be_ended_well_leaves_no_other_without_a_watch() {
    var bad = new Blocking();
    Deadline soon = Deadline.in(SHORT, InstantSource.system());

    assertThat(watch.during(soon, bad::untilEnded, bad::endBadly)).isTrue();
    assertThat(blocked(SHORT, InstantSource.system())).isTrue();
  }

  @Test
  void its_thread_ends_when_there_is_no_work_and_comes_back() throws Exception {
    CompletableFuture<Thread> seen = new CompletableFuture<>();
    var blocking = new Blocking();
    Runnable end =
        () -> {
          seen.complete(Thread.currentThread());
          blocking.end();
        };
    Deadline soon = Deadline.in(SHORT, InstantSource.system());
    assertThat(watch.during(soon, blocking::untilEnded, end)).isTrue();

    seen.get().join();

    assertThat(blocked(SHORT, InstantSource.system())).isTrue();
  }

  private boolean blocked(Duration time, InstantSource source) {
    var blocking = new Blocking();
    return watch.during(Deadline.in(time, source), blocking::untilEnded, blocking::end);
  }
}
