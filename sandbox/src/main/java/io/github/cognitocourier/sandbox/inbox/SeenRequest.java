package io.github.cognitocourier.sandbox.inbox;

import io.github.cognitocourier.sandbox.web.Call;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The request as the vendor saw it, with {@code ***} for every header, and for what stands in the
 * body under a name, that holds a credential. {@link #toString()} shows method and path only.
 */
public record SeenRequest(String method, String path, Map<String, String> headers, String body) {

  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i).*(authorization|cookie|key|token|secret|password|signature).*");

  /** Copies the headers. */
  public SeenRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /**
   * The request of this call.
   *
   * @param inBody the members of a document, or the fields of a form, that hold a credential; the
   *     first of each name counts
   */
  public static SeenRequest of(Call call, List<String> inBody) {
    var headers = new LinkedHashMap<String, String>();
    call.headers()
        .forEach(
            (name, value) -> headers.put(name, CREDENTIAL.matcher(name).matches() ? "***" : value));
    return new SeenRequest(call.method(), call.path(), headers, masked(call.body(), inBody));
  }

  private static String masked(String body, List<String> names) {
    String masked = body;
    for (String name : names) {
      String quoted = Pattern.quote(name);
      masked =
          Pattern.compile("(\"" + quoted + "\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*+")
              .matcher(masked)
              .replaceFirst("$1***");
      masked =
          Pattern.compile("((?:^|&)" + quoted + "=)[^&]*").matcher(masked).replaceFirst("$1***");
    }
    return masked;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
