package io.github.cognitocourier.sandbox.function;

import java.time.Duration;
import java.util.List;

/**
 * What became of one invocation. {@link #toString()} shows neither payload nor log.
 *
 * @param log the lines that the function logged, in order
 */
public record Invocation(String requestId, Ending ending, List<String> log, Duration duration) {

  /** Copies the log. */
  public Invocation {
    log = List.copyOf(log);
  }

  /** How it ended. */
  public sealed interface Ending {

    /** The function returned this; it may be empty. */
    record Returned(String payload) implements Ending {}

    /** The function threw. */
    record Threw(Throwable error) implements Ending {}

    /** The function had not returned when its time was up. */
    record TimedOut(Duration timeout) implements Ending {}
  }

  @Override
  public String toString() {
    return "Invocation[" + requestId + "]";
  }
}
