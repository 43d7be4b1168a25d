package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is seen of a peer while a connection rests, with something in the place of TLS. */
@Timeout(60)
class ConnectionTest {

  private static final Instant REPLIED = Instant.parse("2026-11-29T10:00:00Z");
  private static final Instant SOON = REPLIED.plusMillis(200);
  private static final Instant LATER = REPLIED.plusMillis(201);

  private ServerSocket listener;
  private Transport transport;
  private Socket peer;
  private Connection connection;

  /** Another socket over the transport, as TLS's is. */
  private static final class Layer extends Socket {

    private final Socket below;

    Layer(Socket below) {
      this.below = below;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return below.getInputStream();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
      below.setSoTimeout(millis);
    }
  }

  @BeforeEach
  void connect() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    transport = new Transport();
    transport.connect(listener.getLocalSocketAddress());
    peer = listener.accept();
    Origin origin = Origin.of(URI.create("https://localhost:" + listener.getLocalPort()));
    connection = new Connection(origin, 0, transport, new Layer(transport), REPLIED);
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    peer.close();
    listener.close();
  }

  @Test
  void silence_is_quiet_soon_and_later_and_the_connection_waits_again() throws Exception {
    assertThat(connection.isQuiet(SOON)).isTrue();
    assertThat(connection.isQuiet(LATER)).isTrue();
    peer.getOutputStream().write('x');
    assertThat(connection.input().read()).isEqualTo('x');
  }

  @Test
  void what_has_arrived_is_seen_soon_and_later() throws Exception {
    peer.getOutputStream().write(new byte[] {'x', 'y'});
    peek();

    assertThat(connection.isQuiet(SOON)).isFalse();
    assertThat(connection.isQuiet(LATER)).isFalse();
  }

  @Test
  void a_peer_that_hangs_up_without_a_goodbye_is_seen_after_a_while_alone() throws Exception {
    peer.close();
    // Nothing tells that the end has arrived but a read.
    assertThat(connection.isQuiet(SOON)).isTrue();
    assertThat(connection.isQuiet(LATER)).isFalse();
  }

  /** Waits until something has arrived. */
  private void peek() throws IOException {
    while (transport.getInputStream().available() == 0) {
      Thread.onSpinWait();
    }
  }
}
