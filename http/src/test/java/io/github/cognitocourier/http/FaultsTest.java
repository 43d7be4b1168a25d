package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NoAnswer;
import io.github.cognitocourier.http.Reply.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong has a word, and a type that tells whether the request left. */
class FaultsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir private static Path folder;
  private static SelfSigned certificate;
  private static SelfSigned forAnotherHost;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificate = SelfSigned.forHost("localhost", folder);
    forAnotherHost = SelfSigned.forHost("other.example", folder);
  }

  @Test
  void a_request_that_was_read_and_not_answered_arrived_once() {
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::request)) {
      assertThat(send(server.uri())).isEqualTo(new NoAnswer(Fault.CONNECTION_LOST));
      assertThat(server.requests()).hasSize(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_request_that_was_read_on_a_kept_connection_and_not_answered_arrived_once() {
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.request();
              peer.write(OK);
              peer.request();
            });
        var exchange = new HttpExchange(InstantSource.system())) {
      assertThat(send(exchange, server.uri())).isInstanceOf(Answered.class);
      assertThat(send(exchange, server.uri())).isEqualTo(new NoAnswer(Fault.CONNECTION_LOST));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_tls_request_that_was_read_and_not_answered_arrived_once() {
    try (var server = LoopbackServer.tls(certificate, LoopbackServer.Peer::request);
        var exchange = new HttpExchange(InstantSource.system(), certificate.client())) {
      assertThat(send(exchange, server.uri())).isEqualTo(new NoAnswer(Fault.CONNECTION_LOST));
      assertThat(server.requests()).hasSize(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void half_a_reply_is_no_answer() {
    try (var server =
        LoopbackServer.plain(peer -> {
          peer.request();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        })) {
      assertThat(send(server.uri())).isEqualTo(new NoAnswer(Fault.CONNECTION_LOST));
    }
  }

  @Test
  void another_protocol_is_a_malformed_reply_even_without_a_line_end() {
    try (var server =
        LoopbackServer.plain(peer -> {
          peer.request();
          peer.write("SSH-2.0-OpenSSH");
          peer.waitForTheEnd();
        })) {
      assertThat(send(server.uri())).isEqualTo(new NoAnswer(Fault.MALFORMED_REPLY));
    }
  }

  @Test
  void a_reply_may_have_as_many_bytes_as_the_limit_says_and_no_more() {
    assertThat(sendWithLimit(10, "Content-Length: 10\r\n\r\n0123456789"))
        .isInstanceOf(Answered.class);
    assertThat(sendWithLimit(10, "Content-Length: 11\r\n\r\n0123456789x"))
        .isEqualTo(new NoAnswer(Fault.REPLY_TOO_LARGE));
    assertThat(sendWithLimit(10, "Transfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n6789x\r\n"))
        .isEqualTo(new NoAnswer(Fault.REPLY_TOO_LARGE));
    assertThat(sendWithLimit(10, "\r\n0123456789")).isInstanceOf(Answered.class);
    assertThat(sendWithLimit(10, "\r\n0123456789x")).isEqualTo(new NoAnswer(Fault.REPLY_TOO_LARGE));
  }

  private static Reply sendWithLimit(int limit, String rest) {
    try (var server =
            LoopbackServer.plain(peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\n" + rest);
            });
        var exchange = resolvedBy(InetAddress::getAllByName, limit)) {
      return send(exchange, server.uri());
    }
  }

  @Test
  void a_refused_connection_is_not_sent() throws IOException {
    int port;
    try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = listener.getLocalPort();
    }
    assertThat(send(URI.create("http://127.0.0.1:" + port)))
        .isEqualTo(new NotSent(Fault.CONNECTION_REFUSED));
    assertThat(send(URI.create("https://127.0.0.1:" + port)))
        .isEqualTo(new NotSent(Fault.CONNECTION_REFUSED));
  }

  @Test
  void an_unknown_host_is_not_sent() {
    Dialer.Resolver knowsNobody =
        host -> {
          throw new UnknownHostException(host);
        };
    try (var exchange = resolvedBy(knowsNobody, HttpExchange.REPLY_LIMIT)) {
      assertThat(send(exchange, URI.create("https://api.example.com/")))
          .isEqualTo(new NotSent(Fault.UNKNOWN_HOST));
    }
  }

  @Test
  void a_host_that_the_real_resolver_does_not_know_is_not_sent_within_the_deadline() {
    Duration wait = Duration.ofMillis(500);
    long start = System.nanoTime();
    try (var exchange = new HttpExchange(InstantSource.system())) {
      Request request = Request.post(URI.create("https://no-such-host.invalid/"), Map.of(), "");
      assertThat(exchange.exchange(request, Deadline.in(wait, InstantSource.system())))
          .isIn(new NotSent(Fault.UNKNOWN_HOST), new NotSent(Fault.TIMED_OUT));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(wait.plusMillis(200));
  }

  @Test
  void a_host_is_tried_at_its_next_address_and_gets_the_request_once() {
    Dialer.Resolver two =
        _ ->
            new InetAddress[] {
              InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")
            };
    try (var server = LoopbackServer.plain(LoopbackServer.answering(OK));
        var exchange = resolvedBy(two, HttpExchange.REPLY_LIMIT)) {
      assertThat(send(exchange, server.uri())).isInstanceOf(Answered.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not_sent_to() {
    try (var server = LoopbackServer.tls(certificate, LoopbackServer.answering(OK))) {
      assertThat(send(server.uri())).isEqualTo(new NotSent(Fault.TLS_FAILED));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void a_certificate_for_another_host_is_not_sent_to() {
    try (var server = LoopbackServer.tls(forAnotherHost, LoopbackServer.answering(OK));
        var exchange = new HttpExchange(InstantSource.system(), forAnotherHost.client())) {
      assertThat(send(exchange, server.uri())).isEqualTo(new NotSent(Fault.TLS_FAILED));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void a_trusted_certificate_of_the_right_host_is_sent_to_again_and_again() {
    try (var server = LoopbackServer.tls(certificate, LoopbackServer.answering(OK));
        var exchange = new HttpExchange(InstantSource.system(), certificate.client())) {
      for (int i = 0; i < 3; i++) {
        assertThat(send(exchange, server.uri())).isInstanceOf(Answered.class);
      }
      assertThat(server.requests()).hasSize(3);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_peer_that_hangs_up_during_the_handshake_is_not_sent_to() {
    try (var server = LoopbackServer.plain(LoopbackServer.Peer::close)) {
      assertThat(send(URI.create("https://localhost:" + server.port())))
          .isEqualTo(new NotSent(Fault.TLS_FAILED));
    }
  }

  @Test
  void a_peer_without_tls_is_not_sent_to() {
    try (var server =
        LoopbackServer.plain(peer -> {
          peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
          peer.waitForTheEnd();
        })) {
      assertThat(send(URI.create("https://localhost:" + server.port())))
          .isEqualTo(new NotSent(Fault.TLS_FAILED));
    }
  }

  private static HttpExchange resolvedBy(Dialer.Resolver resolver, int replyLimit) {
    return new HttpExchange(
        InstantSource.system(),
        resolver,
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        replyLimit);
  }

  private static Reply send(URI uri) {
    try (var exchange = new HttpExchange(InstantSource.system())) {
      return send(exchange, uri);
    }
  }

  private static Reply send(HttpExchange exchange, URI uri) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(20), InstantSource.system());
    return exchange.exchange(Request.post(uri, Map.of(), "{}"), deadline);
  }
}
