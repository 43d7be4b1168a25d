package io.github.cognitocourier.core.delivery;

import java.util.List;

/** What became of one notification. */
public sealed interface Result {

  /** Every attempt, in order. Empty when nothing was tried. */
  List<Outcome> attempts();

  /** A provider took the message. */
  record Delivered(Outcome.Accepted accepted, List<Outcome> attempts) implements Result {

    /** Copies the attempts. */
    public Delivered {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * The recipient cannot be reached, or trying again could send twice: nothing is gained by a
   * retry.
   */
  record Undeliverable(String reason, List<Outcome> attempts) implements Result {

    /** Copies the attempts. */
    public Undeliverable {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * Everything else, from a malformed event to no acceptance. The platform should try again and
   * then keep the event.
   */
  record Failed(Reason reason, List<Outcome> attempts) implements Result {

    /** Copies the attempts. */
    public Failed {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * Why a notification failed.
   *
   * @param word one of our words, such as {@code malformed_event}: for logs and metrics
   * @param advice one sentence for the operator that names the field and the fix, without any value
   *     of the event
   */
  record Reason(String word, String advice) {}
}
