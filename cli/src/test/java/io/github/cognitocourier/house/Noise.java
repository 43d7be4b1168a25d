package io.github.cognitocourier.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A server that speaks no protocol of anybody's: it reads something and writes nonsense. */
final class Noise implements AutoCloseable {

  private final ServerSocket server;

  Noise() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answer);
  }

  private void answer() {
    while (!server.isClosed()) {
      try (Socket peer = server.accept()) {
        var _ = peer.getInputStream().read(new byte[65_536]);
        peer.getOutputStream().write("%!PS-Adobe-3.0 nonsense\r\n\r\n".getBytes(UTF_8));
      } catch (IOException gone) {
        // The next one may stay.
      }
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
