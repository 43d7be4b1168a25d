package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NoAnswer;
import io.github.cognitocourier.http.Reply.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer does or leaves undone, the reply is there when the deadline has passed. */
@Timeout(60)
class DeadlineTest {

  private static final Duration WAIT = Duration.ofMillis(400);
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final NotSent LATE = new NotSent(Fault.TIMED_OUT);
  private static final NoAnswer NOTHING_CAME = new NoAnswer(Fault.TIMED_OUT);

  private final CountDownLatch over = new CountDownLatch(1);

  /** What follows measures the waiting, not the loading of classes. */
  @BeforeAll
  static void loadClasses() {
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::request);
        var exchange = new HttpExchange(InstantSource.system())) {
      assertThat(unhurried(exchange, server)).isInstanceOf(NoAnswer.class);
    }
  }

  @Test
  void a_stalled_head_is_no_answer_and_the_connection_is_closed() throws Exception {
    try (var server =
        LoopbackServer.plain(peer -> {
          peer.request();
          peer.write("HTTP/1.1 200 OK\r\nContent-Le");
          peer.waitForTheEnd();
          over.countDown();
        })) {
      assertThat(timed(server.uri())).isEqualTo(NOTHING_CAME);
      assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_stalled_body_is_no_answer() {
    try (var server =
        LoopbackServer.plain(peer -> {
          peer.request();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
          peer.waitForTheEnd();
        })) {
      assertThat(timed(server.uri())).isEqualTo(NOTHING_CAME);
    }
  }

  @Test
  void a_body_that_trickles_is_no_answer() {
    try (var server = LoopbackServer.plain(this::trickle)) {
      assertThat(timed(server.uri())).isEqualTo(NOTHING_CAME);
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_body_that_trickles_over_tls_is_no_answer(@TempDir Path folder) throws Exception {
    var certificate = SelfSigned.forHost("localhost", folder);
    try (var server = LoopbackServer.tls(certificate, this::answerAndTrickle);
        var exchange = new HttpExchange(InstantSource.system(), certificate.client())) {
      // The first handshake of a process takes longer than this test waits.
      assertThat(unhurried(exchange, server)).isInstanceOf(Reply.Answered.class);
      assertThat(timed(exchange, Request.post(server.uri(), Map.of(), ""))).isEqualTo(NOTHING_CAME);
    } finally {
      over.countDown();
    }
  }

  private void answerAndTrickle(LoopbackServer.Peer peer) throws Exception {
    peer.request();
    peer.write("HTTP/1.1 204 No Content\r\n\r\n");
    trickle(peer);
  }

  private void trickle(LoopbackServer.Peer peer) throws Exception {
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    while (!over.await(20, TimeUnit.MILLISECONDS)) {
      peer.write(".");
    }
  }

  @Test
  void a_peer_that_does_not_read_is_no_answer() {
    var large = "x".repeat(12 * 1024 * 1024);
    try (var server = LoopbackServer.plain(_ -> over.await());
        var exchange = new HttpExchange(InstantSource.system())) {
      Request request = Request.post(server.uri(), Map.of(), large);
      assertThat(timed(exchange, request, WAIT.multipliedBy(4))).isEqualTo(NOTHING_CAME);
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_stalled_handshake_is_not_sent() {
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::waitForTheEnd)) {
      assertThat(timed(URI.create("https://localhost:" + server.port()))).isEqualTo(LATE);
    }
  }

  @Test
  void a_stalled_connect_is_not_sent() throws IOException {
    List<Socket> queue = new ArrayList<>();
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (var deaf = new ServerSocket(0, 1, loopback)) {
      fillUp(deaf, queue);
      assertThat(timed(URI.create("http://127.0.0.1:" + deaf.getLocalPort()))).isEqualTo(LATE);
    } finally {
      for (Socket waiting : queue) {
        waiting.close();
      }
    }
  }

  /** Connects until the listener, which accepts nobody, has no place left. */
  private static void fillUp(ServerSocket listener, List<Socket> queue) throws IOException {
    for (int i = 0; i < 64; i++) {
      var waiting = new Socket();
      queue.add(waiting);
      try {
        waiting.connect(listener.getLocalSocketAddress(), 100);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
  }

  @Test
  void a_stalled_look_up_is_not_sent_then_or_later() throws Exception {
    var lookingUp = new AtomicReference<Thread>();
    Dialer.Resolver stalled =
        host -> {
          lookingUp.set(Thread.currentThread());
          try {
            over.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return InetAddress.getAllByName(host);
        };
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::request);
        var exchange = resolvedBy(stalled)) {
      assertThat(timed(exchange, Request.post(server.uri(), Map.of(), ""))).isEqualTo(LATE);
      over.countDown();
      lookingUp.get().join();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void a_deadline_that_has_passed_sends_nothing() {
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::request);
        var exchange = new HttpExchange(InstantSource.system())) {
      Reply reply =
          exchange.exchange(
              Request.post(server.uri(), Map.of(), ""),
              Deadline.in(Duration.ZERO, InstantSource.system()));
      assertThat(reply).isEqualTo(LATE);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void an_interrupted_thread_waits_no_longer_and_stays_interrupted() throws Exception {
    var asked = new CountDownLatch(1);
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.request();
              asked.countDown();
              peer.waitForTheEnd();
            });
        var exchange = new HttpExchange(InstantSource.system())) {
      assertThat(interrupted(Thread.ofVirtual(), exchange, server, asked))
          .containsExactly(NOTHING_CAME, true);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_thread_that_is_interrupted_on_a_connection_that_rested_waits_no_longer(boolean virtual)
      throws Exception {
    var asked = new CountDownLatch(1);
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.request();
              peer.write("HTTP/1.1 204 No Content\r\n\r\n");
              peer.request();
              asked.countDown();
              peer.waitForTheEnd();
            });
        var exchange = new HttpExchange(InstantSource.system())) {
      Thread.Builder kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
      assertThat(unhurried(exchange, server)).isInstanceOf(Reply.Answered.class);
      assertThat(interrupted(kind, exchange, server, asked)).containsExactly(NOTHING_CAME, true);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** What a thread gets that is interrupted when it was heard, and whether it still is. */
  private static List<Object> interrupted(
      Thread.Builder kind, HttpExchange exchange, LoopbackServer server, CountDownLatch asked)
      throws InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
    List<Object> seen = new ArrayList<>();
    Thread waiting =
        kind.start(() -> {
          seen.add(exchange.exchange(Request.post(server.uri(), Map.of(), ""), deadline));
          seen.add(Thread.currentThread().isInterrupted());
        });
    asked.await();
    waiting.interrupt();
    waiting.join();
    return seen;
  }

  private static HttpExchange resolvedBy(Dialer.Resolver resolver) {
    return new HttpExchange(
        InstantSource.system(),
        resolver,
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        HttpExchange.REPLY_LIMIT);
  }

  private static Reply unhurried(HttpExchange exchange, LoopbackServer server) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(30), InstantSource.system());
    return exchange.exchange(Request.post(server.uri(), Map.of(), ""), deadline);
  }

  private static Reply timed(URI uri) {
    try (var exchange = new HttpExchange(InstantSource.system())) {
      return timed(exchange, Request.post(uri, Map.of(), "{}"));
    }
  }

  private static Reply timed(HttpExchange exchange, Request request) {
    return timed(exchange, request, WAIT);
  }

  /** The reply, which took as long as the deadline allowed and hardly any longer. */
  private static Reply timed(HttpExchange exchange, Request request, Duration wait) {
    long start = System.nanoTime();
    Reply reply = exchange.exchange(request, Deadline.in(wait, InstantSource.system()));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(wait.minusMillis(5), wait.plus(GRACE));
    return reply;
  }
}
