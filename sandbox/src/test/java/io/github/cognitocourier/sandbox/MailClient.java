package io.github.cognitocourier.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;

/** Speaks to the mail server line by line, as a person with a terminal would. */
final class MailClient implements AutoCloseable {

  static final String MESSAGE =
      """
      From: =?UTF-8?Q?Example_=F0=9F=94=91?= <no-reply@example.com>
      To: jane@example.com
      Subject: =?UTF-8?B?WW91ciBjb2RlIPCflJE=?=
      Date: Fri, 1 May 2026 09:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary="b"

      --b
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: quoted-printable

      Code 482913 =F0=9F=94=91
      --b
      Content-Type: text/html; charset=UTF-8
      Content-Transfer-Encoding: base64

      PGI+NDgyOTEzPC9iPg==
      --b--
      """;

  private final Socket socket;
  private final BufferedReader replies;

  /** Connects, and reads the greeting. */
  MailClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
      replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      reply();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** The last line of the reply to a command; empty when the server hangs up. */
  String say(String command) {
    write(command + "\r\n");
    return reply();
  }

  void write(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  String reply() {
    try {
      String line = replies.readLine();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        line = replies.readLine();
      }
      return line == null ? "" : line;
    } catch (IOException dropped) {
      return "";
    }
  }

  /** EHLO and AUTH PLAIN. */
  String login() {
    say("EHLO localhost");
    return say("AUTH PLAIN " + base64("\0user\0password"));
  }

  /** One message to this recipient, after the login: the last reply of the server. */
  String send(String recipient, String message) {
    say("MAIL FROM:<no-reply@example.com>");
    String taken = say("RCPT TO:<" + recipient + ">");
    if (!taken.startsWith("250")) {
      return taken;
    }
    say("DATA");
    write(message.replace("\n", "\r\n"));
    return say(".");
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
