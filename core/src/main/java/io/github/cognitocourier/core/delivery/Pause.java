package io.github.cognitocourier.core.delivery;

import java.time.Duration;

/** Waits; passed in, so that a test need not. */
@FunctionalInterface
public interface Pause {

  /** Returns after {@code wait}, or earlier when the thread is interrupted. */
  void pause(Duration wait);
}
