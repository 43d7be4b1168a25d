package io.github.cognitocourier.testkit.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A vendor's server on this machine, down to the bytes: it remembers every request and answers as
 * its {@link Manner} says. Safe for concurrent use.
 */
final class LoopbackVendor implements AutoCloseable {

  /** What the vendor does once it has read a request. It may write, wait, or break off. */
  @FunctionalInterface
  interface Manner {

    void answer(Socket connection) throws IOException;
  }

  /** One request, as it came in. */
  record Received(String head, String body) {

    @Override
    public String toString() {
      return head.lines().findFirst().orElse("");
    }
  }

  private final ServerSocket server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Manner manner;

  LoopbackVendor(Manner manner) {
    this.manner = manner;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new IllegalStateException("no free port", noPort);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /** Writes these bytes and keeps the connection. */
  static Manner writing(byte[] answer) {
    return connection -> connection.getOutputStream().write(answer);
  }

  /** Writes the first of these to the first request, and the second to all others. */
  static Manner writingInTurn(byte[] first, byte[] then) {
    var asked = new AtomicBoolean();
    return connection -> connection.getOutputStream().write(asked.getAndSet(true) ? then : first);
  }

  /** Writes these bytes and then nothing, until the client goes. */
  static Manner stallingAfter(String beginning) {
    return connection -> {
      connection.getOutputStream().write(beginning.getBytes(UTF_8));
      connection.getInputStream().readAllBytes();
    };
  }

  /** Breaks the connection off by a reset, without an answer. */
  static Manner resetting() {
    return connection -> {
      connection.setSoLinger(true, 0);
      connection.close();
    };
  }

  /** Writes a body without an end, until the client goes. */
  static Manner flooding(String head) {
    return connection -> {
      OutputStream out = connection.getOutputStream();
      out.write(head.getBytes(UTF_8));
      byte[] page = "{\"page\":\"again\"} ".repeat(1000).getBytes(UTF_8);
      while (true) {
        out.write(page);
      }
    };
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The same port by TLS, which this server does not speak: the handshake never ends. */
  URI deafTlsEndpoint() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        Thread.ofPlatform().daemon().start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        received.add(new Received(head, new String(in.readNBytes(length(head)), UTF_8)));
        manner.answer(connection);
      }
    } catch (IOException gone) {
      // The client has had enough, which is what most of these cases are about.
      return;
    }
  }

  /** The bytes up to the empty line; empty when the client goes first. */
  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(UTF_8);
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException ignored) {
      throw new IllegalStateException("a socket that does not close", ignored);
    }
  }
}
