package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.Paper.authority;
import static io.github.cognitocourier.http.Paper.dns;
import static io.github.cognitocourier.http.Paper.server;
import static io.github.cognitocourier.http.Verdicts.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Reply.NoAnswer;
import io.github.cognitocourier.http.Reply.NotSent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A peer stays who it was: on a resumed session, and when it starts a handshake anew. */
@Timeout(60)
class SessionTest {

  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir private Path folder;
  private final Paper root = authority("Known root").selfSigned();
  private final Paper leaf = server(dns(HOST), dns("localhost")).by(root);

  @BeforeEach
  void trust() throws Exception {
    Path store =
        TrustStores.written(folder.resolve("roots"), "JKS", null, TrustStores.empty(), root);
    System.setProperty(STORE, store.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(STORE);
  }

  @Test
  void a_session_of_one_host_is_no_session_of_another() {
    try (var peer = new Peer(leaf, leaf.with());
        var exchange = Peer.exchange(null)) {
      for (int i = 0; i < 3; i++) {
        assertThat(peer.ask(exchange, HOST)).isInstanceOf(Answered.class);
        assertThat(peer.ask(exchange, "www.example.com")).isEqualTo(new NotSent(Fault.TLS_FAILED));
        exchange.closeAll();
      }
      assertThat(peer.requests()).isEqualTo(3);
    }
  }

  @Test
  void a_session_is_resumed() {
    Set<Long> created = ConcurrentHashMap.newKeySet();
    LoopbackServer.Script script =
        peer -> {
          created.add(peer.tls().getSession().getCreationTime());
          LoopbackServer.answering(OK.replaceFirst("\r\n", "\r\nConnection: close\r\n"))
              .serve(peer);
        };
    try (var server = LoopbackServer.tls(ServedChain.of(leaf).context(), script);
        var exchange = Peer.exchange(null)) {
      for (int i = 0; i < 5; i++) {
        assertThat(ask(exchange, server, "localhost")).isInstanceOf(Answered.class);
      }
      assertThat(server.connections()).isEqualTo(5);
      assertThat(created).hasSize(1);
    }
  }

  /** Before a snapshot: its copies would share the session's secrets. */
  @Test
  void none_is_resumed_after_all_are_closed() {
    Set<Long> created = ConcurrentHashMap.newKeySet();
    LoopbackServer.Script script =
        peer -> {
          created.add(peer.tls().getSession().getCreationTime());
          LoopbackServer.answering(OK).serve(peer);
        };
    try (var server = LoopbackServer.tls(ServedChain.of(leaf).context(), script);
        var exchange = Peer.exchange(null)) {
      for (int i = 0; i < 3; i++) {
        assertThat(ask(exchange, server, "localhost")).isInstanceOf(Answered.class);
        exchange.closeAll();
      }
      assertThat(created).hasSize(3);
    }
  }

  @Test
  void a_peer_that_handshakes_again_as_itself_is_believed() {
    assertThat(afterRenegotiation(server(dns(HOST)).by(root))).isInstanceOf(Answered.class);
  }

  @Test
  void a_peer_that_handshakes_again_as_another_is_not() {
    NoAnswer refused = new NoAnswer(Fault.TLS_FAILED);
    assertThat(afterRenegotiation(server(dns("other.example")).by(root))).isEqualTo(refused);
    assertThat(afterRenegotiation(server(dns(HOST)).selfSigned())).isEqualTo(refused);
  }

  /** With TLS 1.2, the last to know such a thing; the reply comes when it has been done. */
  private Reply afterRenegotiation(Paper then) {
    var chain = ServedChain.of(leaf);
    LoopbackServer.Script script =
        peer -> {
          peer.tls().setEnabledProtocols(new String[] {"TLSv1.2"});
          peer.request();
          peer.tls().getSession().invalidate();
          chain.become(then.key(), then.with());
          peer.tls().addHandshakeCompletedListener(_ -> answer(peer));
          peer.tls().startHandshake();
          peer.waitForTheEnd();
        };
    try (var server = LoopbackServer.tls(chain.context(), script);
        var exchange = Peer.exchange(null)) {
      return ask(exchange, server, HOST);
    }
  }

  private static void answer(LoopbackServer.Peer peer) {
    try {
      peer.write(OK);
    } catch (IOException hungUp) {
      throw new UncheckedIOException(hungUp);
    }
  }

  private static Reply ask(HttpExchange exchange, LoopbackServer server, String host) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(20), InstantSource.system());
    URI uri = URI.create("https://" + host + ":" + server.port() + "/");
    return exchange.exchange(Request.post(uri, Map.of(), "{}"), deadline);
  }
}
