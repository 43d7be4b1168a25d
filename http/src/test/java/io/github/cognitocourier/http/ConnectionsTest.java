package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.LoopbackServer.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Answered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connection carries a request: never one that may be dead. */
@Timeout(60)
class ConnectionsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String PATIENT =
      "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 2\r\n\r\nok";

  private final SettableClock clock = new SettableClock();
  private final HttpExchange exchange = new HttpExchange(clock);

  @AfterEach
  void close() {
    exchange.close();
  }

  @Test
  void two_requests_share_a_connection() {
    try (var server = LoopbackServer.plain(answering(OK))) {
      send(server);
      send(server);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_connection_rests_for_20_seconds_of_wall_clock_time_and_no_longer() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server = LoopbackServer.plain(peer -> serveUntilTheEnd(peer, OK, hungUp))) {
      send(server);
      clock.move(Duration.ofSeconds(20));
      send(server);
      assertThat(server.connections()).isEqualTo(1);
      clock.move(Duration.ofSeconds(20).plusMillis(1));
      send(server);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.requests()).hasSize(3);
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_connection_rests_for_no_longer_than_its_peer_promises_to_wait() {
    try (var server = LoopbackServer.plain(answering(PATIENT))) {
      send(server);
      clock.move(Duration.ofSeconds(4));
      send(server);
      assertThat(server.connections()).isEqualTo(1);
      clock.move(Duration.ofSeconds(4).plusMillis(1));
      send(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_connection_is_not_used_after_the_clock_was_set_back() {
    try (var server = LoopbackServer.plain(answering(OK))) {
      send(server);
      clock.move(Duration.ofSeconds(-1));
      send(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_connection_the_peer_closed_meanwhile_is_not_used() throws Exception {
    var closed = new CountDownLatch(1);
    try (var server = LoopbackServer.plain(peer -> answerOnceAndClose(peer, closed))) {
      send(server);
      closed.await();
      send(server);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.requests()).hasSize(2);
    }
  }

  /** Soon, when nothing is waited for, and later. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void a_tls_connection_the_peer_closed_meanwhile_is_not_used(int seconds, @TempDir Path folder)
      throws Exception {
    var closed = new CountDownLatch(1);
    var certificate = SelfSigned.forHost("localhost", folder);
    try (var tls = new HttpExchange(clock, certificate.client());
        var server =
            LoopbackServer.tls(
                certificate,
                peer -> {
                  if (peer.number() == 1) {
                    answerOnceAndClose(peer, closed);
                  } else {
                    answering(OK).serve(peer);
                  }
                })) {
      send(tls, server, "first");
      closed.await();
      clock.move(Duration.ofSeconds(seconds));
      send(tls, server, "second");
      send(tls, server, "third");
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void a_connection_on_which_the_peer_spoke_unasked_is_not_used() {
    try (var server = LoopbackServer.plain(answering(OK + "HTTP/1.1 408 Request Timeout\r\n"))) {
      send(server);
      send(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void a_connection_that_the_reply_gives_up_is_not_used(String reply) {
    try (var server = LoopbackServer.plain(answering(reply))) {
      send(server);
      send(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void after_close_all_requests_open_new_connections() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server = LoopbackServer.plain(peer -> serveUntilTheEnd(peer, OK, hungUp))) {
      send(server);
      exchange.closeAll();
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
      send(server);
      send(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_connection_in_use_during_close_all_is_closed_after_its_reply() throws Exception {
    var asked = new CountDownLatch(1);
    var closedAll = new CountDownLatch(1);
    var hungUp = new CountDownLatch(1);
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.request();
              asked.countDown();
              closedAll.await();
              peer.write(OK);
              serveUntilTheEnd(peer, OK, hungUp);
            });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answered> first = threads.submit(() -> send(server));
      asked.await();
      exchange.closeAll();
      closedAll.countDown();
      assertThat(first.get().body()).isEqualTo("ok");
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
      send(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void sixteen_threads_get_their_own_replies() throws Exception {
    int threads = 16;
    int each = 25;
    try (var server =
            LoopbackServer.plain(peer -> {
              while (true) {
                String body = peer.request();
                peer.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
              }
            });
        var pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String name = "thread " + thread + " request ";
        done.add(
            pool.submit(() ->
                IntStream.range(0, each)
                    .mapToObj(i -> name + i)
                    .allMatch(body -> send(exchange, server, body).body().equals(body))));
      }
      for (Future<Boolean> own : done) {
        assertThat(own.get()).isTrue();
      }
      assertThat(server.requests()).hasSize(threads * each);
      assertThat(server.connections()).isLessThanOrEqualTo(threads);
    }
  }

  private static void answerOnceAndClose(LoopbackServer.Peer peer, CountDownLatch closed)
      throws IOException {
    peer.request();
    peer.write(OK);
    peer.close();
    closed.countDown();
  }

  private static void serveUntilTheEnd(
      LoopbackServer.Peer peer, String reply, CountDownLatch hungUp) throws Exception {
    try {
      answering(reply).serve(peer);
    } finally {
      hungUp.countDown();
    }
  }

  private Answered send(LoopbackServer server) {
    return send(exchange, server, "{}");
  }

  private static Answered send(HttpExchange exchange, LoopbackServer server, String body) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(20), InstantSource.system());
    return (Answered) exchange.exchange(Request.post(server.uri(), Map.of(), body), deadline);
  }
}
