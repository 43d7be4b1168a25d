package io.github.cognitocourier.aws;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits before another attempt; passed in so that a test need not wait. */
@FunctionalInterface
public interface Pause {

  /** Waits about as long as {@code duration}; returns early when the thread is interrupted. */
  void pause(Duration duration);

  /** A pause that parks the calling thread. */
  static Pause ofThread() {
    return duration -> LockSupport.parkNanos(duration.toNanos());
  }
}
