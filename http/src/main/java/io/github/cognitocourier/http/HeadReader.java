package io.github.cognitocourier.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.cognitocourier.http.Reply.Fault;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the lines of one reply: status lines, header sections, chunk sizes, trailers. All of them
 * together may have 64 KiB, and a header section 100 lines.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class HeadReader {

  /** What a status line says. */
  record Status(boolean http11, int code) {}

  private static final String PROTOCOL = "HTTP/1.";
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_FIELDS = 100;

  private final InputStream input;
  private int read;

  HeadReader(InputStream input) {
    this.input = input;
  }

  /** Reads as far as what comes looks like HTTP, so that another protocol does not make us wait. */
  Status status() throws IOException {
    for (int i = 0; i < PROTOCOL.length(); i++) {
      if (next() != PROTOCOL.charAt(i)) {
        throw malformed();
      }
    }
    String rest = line();
    boolean wellFormed =
        rest.length() >= 5
            && (rest.charAt(0) == '0' || rest.charAt(0) == '1')
            && rest.charAt(1) == ' '
            && rest.charAt(2) >= '1'
            && rest.charAt(2) <= '9'
            && isDigit(rest.charAt(3))
            && isDigit(rest.charAt(4))
            && (rest.length() == 5 || rest.charAt(5) == ' ');
    if (!wellFormed) {
      throw malformed();
    }
    return new Status(rest.charAt(0) == '1', Integer.parseInt(rest.substring(2, 5)));
  }

  /**
   * A header section, or trailers. Several lines of one name become one value, joined by commas; a
   * folded line continues the one before.
   */
  Map<String, String> fields() throws IOException {
    var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    String name = "";
    int count = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (++count > MAX_FIELDS) {
        throw new Failure(Fault.REPLY_TOO_LARGE);
      }
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (name.isEmpty()) {
          throw malformed();
        }
        fields.merge(name, line.strip(), (before, more) -> before + " " + more);
      } else {
        name = nameIn(line);
        String value = line.substring(name.length() + 1).strip();
        fields.merge(name, value, (before, more) -> before + ", " + more);
      }
    }
    return fields;
  }

  /** One line without its end. */
  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = next(); octet != '\n'; octet = next()) {
      line.write(octet);
    }
    String text = line.toString(ISO_8859_1);
    String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    for (int i = 0; i < content.length(); i++) {
      if (content.charAt(i) != '\t' && Character.isISOControl(content.charAt(i))) {
        throw malformed();
      }
    }
    return content;
  }

  private static String nameIn(String line) throws Failure {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw malformed();
    }
    for (int i = 0; i < colon; i++) {
      if (line.charAt(i) <= ' ') {
        throw malformed();
      }
    }
    return line.substring(0, colon);
  }

  private int next() throws IOException {
    int octet = input.read();
    if (octet < 0) {
      throw new EOFException();
    }
    if (++read > MAX_BYTES) {
      throw new Failure(Fault.REPLY_TOO_LARGE);
    }
    return octet;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  static Failure malformed() {
    return new Failure(Fault.MALFORMED_REPLY);
  }
}
