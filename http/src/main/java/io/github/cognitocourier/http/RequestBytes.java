package io.github.cognitocourier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Set;

/**
 * Writes a request as HTTP/1.1 carries it, head and body in one piece.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class RequestBytes {

  /**
   * Some providers answer 403 to a request without one, such as <a
   * href="https://resend.com/docs/api-reference/introduction">Resend</a>.
   */
  private static final String USER_AGENT = "cognito-courier";

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

  private RequestBytes() {}

  static byte[] of(Request request, Origin origin) {
    byte[] body = request.body().getBytes(UTF_8);
    byte[] head = head(request, origin, body.length).getBytes(UTF_8);
    var message = new byte[head.length + body.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(body, 0, message, head.length, body.length);
    return message;
  }

  private static String head(Request request, Origin origin, int length) {
    var head = new StringBuilder(512);
    head.append(request.method()).append(' ').append(target(request.uri())).append(" HTTP/1.1\r\n");
    field(head, "Host", origin.authority());
    if (!hasUserAgent(request)) {
      field(head, "User-Agent", USER_AGENT);
    }
    request.headers().forEach((name, value) -> field(head, name, value));
    if (length > 0 || !WITHOUT_BODY.contains(request.method())) {
      field(head, "Content-Length", Integer.toString(length));
    }
    return head.append("\r\n").toString();
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static boolean hasUserAgent(Request request) {
    for (String name : request.headers().keySet()) {
      if (name.equalsIgnoreCase("User-Agent")) {
        return true;
      }
    }
    return false;
  }

  /** Path and query. */
  private static String target(URI uri) {
    URI ascii = Request.ascii(uri);
    String path = ascii.getRawPath();
    String query = ascii.getRawQuery();
    return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }
}
