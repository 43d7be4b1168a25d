package io.github.cognitocourier.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The faults that are still to come, in the order in which they were asked for; each message posted
 * to a provider uses up one of that provider's. Safe for concurrent use.
 */
public final class Faults implements AutoCloseable {

  private final List<Fault> pending = new ArrayList<>();
  private CountDownLatch held = new CountDownLatch(1);

  /** The next {@code count} requests of {@code provider} fail in this way. */
  public record Fault(String provider, FaultKind kind, int count) {}

  /** Adds a fault behind those that are pending. */
  public synchronized void add(Fault fault) {
    pending.add(fault);
  }

  /** Uses up one fault of this provider. */
  public synchronized Optional<FaultKind> next(String provider) {
    for (int i = 0; i < pending.size(); i++) {
      Fault fault = pending.get(i);
      if (fault.provider().equals(provider)) {
        if (fault.count() > 1) {
          pending.set(i, new Fault(provider, fault.kind(), fault.count() - 1));
        } else {
          pending.remove(i);
        }
        return Optional.of(fault.kind());
      }
    }
    return Optional.empty();
  }

  /** Those still to come. */
  public synchronized List<Fault> pending() {
    return List.copyOf(pending);
  }

  /** Opens when the requests that are held without an answer may go. */
  public synchronized CountDownLatch held() {
    return held;
  }

  /** Forgets every pending fault and drops the connections that are held without an answer. */
  public synchronized void clear() {
    pending.clear();
    held.countDown();
    held = new CountDownLatch(1);
  }

  /** The same as {@link #clear}. */
  @Override
  public void close() {
    clear();
  }
}
