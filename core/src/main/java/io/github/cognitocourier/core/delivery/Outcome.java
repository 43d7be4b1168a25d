package io.github.cognitocourier.core.delivery;

import java.time.Duration;

/**
 * What became of one attempt at one provider.
 *
 * <p>A reason is one of our own words, with the vendor's status and machine code behind it where
 * there are any: {@code wrong_key (401)}, {@code throttled (429, 20429)}. It never holds a vendor's
 * free text.
 */
public sealed interface Outcome {

  /** The provider's name, such as {@code sendgrid} or {@code sendgrid/eu}. */
  String provider();

  /** The word for it in logs. */
  default String word() {
    return switch (this) {
      case Accepted accepted -> "accepted";
      case Rejected rejected -> "rejected";
      case Misconfigured misconfigured -> "misconfigured";
      case Unavailable unavailable -> unavailable.wasPassedOver() ? "skipped" : "unavailable";
      case Unknown unknown -> "unknown";
    };
  }

  /**
   * The provider took the message. {@code messageId} is the provider's own, empty when it gave
   * none.
   */
  record Accepted(String provider, String messageId) implements Outcome {}

  /**
   * The vendor documents that this recipient cannot be reached; no provider would do better. The
   * route stops.
   */
  record Rejected(String provider, String reason) implements Outcome {}

  /**
   * Key, sender, template, quota, account or content: the operator must act. The next provider is
   * tried.
   */
  record Misconfigured(String provider, String reason) implements Outcome {}

  /**
   * Certainly not sent. The next provider is tried; a sole provider once more.
   *
   * @param retryAfter how long the provider asks us to wait; zero when it did not say
   */
  record Unavailable(String provider, String reason, Duration retryAfter) implements Outcome {

    private static final String CIRCUIT_OPEN = "circuit_open";

    /** Certainly not sent, because the provider was not even asked: its circuit is open. */
    static Unavailable passedOver(String provider, Duration openFor) {
      return new Unavailable(provider, CIRCUIT_OPEN, openFor);
    }

    /** Whether the provider was not even asked. */
    public boolean wasPassedOver() {
      return reason.equals(CIRCUIT_OPEN);
    }
  }

  /** May have been sent. The next provider is tried, unless the operator says stop. */
  record Unknown(String provider, String reason) implements Outcome {

    private static final String BUG = "internal_error (";

    /** The driver threw, which it never should. */
    static Unknown bug(String provider, Throwable bug) {
      return new Unknown(provider, BUG + bug.getClass().getSimpleName() + ")");
    }

    /** Whether the driver threw: somebody has to mend it, wherever the message went then. */
    public boolean isBug() {
      // A vendor's reason of the same word has a status there, and no class begins with a digit.
      return reason.startsWith(BUG) && !Character.isDigit(reason.charAt(BUG.length()));
    }
  }
}
