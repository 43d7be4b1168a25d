package io.github.cognitocourier.aws;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.delivery.Secrets.Reason;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One secret, fetched by one thread at a time: who waits for a fetch takes what it brings. Safe for
 * concurrent use.
 */
final class KeptSecret {

  /** A key that was read anew and stays wrong is asked for so often at most. */
  static final Duration REFRESH_AGAIN_AFTER = Duration.ofSeconds(30);

  private final Function<Deadline, Lookup> source;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile State state;
  private Instant refreshedAt = Instant.MIN;

  KeptSecret(Function<Deadline, Lookup> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.state = new State(0, missing("never_fetched"));
  }

  Lookup find(Deadline deadline) {
    State before = state;
    return before.current() instanceof Lookup.Found found
        ? found
        : alone(before, deadline, this::fetch);
  }

  Lookup insteadOf(Secret refused, Deadline deadline) {
    State before = state;
    var wrong = new Lookup.Found(refused);
    return before.current() instanceof Lookup.Found found && !found.equals(wrong)
        ? found
        : alone(before, deadline, soon -> isTooSoon() ? wrong : refresh(soon));
  }

  /** What {@code ask} brings, or what another thread has brought while this one waited. */
  private Lookup alone(State before, Deadline deadline, Function<Deadline, Lookup> ask) {
    try {
      if (!fetching.tryLock(deadline.remaining().toNanos(), NANOSECONDS)) {
        return missing("timed_out");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return missing("interrupted");
    }
    try {
      State now = state;
      return now.fetches() == before.fetches() ? ask.apply(deadline) : now.current();
    } finally {
      fetching.unlock();
    }
  }

  private Lookup fetch(Deadline deadline) {
    Lookup brought = source.apply(deadline);
    State before = state;
    boolean kept = brought instanceof Lookup.Missing && before.current() instanceof Lookup.Found;
    state = new State(before.fetches() + 1, kept ? before.current() : brought);
    return brought;
  }

  /** What could not be fetched is asked for again at once: the old key fails every delivery. */
  private Lookup refresh(Deadline deadline) {
    Lookup brought = fetch(deadline);
    if (brought instanceof Lookup.Found) {
      refreshedAt = clock.instant();
    }
    return brought;
  }

  /** A clock that was set back proves nothing. */
  private boolean isTooSoon() {
    Duration since = Duration.between(refreshedAt, clock.instant());
    return !since.isNegative() && since.compareTo(REFRESH_AGAIN_AFTER) < 0;
  }

  private static Lookup missing(String detail) {
    return new Lookup.Missing(Reason.SECRET_UNAVAILABLE, detail);
  }

  /**
   * After so many fetches.
   *
   * @param current the key that was found last; while there is none, why the last fetch failed
   */
  private record State(int fetches, Lookup current) {}
}
