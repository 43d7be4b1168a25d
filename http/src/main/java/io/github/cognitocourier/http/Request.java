package io.github.cognitocourier.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request. Immutable; {@link #toString()} shows method, host and path only.
 *
 * @param headers one value a name, in the order in which they are written
 * @param body sent as UTF-8; empty for none
 */
public record Request(String method, URI uri, Map<String, String> headers, String body) {

  /** Refuses control characters in a header. */
  public Request {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach((name, value) -> {
      if (hasControls(name) || hasControls(value)) {
        throw new IllegalArgumentException("a header must not contain control characters");
      }
    });
  }

  /** A POST. */
  public static Request post(URI uri, Map<String, String> headers, String body) {
    return new Request("POST", uri, headers, body);
  }

  private static boolean hasControls(String text) {
    return text.codePoints().anyMatch(Character::isISOControl);
  }

  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
  }
}
