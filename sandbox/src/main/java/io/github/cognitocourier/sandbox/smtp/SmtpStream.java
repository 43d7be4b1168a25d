package io.github.cognitocourier.sandbox.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Lines in, replies out. A line ends in CRLF and in nothing else: servers that disagree about it
 * read two messages where the sender wrote one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-2.3.8">RFC 5321, 2.3.8</a>
 */
record SmtpStream(InputStream in, OutputStream out) {

  /** Longer than any command (RFC 4954, 4) and any line of a message. */
  private static final int LONGEST = 12_288;

  /**
   * One line, a character for each octet.
   *
   * @param bare whether a carriage return or a line feed stands alone in it
   * @param cut whether it was longer than any line may be, and is cut off
   */
  record Line(String text, boolean bare, boolean cut) {}

  static SmtpStream over(Socket socket) throws IOException {
    return new SmtpStream(
        new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
  }

  /** The next line; throws {@link EOFException} when there is none. */
  Line line() throws IOException {
    var text = new ByteArrayOutputStream();
    boolean bare = false;
    boolean cut = false;
    boolean returned = false;
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException();
      }
      bare |= returned;
      returned = octet == '\r';
      if (text.size() >= LONGEST) {
        cut = true;
      } else if (!returned) {
        text.write(octet);
      }
    }
    return new Line(text.toString(ISO_8859_1), bare || !returned, cut);
  }

  void say(String reply) throws IOException {
    // A caller's words that are repeated in a reply must not begin another one.
    String line = reply.replaceAll("[^\\x20-\\x7e]", "?");
    out.write((line + "\r\n").getBytes(US_ASCII));
    out.flush();
  }
}
