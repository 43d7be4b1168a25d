package io.github.cognitocourier.core.telemetry;

/**
 * Keeps what is recorded of notifications: a log, a metric. Safe for concurrent use; never throws.
 */
@FunctionalInterface
public interface Telemetry {

  /** Records one notification, once. */
  void record(DeliveryRecord delivery);
}
