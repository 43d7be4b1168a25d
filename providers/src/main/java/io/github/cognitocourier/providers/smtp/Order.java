package io.github.cognitocourier.providers.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * What a session is to do, read from its request. {@link #toString()} shows host and port only.
 *
 * @param mail the whole mail with its {@code Date}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Order(
    String host,
    int port,
    Tls tls,
    String user,
    Secret password,
    boolean isCheck,
    String from,
    String to,
    byte[] mail) {

  /** When the connection is encrypted. */
  enum Tls {
    STARTTLS,
    IMPLICIT,
    NONE;

    /** The word in a URL. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Order of(Request request, Instant now) {
    String plain =
        new String(
            Base64.getDecoder()
                .decode(header(request, "Authorization").substring("PLAIN ".length())),
            UTF_8);
    String[] login = plain.split("\0", -1);
    String date =
        "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC)) + "\r\n";
    URI uri = request.uri();
    return new Order(
        uri.getHost(),
        uri.getPort(),
        Tls.valueOf(uri.getQuery().substring("tls=".length()).toUpperCase(Locale.ROOT)),
        login[1],
        new Secret(login[2]),
        request.method().equals("CHECK"),
        header(request, "Mail-From"),
        header(request, "Rcpt-To"),
        (date + request.body()).getBytes(UTF_8));
  }

  private static String header(Request request, String name) {
    return request.headers().getOrDefault(name, "");
  }

  /** Whether an address needs a server that takes more than ASCII (RFC 6531). */
  boolean needsUtf8() {
    return !US_ASCII.newEncoder().canEncode(from + to);
  }

  @Override
  public String toString() {
    return "Order[" + host + ":" + port + "]";
  }
}
