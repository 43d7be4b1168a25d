package io.github.cognitocourier.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Remembers which providers are ill, so that not every message has to find out for itself.
 *
 * <p>A provider's circuit opens after 3 failures in a row, for 30 seconds or as long as the
 * provider asks for, at most 5 minutes. Then one attempt may probe it: an answer closes it, another
 * failure opens it for twice as long as before.
 *
 * <p>It lives as long as its process and goes by the wall clock, without timers: Lambda freezes
 * processes. Safe for concurrent use.
 */
public final class Breaker {

  private static final int FAILURES = 3;
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A probe whose process was stopped tells nothing; no attempt takes longer than this. */
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final IdentityHashMap<Provider<?>, Circuit> circuits = new IdentityHashMap<>();

  /** All circuits are closed. */
  public Breaker(InstantSource clock) {
    this.clock = clock;
  }

  private sealed interface Circuit {

    /** Attempts go through. */
    record Closed(int failures) implements Circuit {}

    /**
     * Nobody should ask for {@code period}.
     *
     * @param step what the next period doubles
     */
    record Open(Instant since, Duration period, Duration step) implements Circuit {}

    /** One attempt is under way to find out. */
    record Probing(Instant since, Duration step) implements Circuit {}
  }

  private static final Circuit WELL = new Circuit.Closed(0);

  /** Whether the provider is asked like any other: neither left alone nor to be probed. */
  synchronized boolean isClosed(Provider<?> provider) {
    return switch (circuit(provider)) {
      case Circuit.Closed closed -> true;
      case Circuit.Open open -> false;
      case Circuit.Probing probing -> false;
    };
  }

  /** How long the provider should still be left alone; empty when it may be asked now. */
  synchronized Optional<Duration> openFor(Provider<?> provider) {
    return switch (circuit(provider)) {
      case Circuit.Closed closed -> Optional.empty();
      case Circuit.Open(var since, var period, var step) -> left(since, period);
      case Circuit.Probing(var since, var step) -> left(since, LONGEST_PROBE);
    };
  }

  /**
   * Whether the provider may be asked now: then it is empty, as {@link #openFor} is. The first who
   * may ask again after a wait is the probe; nobody else may, until it has told what came of it.
   */
  synchronized Optional<Duration> admit(Provider<?> provider) {
    Optional<Duration> left = openFor(provider);
    if (left.isEmpty()) {
      switch (circuit(provider)) {
        case Circuit.Closed closed -> {}
        case Circuit.Open(var since, var period, var step) -> probe(provider, step);
        case Circuit.Probing(var since, var step) -> probe(provider, step);
      }
    }
    return left;
  }

  /** The provider has answered, whatever it said: it is well. */
  synchronized void answered(Provider<?> provider) {
    circuits.remove(provider);
  }

  /**
   * The provider did not answer, or answered that it is ill. Whether that has opened its circuit,
   * or opened it again after a probe. Who was given too little time to answer has not failed.
   */
  synchronized boolean failed(Provider<?> provider, Duration retryAfter) {
    return switch (circuit(provider)) {
      case Circuit.Closed(int failures) when failures + 1 < FAILURES -> {
        circuits.put(provider, new Circuit.Closed(failures + 1));
        yield false;
      }
      case Circuit.Closed(int failures) -> open(provider, FIRST, retryAfter);
      // Asked although it was open, because there was nobody else: that is no news.
      case Circuit.Open(var since, var period, var step) when left(since, period).isPresent() ->
          false;
      case Circuit.Open(var since, var period, var step) -> open(provider, twice(step), retryAfter);
      case Circuit.Probing(var since, var step) -> open(provider, twice(step), retryAfter);
    };
  }

  private Circuit circuit(Provider<?> provider) {
    return circuits.getOrDefault(provider, WELL);
  }

  private void probe(Provider<?> provider, Duration step) {
    circuits.put(provider, new Circuit.Probing(clock.instant(), step));
  }

  private boolean open(Provider<?> provider, Duration step, Duration retryAfter) {
    Duration wait = shorter(longer(step, retryAfter), LONGEST);
    circuits.put(provider, new Circuit.Open(clock.instant(), wait, step));
    return true;
  }

  /** What is left of a wait. A clock that was set back ends it: it must not last for hours. */
  private Optional<Duration> left(Instant since, Duration wait) {
    Duration passed = Duration.between(since, clock.instant());
    return passed.isNegative()
        ? Optional.empty()
        : Optional.of(wait.minus(passed)).filter(Duration::isPositive);
  }

  private static Duration twice(Duration step) {
    return shorter(step.multipliedBy(2), LONGEST);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
