package io.github.cognitocourier.http;

import io.github.cognitocourier.core.message.Controls;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One request. Immutable; {@link #toString()} shows method, host and path only.
 *
 * @param headers one value a name, in the order in which they are written, as UTF-8. The exchange
 *     itself writes {@code Host} and {@code Content-Length}, and {@code User-Agent} when it is not
 *     among them
 * @param body sent as UTF-8; empty for none
 */
public record Request(String method, URI uri, Map<String, String> headers, String body) {

  /** What frames a message on the connection belongs to the exchange alone. */
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /**
   * Refuses a method or header name that is not a token, control characters in a header's value,
   * and a header that the exchange writes itself.
   */
  public Request {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    if (!isToken(method)) {
      throw new IllegalArgumentException("a method is made of letters");
    }
    headers.forEach(Request::check);
  }

  /** A POST. */
  public static Request post(URI uri, Map<String, String> headers, String body) {
    return new Request("POST", uri, headers, body);
  }

  /** {@code uri} as it is written: in ASCII, where a URI may hold other letters as they are. */
  public static URI ascii(URI uri) {
    String text = uri.toASCIIString();
    return text.equals(uri.toString()) ? uri : URI.create(text);
  }

  private static void check(String name, String value) {
    if (!isToken(name)) {
      throw new IllegalArgumentException("a header's name is made of letters, digits and dashes");
    }
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("the exchange itself writes the header " + name);
    }
    if (Controls.isIn(value)) {
      throw new IllegalArgumentException(
          "the header " + name + " must not contain control characters");
    }
  }

  /** See <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, 5.6.2</a>. */
  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean isOfToken =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || (character >= '0' && character <= '9')
              || "!#$%&'*+-.^_`|~".indexOf(character) >= 0;
      if (!isOfToken) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Whether a request may go to {@code uri}: https to any host, or plain http to this machine or to
   * a credential endpoint of ECS or EKS; a port from 1 to 65535; no user information, no fragment.
   */
  public static boolean canGoTo(URI uri) {
    try {
      Origin.of(uri);
      return uri.getRawFragment() == null;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /** Whether a request to {@code uri} stays on this machine: a loopback address or its name. */
  public static boolean staysHere(URI uri) {
    return canGoTo(uri) && Origin.of(uri).isLoopback();
  }

  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getHost() + uri.getPath();
  }
}
