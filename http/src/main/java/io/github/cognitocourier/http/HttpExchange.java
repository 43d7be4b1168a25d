package io.github.cognitocourier.http;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NotSent;
import java.net.InetAddress;
import java.net.URI;
import java.security.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * HTTP/1.1 over TLS, with replies of at most 1 MiB and a connection kept for at most 20 s of
 * wall-clock time between two requests.
 *
 * <p>Each request is written at most once: there is no retry, no redirect is followed, and no proxy
 * is used. The deadline holds for everything, from the look-up of the host's address to the last
 * byte of the reply. {@link Reply.NotSent} means that not a byte of the request was written; from
 * the first byte on, whatever fails is {@link Reply.NoAnswer}.
 *
 * <p>The peer's certificate must be valid for the host's name. Plain http is for loopback hosts
 * (127.0.0.0/8, ::1, localhost) and the credential endpoints of ECS and EKS only.
 *
 * <p>Safe for concurrent use, and connections are not limited in number. An exchange that opens one
 * runs in a thread of its own: a host whose address is looked up for longer than the deadline
 * leaves that behind until the resolver gives up. One over a connection that has rested runs in the
 * caller's, under a {@link Watch}.
 */
public final class HttpExchange implements Exchange, AutoCloseable {

  /** The largest body of a reply, in bytes. */
  public static final int REPLY_LIMIT = 1024 * 1024;

  private final Pool pool;
  private final Watch watch = new Watch();
  private final Dialer dialer;
  private final InstantSource clock;
  private final int replyLimit;

  /**
   * With the JDK's TLS and the roots that the JVM trusts ({@code javax.net.ssl.trustStore}, else
   * the JDK's own), which are not loaded before the first https request.
   */
  public HttpExchange(InstantSource clock) {
    this(clock, InetAddress::getAllByName, new TrustedTls(null), REPLY_LIMIT);
  }

  /** The same by another provider of TLS, which need not be registered with the JVM. */
  public HttpExchange(InstantSource clock, Provider tls) {
    this(clock, InetAddress::getAllByName, new TrustedTls(tls), REPLY_LIMIT);
  }

  HttpExchange(InstantSource clock, SSLContext tls) {
    this(clock, InetAddress::getAllByName, tls::getSocketFactory, REPLY_LIMIT);
  }

  HttpExchange(
      InstantSource clock,
      Dialer.Resolver resolver,
      Supplier<SSLSocketFactory> tls,
      int replyLimit) {
    this.pool = new Pool(clock);
    this.dialer = new Dialer(resolver, tls, clock);
    this.clock = clock;
    this.replyLimit = replyLimit;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A thread that is interrupted while it waits gets the reply of a deadline that has passed
   * within a tenth of a second, and stays interrupted.
   *
   * @throws IllegalArgumentException for a URI that is not absolute, or plain http to a host that
   *     is neither loopback nor a credential endpoint of ECS or EKS
   */
  @Override
  public Reply exchange(Request request, Deadline deadline) {
    Origin origin = Origin.of(request.uri());
    if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
      return new NotSent(Fault.TIMED_OUT);
    }
    var attempt = new Attempt(request, origin, deadline, pool, dialer, replyLimit);
    return pool.take(origin)
        .flatMap(rested -> watch.during(deadline, () -> attempt.on(rested), attempt::abandon))
        .orElseGet(() -> within(deadline, attempt, attempt::abandon));
  }

  /**
   * Opens a connection to the origin of {@code uri} before there is a request for it, TLS included,
   * and returns at {@code deadline} at the latest; whether there is one now. It rests like any
   * other, for 20 s from the beginning of this call, and has sent no request. A request to the same
   * origin that comes meanwhile waits for it, for a second at most, instead of opening another.
   *
   * <p>Never throws for what the network or the peer did. A thread that is interrupted while it
   * waits gets the answer of a deadline that has passed, and stays interrupted.
   *
   * @throws IllegalArgumentException as {@link #exchange} does
   */
  public boolean open(URI uri, Deadline deadline) {
    var opening = new Opening(Origin.of(uri), deadline, pool, dialer, clock);
    pool.expect(opening);
    return within(deadline, opening, opening::abandon);
  }

  /**
   * What {@code work} brings in a thread of its own, or {@code abandon} at the deadline. Always a
   * new thread, also because BoringSSL seeds its randomness once for each: one from before a
   * snapshot must not make a handshake in its copies.
   */
  private static <T> T within(Deadline deadline, Callable<T> work, Supplier<T> abandon) {
    long start = System.nanoTime();
    Duration wait = deadline.remaining();
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("exchange").start(task);
    while (true) {
      long left = Math.max(0, wait.toNanos() - (System.nanoTime() - start));
      try {
        return task.get(Math.min(left, Watch.TICK_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException notYet) {
        if (left <= Watch.TICK_NANOS || deadline.hasPassed()) {
          return abandon.get();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return abandon.get();
      } catch (ExecutionException bug) {
        throw new IllegalStateException("an exchange broke off", bug.getCause());
      }
    }
  }

  /**
   * Closes every connection at rest or being opened ahead, forgets the TLS session of those at
   * rest, and sees to it that none of those now in use is kept: call it before a checkpoint. The
   * next request opens a new connection.
   */
  public void closeAll() {
    pool.closeAll();
  }

  /** The same as {@link #closeAll()}. */
  @Override
  public void close() {
    closeAll();
  }
}
