package io.github.cognitocourier.core.message;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A moment after which nobody waits any more, on the wall clock: a frozen process that wakes up is
 * past it, too.
 *
 * <p>Immutable and safe for concurrent use.
 */
public final class Deadline {

  private final Instant at;
  private final InstantSource clock;

  private Deadline(Instant at, InstantSource clock) {
    this.at = at;
    this.clock = clock;
  }

  /** The moment {@code wait} from now. */
  public static Deadline in(Duration wait, InstantSource clock) {
    return new Deadline(clock.instant().plus(wait), clock);
  }

  /** What is left; zero when the moment has passed, never negative. */
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Half of what is left. Not by {@link Duration#dividedBy(long)}, which divides a {@code
   * BigDecimal}: initialising that class computes powers of ten with thousands of digits, and takes
   * a cold process tens of milliseconds.
   */
  public Duration half() {
    return Duration.ofNanos(remaining().toNanos() / 2);
  }

  /** Whether the moment has passed. */
  public boolean hasPassed() {
    return remaining().isZero();
  }

  /** The earlier of this deadline and {@code wait} from now. */
  public Deadline within(Duration wait) {
    Instant sooner = clock.instant().plus(wait);
    return sooner.isBefore(at) ? new Deadline(sooner, clock) : this;
  }

  @Override
  public String toString() {
    return "Deadline[" + remaining().toMillis() + " ms left]";
  }
}
