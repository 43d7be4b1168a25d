package io.github.cognitocourier.lambda;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.HttpExchange;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Does what a message would have to wait for before there is one, each in a thread of its own. What
 * fails, fails without a word: the message will do it again, and tell. Safe for concurrent use.
 */
final class HeadStart {

  /** For connections that nobody waits for. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final HttpExchange exchange;
  private final InstantSource clock;

  HeadStart(HttpExchange exchange, InstantSource clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /** Opens a connection, and does not wait for it: a host that hangs must not delay the start. */
  void open(URI uri) {
    Thread _ = start(opening(uri, Deadline.in(LIMIT, clock)));
  }

  /** Opens connections and does {@code work}, all at once; returns at {@code deadline}. */
  void together(List<URI> uris, Runnable work, Deadline deadline) {
    var threads = new ArrayList<Thread>();
    uris.forEach(uri -> threads.add(start(opening(uri, deadline))));
    threads.add(start(work));
    for (Thread thread : threads) {
      try {
        boolean _ = thread.join(deadline.remaining());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Runnable opening(URI uri, Deadline deadline) {
    return () -> {
      boolean _ = exchange.open(uri, deadline);
    };
  }

  private static Thread start(Runnable work) {
    return Thread.ofPlatform().daemon().name("head-start").start(quietly(work));
  }

  /**
   * A bug here costs time later, and no message: it must not end up as a stack trace in the log.
   */
  static Runnable quietly(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | LinkageError notNow) {
        return;
      }
    };
  }
}
