package io.github.cognitocourier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Reply.Fault;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one reply to its last byte, and no further.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 6.3: the length of a
 *     message's body</a>
 */
final class ReplyReader {

  /**
   * A reply.
   *
   * @param usableFor for how long the connection may rest before another request; zero when it
   *     carries no other
   */
  record Received(Answered reply, Duration usableFor) {}

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final InputStream input;
  private final HeadReader head;
  private final int limit;

  /** Refuses a body of more than {@code limit} bytes. */
  ReplyReader(InputStream input, int limit) {
    this.input = input;
    this.head = new HeadReader(input);
    this.limit = limit;
  }

  /** The final reply to a request of {@code method}; interim ones are read past. */
  Received read(String method) throws IOException {
    HeadReader.Status status;
    Map<String, String> fields;
    do {
      status = head.status();
      fields = head.fields();
      if (status.code() == SWITCHING_PROTOCOLS) {
        throw HeadReader.malformed();
      }
    } while (status.code() < 200);
    boolean bodyless =
        method.equals("HEAD") || status.code() == NO_CONTENT || status.code() == NOT_MODIFIED;
    Optional<String> coding = Optional.ofNullable(fields.get("Transfer-Encoding"));
    Optional<String> length = Optional.ofNullable(fields.get("Content-Length"));
    boolean delimited = true;
    byte[] body;
    if (bodyless) {
      body = new byte[0];
    } else if (coding.isPresent()) {
      body = chunked(coding.get());
      // Both at once is how messages are smuggled: nothing more is believed on this connection.
      delimited = length.isEmpty();
    } else if (length.isPresent()) {
      body = counted(length.get());
    } else {
      body = untilClosed();
      delimited = false;
    }
    var reply = new Answered(status.code(), fields, new String(body, UTF_8));
    boolean persistent = delimited && status.http11() && !has(fields, "Connection", "close");
    return new Received(reply, persistent ? patience(fields) : Duration.ZERO);
  }

  private byte[] counted(String value) throws IOException {
    String[] lengths = value.split(",", -1);
    String length = lengths[0].strip();
    for (String other : lengths) {
      if (!other.strip().equals(length)) {
        throw HeadReader.malformed();
      }
    }
    return exactly(number(length, 10), limit);
  }

  private byte[] chunked(String coding) throws IOException {
    if (!coding.equalsIgnoreCase("chunked")) {
      throw HeadReader.malformed();
    }
    var body = new ByteArrayOutputStream();
    while (true) {
      String size = head.line().split(";", 2)[0].strip();
      byte[] chunk = exactly(number(size, 16), limit - body.size());
      if (chunk.length == 0) {
        Map<String, String> _ = head.fields();
        return body.toByteArray();
      }
      body.write(chunk);
      if (!head.line().isEmpty()) {
        throw HeadReader.malformed();
      }
    }
  }

  private byte[] untilClosed() throws IOException {
    byte[] body = input.readNBytes(limit + 1);
    if (body.length > limit) {
      throw new Failure(Fault.REPLY_TOO_LARGE);
    }
    return body;
  }

  private byte[] exactly(long length, int most) throws IOException {
    if (length > most) {
      throw new Failure(Fault.REPLY_TOO_LARGE);
    }
    byte[] bytes = input.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Digits alone: {@code Long.parseLong} takes a sign, too. */
  private static long number(String digits, int radix) throws Failure {
    if (digits.isEmpty()) {
      throw HeadReader.malformed();
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) >= 128 || Character.digit(digits.charAt(i), radix) < 0) {
        throw HeadReader.malformed();
      }
    }
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException tooLarge) {
      return Long.MAX_VALUE;
    }
  }

  /** A peer that promises to wait for n seconds is taken by its word, less one for the way. */
  private static Duration patience(Map<String, String> fields) {
    String promise = fields.getOrDefault("Keep-Alive", "").toLowerCase(Locale.ROOT);
    int timeout = promise.indexOf("timeout=");
    if (timeout < 0) {
      return Pool.IDLE_LIMIT;
    }
    String seconds = promise.substring(timeout + "timeout=".length()).split("[,;\\s]", 2)[0];
    try {
      Duration promised = Duration.ofSeconds(number(seconds, 10)).minusSeconds(1);
      Duration shorter = promised.compareTo(Pool.IDLE_LIMIT) < 0 ? promised : Pool.IDLE_LIMIT;
      return shorter.isNegative() ? Duration.ZERO : shorter;
    } catch (Failure notANumber) {
      return Pool.IDLE_LIMIT;
    }
  }

  private static boolean has(Map<String, String> fields, String name, String word) {
    for (String each : fields.getOrDefault(name, "").split(",", -1)) {
      if (each.strip().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }
}
