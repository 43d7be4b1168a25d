package io.github.cognitocourier.http;

import io.github.cognitocourier.core.message.Deadline;

/** Sends one request and waits for its reply. Safe for concurrent use. */
@FunctionalInterface
public interface Exchange {

  /**
   * Sends {@code request} exactly once and returns at {@code deadline} at the latest, the reply's
   * body included. Never throws for what the network or the peer did: that is a {@link Reply}.
   */
  Reply exchange(Request request, Deadline deadline);
}
