package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NoAnswer;
import io.github.cognitocourier.http.Reply.NotSent;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is frozen in the midst of an exchange wakes up with the deadline long gone, though
 * for itself no time has passed.
 */
@Timeout(60)
class FreezeTest {

  private static final NotSent LATE = new NotSent(Fault.TIMED_OUT);
  private static final NoAnswer NOTHING_CAME = new NoAnswer(Fault.TIMED_OUT);

  private final SettableClock clock = new SettableClock();

  @Test
  void a_process_that_was_frozen_before_sending_sends_nothing() {
    Dialer.Resolver freezing =
        host -> {
          clock.move(Duration.ofMinutes(5));
          return InetAddress.getAllByName(host);
        };
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::request);
        var exchange = resolvedBy(freezing)) {
      Deadline deadline = Deadline.in(Duration.ofSeconds(4), clock);
      assertThat(exchange.exchange(Request.post(server.uri(), Map.of(), ""), deadline))
          .isEqualTo(LATE);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void a_process_that_was_frozen_during_the_handshake_sends_nothing(@TempDir Path folder)
      throws Exception {
    var certificate = SelfSigned.forHost("localhost", folder);
    Supplier<SSLSocketFactory> freezing =
        () -> {
          clock.move(Duration.ofMinutes(5));
          return certificate.client().getSocketFactory();
        };
    try (var server = LoopbackServer.tls(certificate, LoopbackServer.Peer::request)) {
      // The attempt alone: the thread that waits for it would look at the clock, too.
      var attempt =
          new Attempt(
              Request.post(server.uri(), Map.of(), ""),
              Origin.of(server.uri()),
              Deadline.in(Duration.ofSeconds(4), clock),
              new Pool(clock),
              new Dialer(InetAddress::getAllByName, freezing, clock),
              HttpExchange.REPLY_LIMIT);
      assertThat(attempt.call()).isEqualTo(LATE);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void a_process_that_was_frozen_on_a_connection_that_rested_waits_no_longer() {
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.request();
              peer.write("HTTP/1.1 204 No Content\r\n\r\n");
              peer.request();
              clock.move(Duration.ofMinutes(5));
              peer.waitForTheEnd();
            });
        var exchange = new HttpExchange(clock)) {
      Request request = Request.post(server.uri(), Map.of(), "");
      Deadline deadline = Deadline.in(Duration.ofSeconds(30), clock);
      assertThat(exchange.exchange(request, deadline)).isInstanceOf(Reply.Answered.class);
      long start = System.nanoTime();
      assertThat(exchange.exchange(request, deadline)).isEqualTo(NOTHING_CAME);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void a_process_that_was_frozen_while_it_waited_waits_no_longer() {
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.request();
              clock.move(Duration.ofMinutes(5));
              peer.waitForTheEnd();
            });
        var exchange = new HttpExchange(clock)) {
      long start = System.nanoTime();
      Deadline deadline = Deadline.in(Duration.ofSeconds(30), clock);
      assertThat(exchange.exchange(Request.post(server.uri(), Map.of(), ""), deadline))
          .isEqualTo(NOTHING_CAME);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  /** The other way round: the wall clock is stopped, or set back again and again. */
  @Test
  void a_wall_clock_that_stands_still_does_not_stretch_the_wait() {
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::waitForTheEnd);
        var exchange = new HttpExchange(clock)) {
      long start = System.nanoTime();
      Deadline deadline = Deadline.in(Duration.ofMillis(500), clock);
      assertThat(exchange.exchange(Request.post(server.uri(), Map.of(), ""), deadline))
          .isEqualTo(NOTHING_CAME);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private HttpExchange resolvedBy(Dialer.Resolver resolver) {
    return new HttpExchange(
        clock,
        resolver,
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        HttpExchange.REPLY_LIMIT);
  }
}
