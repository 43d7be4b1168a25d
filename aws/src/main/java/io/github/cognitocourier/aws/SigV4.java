package io.github.cognitocourier.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * AWS Signature Version 4 in an {@code Authorization} header, over method, path, every header of
 * the request, and the body. For requests without a query, to services other than S3 (which
 * canonicalises paths in its own way).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
final class SigV4 {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String HASH = "SHA-256";
  private static final String UNRESERVED = "-._~/";

  private SigV4() {}

  /**
   * The request with {@code X-Amz-Date}, {@code X-Amz-Security-Token} when there is a token, and
   * {@code Authorization}. {@code Host} is signed as HTTP clients write it and is not added.
   */
  static Request sign(
      Request request,
      Credentials credentials,
      Region region,
      String service,
      Instant now,
      SigningKeys keys) {
    if (request.uri().getRawQuery() != null) {
      throw new IllegalArgumentException("a request with a query is not signed");
    }
    Cryptography cryptography = keys.cryptography();
    String time = stamp(now);
    String date = time.substring(0, 8);
    var headers = new LinkedHashMap<>(request.headers());
    stamp(headers, credentials, time);
    Map<String, String> signed = canonical(headers, request.uri());
    String names = String.join(";", signed.keySet());
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        ALGORITHM
            + "\n"
            + time
            + "\n"
            + scope
            + "\n"
            + sha256(summary(request, signed, names, cryptography), cryptography);

    byte[] key = keys.of(credentials.secretAccessKey(), scope);
    headers.put(
        "Authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(cryptography.hmac(HASH, key, toSign.getBytes(UTF_8))));
    return new Request(request.method(), request.uri(), headers, request.body());
  }

  /** Puts in what every signed request says of its time and its credentials. */
  static void stamp(Map<String, String> headers, Credentials credentials, String time) {
    headers.put("X-Amz-Date", time);
    credentials
        .sessionToken()
        .map(Secret::reveal)
        .ifPresent(token -> headers.put("X-Amz-Security-Token", token));
  }

  /** AWS's "canonical request". */
  static String summary(
      Request request, Map<String, String> signed, String names, Cryptography cryptography) {
    var text = new StringBuilder(request.method()).append('\n');
    text.append(path(request.uri())).append("\n\n");
    signed.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.append('\n')
        .append(names)
        .append('\n')
        .append(sha256(request.body(), cryptography))
        .toString();
  }

  /** The headers that are signed, as AWS compares them. */
  static Map<String, String> canonical(Map<String, String> headers, URI uri) {
    var canonical = new TreeMap<String, String>();
    headers.forEach((name, value) ->
        canonical.put(name.toLowerCase(Locale.ROOT), withSingleSpaces(value.strip())));
    canonical.put("host", host(uri));
    return canonical;
  }

  private static String withSingleSpaces(String value) {
    String text = value;
    while (text.contains("  ")) {
      text = text.replace("  ", " ");
    }
    return text;
  }

  /** The port is written only when it is not the scheme's own, as in the {@code Host} header. */
  private static String host(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int own = "https".equals(uri.getScheme()) ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == own ? host : host + ":" + uri.getPort();
  }

  /**
   * Without dot segments, and encoded once more than on the wire: every service but S3 does. A dot
   * segment at the end takes its slash along, as in AWS's signer.
   */
  private static String path(URI uri) {
    URI ascii = Request.ascii(uri);
    String path = ascii.normalize().getRawPath();
    if (path.isEmpty()) {
      return "/";
    }
    if (path.length() > 1 && path.endsWith("/") && !ascii.getRawPath().endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    var encoded = new StringBuilder();
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  /** {@code 20150830T123600Z}; the JDK's formatter would take a millisecond of a cold start. */
  static String stamp(Instant now) {
    var time = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, ZoneOffset.UTC);
    return time.toLocalDate().toString().replace("-", "")
        + 'T'
        + twoDigits(time.getHour())
        + twoDigits(time.getMinute())
        + twoDigits(time.getSecond())
        + 'Z';
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /** Lower-case hexadecimal digits. */
  static String sha256(String text, Cryptography cryptography) {
    return HexFormat.of().formatHex(cryptography.digest(HASH).digest(text.getBytes(UTF_8)));
  }
}
