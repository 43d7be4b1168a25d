package io.github.cognitocourier.cli.redrive;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C, or another request to end: the invocation under way ends first, and what is hidden is
 * shown again, before the process goes. Safe for concurrent use.
 */
final class Interruption implements AutoCloseable, BooleanSupplier {

  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /** Listens until it is closed; then the process waits no longer than {@code patience}. */
  Interruption(Duration patience) {
    this.hook = new Thread(() -> waitForEnd(patience));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void waitForEnd(Duration patience) {
    asked.set(true);
    try {
      var _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process has been asked to end. */
  @Override
  public boolean getAsBoolean() {
    return asked.get();
  }

  @Override
  public void close() {
    if (!asked.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyEnding) {
        // The hook is waiting for what comes next.
      }
    }
    ended.countDown();
  }
}
