package io.github.cognitocourier.sandbox.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request, read to its end. Immutable; {@link #toString()} shows method and path only.
 *
 * @param path percent-decoded, beginning with a slash
 * @param query the first value of each parameter, decoded
 * @param headers one value a name, names in any case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Call(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] content) {

  /** Copies the maps; header names are compared without case. */
  public Call {
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  /** The header's value, its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The query parameter, or empty. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The body as UTF-8. */
  public String body() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Whether the body's media type is this one, whatever its parameters. */
  public boolean isOfType(String mediaType) {
    String type = header("Content-Type").orElse("").split(";", 2)[0].strip();
    return type.toLowerCase(Locale.ROOT).equals(mediaType);
  }

  /** The fields of a form; none when the body is not a well-formed form. */
  public Map<String, String> fields() {
    if (!isOfType("application/x-www-form-urlencoded")) {
      return Map.of();
    }
    try {
      return form(body());
    } catch (IllegalArgumentException brokenEscape) {
      return Map.of();
    }
  }

  /** The same call as seen below {@code prefix}: {@code /sendgrid/v3/…} becomes {@code /v3/…}. */
  public Call below(String prefix) {
    return new Call(method, path.substring(prefix.length()), query, headers, content);
  }

  /**
   * Reads {@code name=value&…}, as in a query or a form; the first value of a name counts. Throws
   * {@link IllegalArgumentException} for a broken escape.
   */
  public static Map<String, String> form(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.putIfAbsent(decoded(name), decoded(value));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
