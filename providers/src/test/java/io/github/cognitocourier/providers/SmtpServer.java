package io.github.cognitocourier.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on this machine, by hand: it remembers what it was told, and answers each command
 * as it is told to, or as a server does that takes the mail. Safe for concurrent use.
 */
final class SmtpServer implements AutoCloseable {

  /** What the server does instead of its usual answer. */
  @FunctionalInterface
  interface Act {

    void on(Socket connection) throws IOException;
  }

  /** One mail that arrived whole, its final dot included. */
  record Mail(String from, String to, String text, String login, boolean encrypted) {}

  private final ServerSocket server;
  private final Map<String, Act> acts = new HashMap<>();
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<SSLContext> tls = Optional.empty();
  private boolean implicit;
  private List<String> extensions = List.of("8BITMIME", "AUTH PLAIN LOGIN");
  private String host = "127.0.0.1";

  SmtpServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /** Answers {@code command} so; {@code CONNECT} is the greeting, a dot the end of the mail. */
  SmtpServer at(String command, Act act) {
    acts.put(command, act);
    return this;
  }

  SmtpServer at(String command, String reply) {
    return at(command, saying(reply + "\r\n"));
  }

  /** Offers STARTTLS, or speaks TLS from the start, and is called {@code name}. */
  SmtpServer secured(SSLContext context, boolean fromTheStart, String name) {
    tls = Optional.of(context);
    implicit = fromTheStart;
    host = name;
    return this;
  }

  SmtpServer offering(String... words) {
    extensions = List.of(words);
    return this;
  }

  static Act saying(String text) {
    return connection -> connection.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** Says nothing until the client goes. */
  static Act stalling(String beginning) {
    return connection -> {
      connection.getOutputStream().write(beginning.getBytes(UTF_8));
      connection.getInputStream().readAllBytes();
    };
  }

  static Act dropping() {
    return connection -> {
      connection.setSoLinger(true, 0);
      connection.close();
    };
  }

  /** Answers without an end, as fast as the client reads. */
  static Act flooding() {
    byte[] lines = "250-and so on\r\n".repeat(1000).getBytes(UTF_8);
    return connection -> {
      while (true) {
        connection.getOutputStream().write(lines);
      }
    };
  }

  /** One line each moment, without an end: no single operation ever takes long. */
  Act dripping() {
    return connection -> {
      try {
        while (!closed.await(50, TimeUnit.MILLISECONDS)) {
          connection.getOutputStream().write("250-and\r\n".getBytes(UTF_8));
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** The option by which a provider comes here. */
  String endpoint() {
    return "smtp://" + host + ":" + port();
  }

  int port() {
    return server.getLocalPort();
  }

  List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** All commands of all sessions, without the mails. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        Thread.ofPlatform().daemon().start(() -> serve(connection));
      } catch (IOException gone) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      Socket connection = implicit ? secured(plain) : plain;
      answer("CONNECT", connection, "220 localhost ESMTP");
      var session = new ArrayList<String>(List.of("", "", ""));
      boolean encrypted = implicit;
      for (String line = SmtpLines.line(connection);
          !line.isEmpty();
          line = SmtpLines.line(connection)) {
        commands.add(line);
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO" -> {
            boolean offer = tls.isPresent() && !encrypted;
            answer(verb, connection, offered(offer));
          }
          case "STARTTLS" -> {
            answer(verb, connection, "220 go on");
            if (tls.isEmpty()) {
              return;
            }
            connection = secured(connection);
            encrypted = true;
          }
          case "AUTH" -> session.set(0, SmtpLines.login(line, connection));
          case "MAIL" -> session.set(1, SmtpLines.between(line));
          case "RCPT" -> session.set(2, SmtpLines.between(line));
          default -> {}
        }
        switch (verb) {
          case "AUTH" -> answer(verb, connection, "235 2.7.0 welcome");
          case "MAIL", "RCPT", "RSET" -> answer(verb, connection, "250 2.1.0 ok");
          case "DATA" -> {
            answer(verb, connection, "354 go on");
            if (!acts.containsKey("DATA")) {
              String text = SmtpLines.mail(connection);
              mails.add(new Mail(session.get(1), session.get(2), text, session.get(0), encrypted));
              answer(".", connection, "250 2.0.0 queued as 1");
            }
          }
          case "QUIT" -> {
            answer(verb, connection, "221 bye");
            return;
          }
          default -> {}
        }
      }
    } catch (IOException gone) {
      // The client has had enough, which is what some of the tests are about.
      return;
    }
  }

  private String offered(boolean starttls) {
    var lines = new ArrayList<String>(List.of("localhost"));
    lines.addAll(extensions);
    if (starttls) {
      lines.add("STARTTLS");
    }
    return "250-"
        + String.join("\r\n250-", lines.subList(0, lines.size() - 1))
        + "\r\n250 "
        + lines.getLast();
  }

  private void answer(String command, Socket connection, String usual) throws IOException {
    acts.getOrDefault(command, saying(usual + "\r\n")).on(connection);
  }

  private Socket secured(Socket plain) throws IOException {
    var socket =
        (SSLSocket)
            tls.orElseThrow()
                .getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
