package io.github.cognitocourier.http;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NoAnswer;
import io.github.cognitocourier.http.Reply.NotSent;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way. It may block for as long as it likes, because another thread ends the
 * attempt with {@link #abandon()}.
 *
 * <p>Both meet at one lock. Either the attempt is abandoned first, and then not a byte of the
 * request is written; or it is under way, and then the peer may have it. There is nothing between.
 */
final class Attempt implements Callable<Reply> {

  private final String method;
  private final byte[] message;
  private final Origin origin;
  private final Deadline deadline;
  private final Pool pool;
  private final Dialer dialer;
  private final int replyLimit;

  private boolean abandoned;
  private boolean sending;
  private @Nullable Socket transport;

  Attempt(
      Request request, Origin origin, Deadline deadline, Pool pool, Dialer dialer, int replyLimit) {
    this.method = request.method();
    this.message = RequestBytes.of(request, origin);
    this.origin = origin;
    this.deadline = deadline;
    this.pool = pool;
    this.dialer = dialer;
    this.replyLimit = replyLimit;
  }

  /** Over whatever connection there is or can be had. */
  @Override
  public Reply call() {
    try {
      return converse(begun());
    } catch (IOException | RuntimeException | LinkageError broken) {
      return ended(fault(broken));
    }
  }

  /**
   * Over a connection that has rested; empty, and nothing was sent, when it is not fit for that.
   */
  Optional<Reply> on(Connection rested) {
    try {
      return isBegun(rested, true) ? Optional.of(converse(rested)) : Optional.empty();
    } catch (IOException | RuntimeException | LinkageError broken) {
      return Optional.of(ended(fault(broken)));
    }
  }

  private static Fault fault(Throwable broken) {
    if (broken instanceof Failure failed) {
      return failed.fault();
    }
    // A native provider of TLS may fail in ways of its own; all that counts is whether it left.
    return broken instanceof IOException && !(broken instanceof SSLException)
        ? Fault.CONNECTION_LOST
        : Fault.TLS_FAILED;
  }

  /** Ends the attempt at once, whatever it waits for. */
  synchronized Reply abandon() {
    abandoned = true;
    if (transport != null) {
      Connection.closeQuietly(transport);
    }
    return ended(Fault.TIMED_OUT);
  }

  private synchronized Reply ended(Fault fault) {
    // A virtual thread's socket is closed by its interruption.
    boolean isHurried = abandoned || Thread.currentThread().isInterrupted();
    Fault told = isHurried ? Fault.TIMED_OUT : fault;
    return sending ? new NoAnswer(told) : new NotSent(told);
  }

  private Reply converse(Connection connection) throws IOException {
    boolean kept = false;
    try {
      connection.write(message);
      var received = new ReplyReader(connection.input(), replyLimit).read(method);
      if (!received.usableFor().isZero() && release()) {
        kept = true;
        pool.keep(connection, received.usableFor());
      }
      return received.reply();
    } finally {
      if (!kept) {
        connection.close();
      }
    }
  }

  /**
   * A connection for the request, one at rest that is still good or a new one; the request counts
   * as under way.
   */
  private Connection begun() throws IOException {
    while (true) {
      Optional<Connection> rested = pool.take(origin).or(this::openedAhead);
      Connection connection =
          rested.isPresent()
              ? rested.get()
              : dialer.open(origin, pool.era(), deadline, this::watch);
      if (isBegun(connection, rested.isPresent())) {
        return connection;
      }
    }
  }

  /** Whether the request is under way on {@code connection}, which is closed otherwise. */
  private boolean isBegun(Connection connection, boolean hasRested) throws Failure {
    boolean begun = false;
    try {
      watch(connection.transport());
      begun = (!hasRested || connection.isQuiet(pool.now())) && begins(connection);
      return begun;
    } finally {
      if (!begun) {
        connection.close();
      }
    }
  }

  /** Two handshakes at once would take longer than the one that is under way. */
  private Optional<Connection> openedAhead() {
    return pool.opening(origin).filter(Opening::isAwaited).flatMap(_ -> pool.take(origin));
  }

  private synchronized void watch(Socket socket) throws Failure {
    if (abandoned) {
      throw new Failure(Fault.TIMED_OUT);
    }
    transport = socket;
  }

  /** Whether the next thing written is the request: from here on the peer may have it. */
  private synchronized boolean begins(Connection connection) throws Failure {
    if (abandoned || deadline.hasPassed()) {
      throw new Failure(Fault.TIMED_OUT);
    }
    sending = pool.mayCarry(connection);
    return sending;
  }

  /** Whether the connection may go back: it must not be closed under another request's feet. */
  private synchronized boolean release() {
    transport = null;
    return !abandoned;
  }
}
