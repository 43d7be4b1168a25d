package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.trigger.Trigger;
import java.time.Instant;

/** What a message of the failure queue turned out to be. */
sealed interface Letter {

  /**
   * Lambda's record of an event that it gave up on. {@link #toString} shows nothing of the event.
   *
   * @param failedAt when Lambda gave up; the event is older by Lambda's own retries
   * @param function what had been invoked
   * @param reason Lambda's condition and our reason word: {@code RetriesExhausted, not_accepted}
   * @param trigger the event, parsed
   * @param event the event as JSON, to be invoked with again
   */
  record Failed(
      Instant failedAt, FunctionArn function, String reason, Trigger trigger, String event)
      implements Letter {

    @Override
    public String toString() {
      return "Failed[" + failedAt + ", " + reason + ", " + trigger + "]";
    }
  }

  /** Something else, which is left alone. */
  record Foreign(String reason) implements Letter {}
}
