package io.github.cognitocourier.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocket;

/**
 * One open connection. It belongs to one thread at a time; only {@link #close()} may be called from
 * any.
 *
 * <p>{@code socket} speaks TLS over {@code transport}, or is the same socket. {@code era} is the
 * {@linkplain Pool#era() pool's} when the connection was opened.
 */
final class Connection {

  private static final int GLANCE_MILLIS = 1;

  /**
   * Who keeps a connection after a reply does not hang up so soon: the peers with the least
   * patience wait for five seconds. Apache's client does not look for two.
   */
  private static final Duration FRESH = Duration.ofMillis(200);

  private final Origin origin;
  private final int era;
  private final Transport transport;
  private final Socket socket;
  private final InputStream input;
  private Instant idleSince;
  private Duration usableFor;

  Connection(Origin origin, int era, Transport transport, Socket socket, Instant now)
      throws IOException {
    this.origin = origin;
    this.era = era;
    this.transport = transport;
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.idleSince = now;
    this.usableFor = Pool.IDLE_LIMIT;
  }

  Origin origin() {
    return origin;
  }

  int era() {
    return era;
  }

  Socket transport() {
    return transport;
  }

  InputStream input() {
    return input;
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Starts a rest, after which the connection carries another request for {@code usable} only. */
  void rest(Instant now, Duration usable) {
    idleSince = now;
    usableFor = usable;
  }

  /** Whether it has rested for too long; a clock that was set back proves nothing, so: yes. */
  boolean isExpired(Instant now) {
    Duration idle = Duration.between(idleSince, now);
    return idle.isNegative() || idle.compareTo(usableFor) > 0;
  }

  /**
   * Whether the peer has neither hung up nor said anything unasked while the connection rested.
   * What is on its way but has not arrived cannot be seen. After a rest of a fifth of a second this
   * takes a millisecond when all is well; before that, over TLS, nothing is waited for, and a peer
   * that hung up without TLS's own goodbye is not seen.
   */
  boolean isQuiet(Instant now) {
    boolean isFresh = socket != transport && Duration.between(idleSince, now).compareTo(FRESH) <= 0;
    try {
      if (isFresh) {
        transport.waits(false);
      } else {
        socket.setSoTimeout(GLANCE_MILLIS);
      }
      int _ = input.read();
      return false;
    } catch (SocketTimeoutException nothingArrived) {
      return isFresh ? waitsAgain() : stopsGlancing();
    } catch (IOException lost) {
      return false;
    }
  }

  private boolean waitsAgain() {
    transport.waits(true);
    return true;
  }

  private boolean stopsGlancing() {
    try {
      socket.setSoTimeout(0);
      return true;
    } catch (IOException lost) {
      return false;
    }
  }

  /**
   * Closes without waiting for anybody: the transport first, because TLS would like to say goodbye
   * and a peer that does not read would keep it from doing so.
   */
  void close() {
    closeQuietly(transport);
    closeQuietly(socket);
  }

  /** Closes for good: no later connection resumes the session. */
  void end() {
    if (socket instanceof SSLSocket secured) {
      secured.getSession().invalidate();
    }
    close();
  }

  /** A connection that cannot be closed is as good as closed. */
  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      return;
    }
  }
}
