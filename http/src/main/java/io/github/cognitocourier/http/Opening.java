package io.github.cognitocourier.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Fault;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is opened before there is a request for it, in a thread of its own: {@link
 * #call()} may block for as long as it likes, until somebody ends it with {@link #abandon()}. It
 * writes nothing but TLS, so that it may be dropped at any time.
 */
final class Opening implements Callable<Boolean> {

  /**
   * For how long a request waits for it, from its beginning: after that the process was frozen
   * meanwhile, or the peer is slow, and a connection of one's own may be quicker.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Origin origin;
  private final Deadline deadline;
  private final Pool pool;
  private final Dialer dialer;
  private final InstantSource clock;
  private final int era;
  private final Instant begun;
  private final CountDownLatch ended = new CountDownLatch(1);

  private boolean abandoned;
  private @Nullable Socket transport;

  Opening(Origin origin, Deadline deadline, Pool pool, Dialer dialer, InstantSource clock) {
    this.origin = origin;
    this.deadline = deadline;
    this.pool = pool;
    this.dialer = dialer;
    this.clock = clock;
    this.era = pool.era();
    this.begun = clock.instant();
  }

  Origin origin() {
    return origin;
  }

  @Override
  public Boolean call() {
    try {
      Connection connection = dialer.open(origin, era, deadline, this::watch);
      if (!release()) {
        connection.close();
        return false;
      }
      return pool.keepsUnused(connection, begun);
    } catch (IOException | RuntimeException | LinkageError failed) {
      return false;
    } finally {
      pool.expectNoMore(this);
      ended.countDown();
    }
  }

  /** Ends it at once, whatever it waits for. */
  synchronized boolean abandon() {
    abandoned = true;
    if (transport != null) {
      Connection.closeQuietly(transport);
    }
    pool.expectNoMore(this);
    ended.countDown();
    return false;
  }

  /** Whether it has ended, waiting for that as long as it is of use. */
  boolean isAwaited() {
    Duration since = Duration.between(begun, clock.instant());
    Duration left = since.isNegative() ? Duration.ZERO : PATIENCE.minus(since);
    try {
      return ended.await(left.toNanos(), NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void watch(Socket socket) throws Failure {
    if (abandoned) {
      throw new Failure(Fault.TIMED_OUT);
    }
    transport = socket;
  }

  /** Whether the connection may rest: it must not be closed under a request's feet. */
  private synchronized boolean release() {
    transport = null;
    return !abandoned;
  }
}
