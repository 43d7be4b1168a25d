package io.github.cognitocourier.core.delivery;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The only place for order, deadline, retry and failover.
 *
 * <p>Every provider but the last gets half of what is left of the deadline, at least 1.5 s; the
 * last gets all of it. A sole provider is tried once more after {@link Outcome.Unavailable} when
 * that still fits. Safe for concurrent use.
 */
public final class Delivery {

  /** What to do when a message may have been sent. */
  public enum OnUnknown {
    /** Try the next provider: the same code twice is better than none. The default. */
    FAIL_OVER,
    /** End the route: never the same code twice, at the price of none. */
    STOP
  }

  private static final String BUG = "internal_error";
  private static final Duration LEAST_SHARE = Duration.ofMillis(1500);
  private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(200);

  private final OnUnknown onUnknown;
  private final Pause pause;

  /** A policy. {@code pause} is used before a sole provider is tried again. */
  public Delivery(OnUnknown onUnknown, Pause pause) {
    this.onUnknown = onUnknown;
    this.pause = pause;
  }

  /**
   * Walks the route, in its order, until a provider accepts, the recipient is rejected or nobody is
   * left.
   */
  public <M extends Message> Result deliver(M message, List<Provider<M>> route, Deadline deadline) {
    var attempts = new ArrayList<Outcome>();
    for (int i = 0; i < route.size() && !deadline.hasPassed(); i++) {
      boolean last = i == route.size() - 1;
      Outcome outcome = attempt(route.get(i), message, last ? deadline : share(deadline));
      attempts.add(outcome);
      if (route.size() == 1
          && outcome instanceof Outcome.Unavailable unavailable
          && fits(unavailable, deadline)) {
        pause.pause(wait(unavailable));
        outcome = attempt(route.get(i), message, deadline);
        attempts.add(outcome);
      }
      switch (outcome) {
        case Outcome.Accepted accepted -> {
          return new Result.Delivered(accepted, attempts);
        }
        case Outcome.Rejected rejected -> {
          return new Result.Undeliverable(rejected.reason(), attempts);
        }
        case Outcome.Unknown unknown when onUnknown == OnUnknown.STOP -> {
          return stopped(unknown, attempts);
        }
        case Outcome.Unknown mayBeSent -> {}
        case Outcome.Misconfigured operatorsFault -> {}
        case Outcome.Unavailable notSent -> {}
      }
    }
    return new Result.Failed(notAccepted(attempts), attempts);
  }

  /** A bug in one driver must not keep the message from the next one. */
  private static <M extends Message> Outcome attempt(
      Provider<M> provider, M message, Deadline deadline) {
    try {
      return provider.send(message, deadline);
    } catch (RuntimeException bug) {
      return new Outcome.Unknown(
          provider.name(), BUG + " (" + bug.getClass().getSimpleName() + ")");
    }
  }

  /** A bug is never the end of a message: only a failure is tried again and kept. */
  private static Result stopped(Outcome.Unknown unknown, List<Outcome> attempts) {
    return unknown.reason().startsWith(BUG)
        ? new Result.Failed(notAccepted(attempts), attempts)
        : new Result.Undeliverable(unknown.reason(), attempts);
  }

  private static Deadline share(Deadline deadline) {
    Duration half = deadline.remaining().dividedBy(2);
    return deadline.within(half.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : half);
  }

  private static boolean fits(Outcome.Unavailable unavailable, Deadline deadline) {
    return deadline.remaining().minus(wait(unavailable)).compareTo(LEAST_SHARE) >= 0;
  }

  private static Duration wait(Outcome.Unavailable unavailable) {
    return unavailable.retryAfter().isPositive() ? unavailable.retryAfter() : PAUSE_BEFORE_RETRY;
  }

  private static Result.Reason notAccepted(List<Outcome> attempts) {
    if (attempts.isEmpty()) {
      return new Result.Reason(
          "out_of_time", "No time was left to send the message; the event will be tried again.");
    }
    String tried =
        attempts.stream()
            .map(outcome -> outcome.provider() + " " + reason(outcome))
            .collect(Collectors.joining(", "));
    return new Result.Reason("not_accepted", "No provider accepted the message: " + tried + ".");
  }

  /** The outcome's reason; an acceptance has none. */
  public static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> "accepted";
      case Outcome.Rejected rejected -> rejected.reason();
      case Outcome.Misconfigured misconfigured -> misconfigured.reason();
      case Outcome.Unavailable unavailable -> unavailable.reason();
      case Outcome.Unknown unknown -> unknown.reason();
    };
  }
}
