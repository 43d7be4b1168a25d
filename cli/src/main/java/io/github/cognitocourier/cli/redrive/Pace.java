package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.core.delivery.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Lets one pass every so often. Not safe for concurrent use. */
final class Pace {

  /** Whoever interrupts need not wait for the next turn. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Duration interval;
  private final InstantSource clock;
  private final Pause pause;
  private Instant next;

  /** One each {@code interval}, the first at once. */
  Pace(Duration interval, InstantSource clock, Pause pause) {
    this.interval = interval;
    this.clock = clock;
    this.pause = pause;
    this.next = clock.instant();
  }

  /** Waits for the next turn, or until {@code stopped}. */
  void await(BooleanSupplier stopped) {
    Duration left = Duration.between(clock.instant(), next);
    while (left.isPositive() && !stopped.getAsBoolean()) {
      pause.pause(left.compareTo(GLANCE) < 0 ? left : GLANCE);
      left = Duration.between(clock.instant(), next);
    }
    next = clock.instant().plus(interval);
  }
}
