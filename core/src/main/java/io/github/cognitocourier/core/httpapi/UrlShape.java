package io.github.cognitocourier.core.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL with places for values inside its path segments and query values. A value is
 * percent-encoded but for letters, digits, {@code -}, {@code _} and {@code ~}, so that none ends a
 * segment or a parameter, climbs the path, or reaches another host. Immutable.
 *
 * @param origin scheme, host and port
 * @param path empty, or begins with a slash
 * @param query empty, or begins with a question mark
 */
public record UrlShape(String origin, FillableText path, FillableText query) {

  private static final String LOCAL = "localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]";
  private static final String ORIGIN =
      "https://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?|http://(?:" + LOCAL + ")(?::[0-9]{1,5})?";
  private static final String PLACE = "\\{\\{ *[A-Za-z][A-Za-z0-9_.:-]* *}}";
  private static final String ESCAPE = "%[0-9A-Fa-f]{2}";
  private static final String PATH =
      "(?:/(?:[A-Za-z0-9._~!$&()*+,;=:@/-]|" + ESCAPE + "|" + PLACE + ")*)?";
  private static final String NAME = "(?:[A-Za-z0-9._~!$()*+,;:@/\\[\\]-]|" + ESCAPE + ")+";
  private static final String VALUE =
      "(?:[A-Za-z0-9._~!$()*+,;=:@/?-]|" + ESCAPE + "|" + PLACE + ")*";
  private static final String PARAMETER = NAME + "=" + VALUE;
  private static final Pattern FORM =
      Pattern.compile("(%s)(%s)((?:\\?%s(?:&%s)*)?)".formatted(ORIGIN, PATH, PARAMETER, PARAMETER));
  private static final int LONGEST = 1000;

  /** Reads a URL; empty when it is none of this form. */
  public static Optional<UrlShape> parse(String where, String url) {
    Matcher matcher = FORM.matcher(url);
    if (url.length() > LONGEST || !matcher.matches() || !namesHost(matcher.group(1))) {
      return Optional.empty();
    }
    // The brackets that PHP's names of parameters have must be escaped in a URL.
    String query = matcher.group(3).replace("[", "%5B").replace("]", "%5D");
    return FillableText.parse(where, matcher.group(2))
        .flatMap(path ->
            FillableText.parse(where, query)
                .map(parameters -> new UrlShape(matcher.group(1), path, parameters)));
  }

  private static boolean namesHost(String origin) {
    try {
      URI uri = new URI(origin);
      return uri.getHost() != null && uri.getPort() <= 0xFFFF && uri.getPort() != 0;
    } catch (URISyntaxException noHost) {
      return false;
    }
  }

  /** Path and query with the value of each name, escaped. */
  public String fill(UnaryOperator<String> values) {
    UnaryOperator<String> escaped = name -> escape(values.apply(name));
    return path.fill(escaped) + query.fill(escaped);
  }

  private static String escape(String value) {
    var escaped = new StringBuilder();
    for (byte each : value.getBytes(UTF_8)) {
      boolean plain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9')
              || each == '-'
              || each == '_'
              || each == '~';
      escaped.append(plain ? String.valueOf((char) each) : "%%%02X".formatted(each));
    }
    return escaped.toString();
  }
}
