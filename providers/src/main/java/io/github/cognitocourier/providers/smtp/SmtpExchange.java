package io.github.cognitocourier.providers.smtp;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NotSent;
import io.github.cognitocourier.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests to {@code smtp://host:port?tls=starttls|implicit|none} go to a mail server, all others
 * to another exchange. So a provider by SMTP is written, printed and given its key like every
 * other.
 *
 * <p>{@code SUBMIT} hands one mail over: {@code Authorization} is {@code PLAIN} with SASL's
 * message, {@code Mail-From} and {@code Rcpt-To} are the envelope, the body is the mail without its
 * {@code Date}, which is written when it is sent. {@code CHECK} ends after the login. An answer has
 * SMTP's code as its status, the command that it answers in {@code Command}, the enhanced status
 * code in {@code Enhanced-Status}, and in {@code Not-Offered} the extension for want of which the
 * session ended; never the server's text.
 *
 * <p>{@link NotSent} means that the final dot was not written, and so that the server must not
 * deliver the mail; from the dot on, whatever fails is {@link Reply.NoAnswer}. The deadline holds
 * for everything: at it the connection is closed, however slowly the server answers.
 *
 * <p>Safe for concurrent use. Each session has a connection and a thread of its own, and both end
 * with it; only a host whose address is looked up for longer than the deadline leaves the thread
 * behind until the resolver gives up.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a>
 */
public final class SmtpExchange implements Exchange {

  /** The wall clock is looked at so often: it alone tells that the process was frozen meanwhile. */
  private static final long WALL_CLOCK_CHECK_NANOS = 100_000_000;

  private final Exchange others;
  private final InstantSource clock;
  private final Supplier<SSLSocketFactory> tls;

  /**
   * With the JDK's default TLS settings, which are not loaded before the first session with TLS.
   */
  public SmtpExchange(Exchange others, InstantSource clock) {
    this(others, clock, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** With the TLS settings given. */
  public SmtpExchange(Exchange others, InstantSource clock, SSLContext tls) {
    this(others, clock, tls::getSocketFactory);
  }

  private SmtpExchange(Exchange others, InstantSource clock, Supplier<SSLSocketFactory> tls) {
    this.others = others;
    this.clock = clock;
    this.tls = tls;
  }

  @Override
  public Reply exchange(Request request, Deadline deadline) {
    if (!"smtp".equals(request.uri().getScheme())) {
      return others.exchange(request, deadline);
    }
    if (deadline.hasPassed()) {
      return new NotSent(Fault.TIMED_OUT);
    }
    return converse(new Session(request, deadline, clock, tls), deadline);
  }

  private static Reply converse(Session session, Deadline deadline) {
    long start = System.nanoTime();
    Duration wait = deadline.remaining();
    var task = new FutureTask<>(session);
    Thread.ofPlatform().daemon().name("smtp").start(task);
    while (true) {
      long left = Math.max(0, wait.toNanos() - (System.nanoTime() - start));
      try {
        return task.get(Math.min(left, WALL_CLOCK_CHECK_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException notYet) {
        if (left <= WALL_CLOCK_CHECK_NANOS || deadline.hasPassed()) {
          return session.abandon();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return session.abandon();
      } catch (ExecutionException bug) {
        throw new IllegalStateException("a session broke off", bug.getCause());
      }
    }
  }
}
