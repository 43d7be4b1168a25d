package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.LoopbackServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Answered;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is opened before there is a request for it. */
@Timeout(60)
class OpenedAheadTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final SettableClock clock = new SettableClock();
  private final HttpExchange exchange = new HttpExchange(clock);

  @AfterEach
  void close() {
    exchange.close();
  }

  @Test
  void the_first_request_takes_it_and_nothing_is_sent_before() {
    try (var server = LoopbackServer.plain(answering(OK))) {
      assertThat(open(exchange, server)).isTrue();
      assertThat(server.requests()).isEmpty();
      send(exchange, server);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** With TLS 1.3 the server's tickets arrive behind the handshake: they are no answer. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void so_it_is_with_tls(String protocol, @TempDir Path folder) throws Exception {
    var certificate = SelfSigned.forHost("localhost", folder);
    try (var tls = new HttpExchange(clock, certificate.client());
        var server = LoopbackServer.tls(certificate, protocol, answering(OK))) {
      assertThat(open(tls, server)).isTrue();
      send(tls, server);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void it_rests_for_20_seconds_of_wall_clock_time_and_no_longer() {
    try (var server = LoopbackServer.plain(answering(OK))) {
      assertThat(open(exchange, server)).isTrue();
      clock.move(Duration.ofSeconds(20).plusMillis(1));
      send(exchange, server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** Its handshake may be complete: the peer has hung up meanwhile all the same. */
  @Test
  void one_that_was_being_opened_when_the_process_was_frozen_carries_nothing(@TempDir Path folder)
      throws Exception {
    var certificate = SelfSigned.forHost("localhost", folder);
    Supplier<SSLSocketFactory> freezing =
        () -> {
          clock.move(Duration.ofMinutes(5));
          return certificate.client().getSocketFactory();
        };
    try (var server = LoopbackServer.tls(certificate, answering(OK))) {
      var pool = new Pool(clock);
      Origin origin = Origin.of(server.uri());
      var dialer = new Dialer(InetAddress::getAllByName, freezing, clock);
      // The opening alone: the thread that waits for it would look at the clock, too.
      var opening =
          new Opening(origin, Deadline.in(Duration.ofHours(1), clock), pool, dialer, clock);
      boolean _ = opening.call();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(pool.take(origin)).isEmpty();
    }
  }

  @Test
  void a_request_waits_for_the_one_that_is_being_opened_instead_of_opening_another(
      @TempDir Path folder) throws Exception {
    var certificate = SelfSigned.forHost("localhost", folder);
    var handshaking = new CountDownLatch(1);
    var another = new CountDownLatch(2);
    var goOn = new CountDownLatch(1);
    Supplier<SSLSocketFactory> slow =
        () -> {
          handshaking.countDown();
          another.countDown();
          await(goOn);
          return certificate.client().getSocketFactory();
        };
    try (var tls =
            new HttpExchange(
                InstantSource.system(), InetAddress::getAllByName, slow, HttpExchange.REPLY_LIMIT);
        var server = LoopbackServer.tls(certificate, answering(OK));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> opened = threads.submit(() -> open(tls, server));
      handshaking.await();
      Future<?> sent = threads.submit(() -> send(tls, server));
      assertThat(another.await(300, TimeUnit.MILLISECONDS)).isFalse();
      goOn.countDown();
      sent.get();
      assertThat(opened.get()).isTrue();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_request_waits_for_it_no_longer_than_a_second() throws Exception {
    var waiting = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Dialer.Resolver hanging =
        host -> {
          if (waiting.getCount() > 0) {
            waiting.countDown();
            await(goOn);
          }
          return InetAddress.getAllByName(host);
        };
    try (var server = LoopbackServer.plain(answering(OK));
        var http = resolvedBy(hanging, InstantSource.system());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> opened = threads.submit(() -> open(http, server));
      waiting.await();
      send(http, server);
      goOn.countDown();
      boolean _ = opened.get();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_request_does_not_wait_for_one_that_was_begun_before_the_process_was_frozen()
      throws Exception {
    var waiting = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Dialer.Resolver hanging =
        host -> {
          if (waiting.getCount() > 0) {
            waiting.countDown();
            await(goOn);
          }
          return InetAddress.getAllByName(host);
        };
    try (var server = LoopbackServer.plain(answering(OK));
        var http = resolvedBy(hanging, clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> opened = threads.submit(() -> open(http, server, Duration.ofHours(1)));
      waiting.await();
      clock.move(Duration.ofMinutes(5));
      long start = System.nanoTime();
      send(http, server);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
      goOn.countDown();
      assertThat(opened.get()).isFalse();
    }
  }

  @Test
  void a_peer_that_does_not_finish_the_handshake_costs_the_deadline_and_no_more() throws Exception {
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::waitForTheEnd);
        var http = new HttpExchange(InstantSource.system())) {
      URI uri = URI.create("https://localhost:" + server.port());
      long start = System.nanoTime();
      Deadline soon = Deadline.in(Duration.ofMillis(300), InstantSource.system());
      assertThat(http.open(uri, soon)).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void nobody_there_is_no_exception() {
    URI closed = URI.create("http://127.0.0.1:1");
    assertThat(exchange.open(closed, Deadline.in(Duration.ofSeconds(5), clock))).isFalse();
    assertThatThrownBy(() ->
            exchange.open(
                URI.create("smtp://localhost"), Deadline.in(Duration.ofSeconds(5), clock)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void none_outlives_closeAll_be_it_open_or_only_half() throws Exception {
    var hungUp = new CountDownLatch(2);
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.waitForTheEnd();
              hungUp.countDown();
            });
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = new HttpExchange(InstantSource.system())) {
      assertThat(open(http, server)).isTrue();
      URI tls = URI.create("https://localhost:" + server.port());
      Future<Boolean> half =
          threads.submit(
              () -> http.open(tls, Deadline.in(Duration.ofMinutes(5), InstantSource.system())));
      while (server.connections() < 2) {
        Thread.onSpinWait();
      }
      http.closeAll();
      hungUp.await();
      assertThat(half.get()).isFalse();
    }
  }

  /** A session that was resumed by every copy of a snapshot would be one secret of all of them. */
  @Test
  void no_session_outlives_closeAll(@TempDir Path folder) throws Exception {
    var certificate = SelfSigned.forHost("localhost", folder);
    try (var tls = new HttpExchange(clock, certificate.client());
        var server = LoopbackServer.tls(certificate, "TLSv1.2", answering(OK))) {
      assertThat(open(tls, server)).isTrue();
      assertThat(sessions(certificate)).isEqualTo(1);
      tls.closeAll();
      assertThat(sessions(certificate)).isZero();
    }
  }

  private static int sessions(SelfSigned certificate) {
    var ids = certificate.client().getClientSessionContext().getIds();
    int count = 0;
    while (ids.hasMoreElements()) {
      byte[] _ = ids.nextElement();
      count++;
    }
    return count;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpExchange resolvedBy(Dialer.Resolver resolver, InstantSource clock) {
    return new HttpExchange(
        clock,
        resolver,
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        HttpExchange.REPLY_LIMIT);
  }

  private boolean open(HttpExchange http, LoopbackServer server) {
    return open(http, server, Duration.ofSeconds(5));
  }

  private boolean open(HttpExchange http, LoopbackServer server, Duration within) {
    return http.open(server.uri(), Deadline.in(within, clock));
  }

  private Answered send(HttpExchange http, LoopbackServer server) {
    var request = Request.post(server.uri(), Map.of(), "a");
    return (Answered) http.exchange(request, Deadline.in(Duration.ofSeconds(5), clock));
  }
}
