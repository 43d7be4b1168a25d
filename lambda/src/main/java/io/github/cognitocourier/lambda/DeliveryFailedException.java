package io.github.cognitocourier.lambda;

import io.github.cognitocourier.core.delivery.Result;

/**
 * A notification has failed: Lambda shall try again and then keep the event. The message is our
 * word and our advice, never a value of the event.
 */
public final class DeliveryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DeliveryFailedException(Result.Reason reason) {
    // Lambda prints the stack trace of what it catches; it would tell nothing that the log line
    // does not.
    super(reason.word() + ": " + reason.advice(), null, false, false);
  }
}
