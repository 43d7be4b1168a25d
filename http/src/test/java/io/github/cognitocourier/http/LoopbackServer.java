package io.github.cognitocourier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A peer on 127.0.0.1 that does, byte by byte, what a script says; one thread a connection. */
final class LoopbackServer implements AutoCloseable {

  /** What happens on one connection; it is closed when the script ends. */
  @FunctionalInterface
  interface Script {

    void serve(Peer peer) throws Exception;
  }

  private final ServerSocket listener;
  private final String scheme;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private LoopbackServer(ServerSocketFactory sockets, String scheme, Script script) {
    this.scheme = scheme;
    try {
      listener = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.startVirtualThread(() -> accept(script));
  }

  static LoopbackServer plain(Script script) {
    return new LoopbackServer(ServerSocketFactory.getDefault(), "http", script);
  }

  static LoopbackServer tls(SelfSigned certificate, Script script) {
    return tls(certificate.server(), script);
  }

  static LoopbackServer tls(SSLContext context, Script script) {
    return new LoopbackServer(context.getServerSocketFactory(), "https", script);
  }

  /** The same, speaking this version of TLS alone. */
  static LoopbackServer tls(SelfSigned certificate, String protocol, Script script) {
    LoopbackServer server = tls(certificate, script);
    ((SSLServerSocket) server.listener).setEnabledProtocols(new String[] {protocol});
    return server;
  }

  /** Answers each request on each connection with the same bytes. */
  static Script answering(String reply) {
    return peer -> {
      while (true) {
        peer.request();
        peer.write(reply);
      }
    };
  }

  int port() {
    return listener.getLocalPort();
  }

  URI uri() {
    return URI.create(scheme + "://localhost:" + port() + "/v1/send");
  }

  /** How many connections were accepted. */
  int connections() {
    return connections.size();
  }

  /** The whole requests read so far, head and body. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void accept(Script script) {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        int number = connections.size();
        Thread.startVirtualThread(() -> serve(script, connection, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Script script, Socket connection, int number) {
    try (connection) {
      script.serve(new Peer(connection, number));
    } catch (Exception hungUp) {
      return;
    }
  }

  /** The server's side of one connection. */
  final class Peer {

    private final Socket socket;
    private final int number;
    private InputStream input;

    private Peer(Socket socket, int number) {
      this.socket = socket;
      this.number = number;
    }

    /** 1 for the first connection of this server. */
    int number() {
      return number;
    }

    /** Reads one request, and returns its body. */
    String request() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
        int octet = input().read();
        if (octet < 0) {
          throw new EOFException();
        }
        head.write(octet);
      }
      int length =
          head.toString(UTF_8)
              .lines()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length: "))
              .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
              .sum();
      String body = new String(input().readNBytes(length), UTF_8);
      requests.add(head.toString(UTF_8) + body);
      return body;
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
    }

    /** Says nothing more until the other side has hung up. */
    void waitForTheEnd() throws IOException {
      long _ = input().transferTo(OutputStream.nullOutputStream());
    }

    void close() throws IOException {
      socket.close();
    }

    /** For what only TLS can do. */
    SSLSocket tls() {
      return (SSLSocket) socket;
    }

    private InputStream input() throws IOException {
      if (input == null) {
        input = new BufferedInputStream(socket.getInputStream());
      }
      return input;
    }
  }
}
