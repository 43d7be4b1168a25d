package io.github.cognitocourier.sandbox.runtime;

import java.util.Optional;

/**
 * What became of one event.
 *
 * @param body what the function returned, or Lambda's document of its error
 * @param errorType of a function that threw: the header {@code Lambda-Runtime-Function-Error-Type}
 * @param takenNanos when the runtime was given the event, by {@link System#nanoTime()}
 * @param answeredNanos when its answer was read, by the same clock
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answered(
    byte[] body, Optional<String> errorType, long takenNanos, long answeredNanos) {

  @Override
  public String toString() {
    return "Answered[" + errorType.orElse("returned") + "]";
  }
}
