package io.github.cognitocourier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The body of a request of type {@code application/x-www-form-urlencoded}.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL Standard, 5</a>
 */
public final class Form {

  /** The value of {@code Content-Type} for such a body. */
  public static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /** The fields in the map's order, as UTF-8; a space becomes {@code +}. */
  public static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
