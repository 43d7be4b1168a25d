package io.github.cognitocourier.core.delivery;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Message;
import java.util.List;

/**
 * The only place for order, deadline, retry and failover.
 *
 * <p>Every provider but the last gets half of what is left of the deadline, at least 1.5 s; the
 * last gets all of it. A sole provider is tried once more after {@link Outcome.Unavailable} when
 * that still fits. A provider whose circuit is open is passed over: it comes last, and when all
 * others have failed it is tried after all, with what they have left of the time. Safe for
 * concurrent use.
 */
public final class Delivery {

  /** What to do when a message may have been sent. */
  public enum OnUnknown {
    /** Try the next provider: the same code twice is better than none. The default. */
    FAIL_OVER,
    /** End the route: never the same code twice, at the price of none. */
    STOP
  }

  private final OnUnknown onUnknown;
  private final Pause pause;
  private final Breaker breaker;

  /**
   * A policy. {@code pause} is used before a sole provider is tried again; {@code breaker}
   * remembers from one message to the next which providers are ill.
   */
  public Delivery(OnUnknown onUnknown, Pause pause, Breaker breaker) {
    this.onUnknown = onUnknown;
    this.pause = pause;
    this.breaker = breaker;
  }

  /**
   * Walks the route, in its order, until a provider accepts, the recipient is rejected or nobody is
   * left. {@code listener} is told on the way what the result does not tell.
   */
  public <M extends Message> Result deliver(
      M message, List<Provider<M>> route, Deadline deadline, Listener listener) {
    return new Walk<>(this, message, deadline, listener).over(route);
  }

  /** The same; nobody listens. */
  public <M extends Message> Result deliver(M message, List<Provider<M>> route, Deadline deadline) {
    return deliver(message, route, deadline, Listener.NOBODY);
  }

  OnUnknown onUnknown() {
    return onUnknown;
  }

  Pause pause() {
    return pause;
  }

  Breaker breaker() {
    return breaker;
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
