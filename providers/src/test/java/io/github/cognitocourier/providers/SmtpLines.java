package io.github.cognitocourier.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Base64;

/** What a mail server reads: lines, logins, mails. */
final class SmtpLines {

  private SmtpLines() {}

  /** User and password with a line end between them. */
  static String login(String line, Socket connection) throws IOException {
    if (line.startsWith("AUTH PLAIN ")) {
      return decoded(line.substring("AUTH PLAIN ".length())).split("\0", 2)[1].replace('\0', '\n');
    }
    SmtpServer.saying("334 VXNlcm5hbWU6\r\n").on(connection);
    String user = decoded(line(connection));
    SmtpServer.saying("334 UGFzc3dvcmQ6\r\n").on(connection);
    return user + "\n" + decoded(line(connection));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }

  static String between(String line) {
    return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
  }

  /** The mail without its final dot, dots undone. */
  static String mail(Socket connection) throws IOException {
    var text = new StringBuilder();
    for (String line = raw(connection.getInputStream()); !line.equals(".\r\n"); ) {
      if (line.isEmpty()) {
        throw new IOException("broken off");
      }
      text.append(line.startsWith(".") ? line.substring(1) : line);
      line = raw(connection.getInputStream());
    }
    return text.toString();
  }

  static String line(Socket connection) throws IOException {
    return raw(connection.getInputStream()).strip();
  }

  /** One line with its end; empty when there is none. */
  private static String raw(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      line.write(next);
      if (next == '\n') {
        return line.toString(UTF_8);
      }
    }
    return "";
  }
}
