package io.github.cognitocourier.core.delivery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits before another attempt; passed in, so that a test need not wait. */
@FunctionalInterface
public interface Pause {

  /** Waits about as long as {@code wait}; returns early when the thread is interrupted. */
  void pause(Duration wait);

  /** A pause that parks the calling thread. */
  static Pause ofThread() {
    return wait -> LockSupport.parkNanos(wait.toNanos());
  }
}
