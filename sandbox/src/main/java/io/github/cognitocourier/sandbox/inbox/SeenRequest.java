package io.github.cognitocourier.sandbox.inbox;

import io.github.cognitocourier.sandbox.web.Call;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The request as the vendor saw it, with {@code ***} for every header that holds a credential.
 * {@link #toString()} shows method and path only.
 */
public record SeenRequest(String method, String path, Map<String, String> headers, String body) {

  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i).*(authorization|cookie|key|token|secret|password|signature).*");

  /** Copies the headers. */
  public SeenRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The request of this call. */
  public static SeenRequest of(Call call) {
    var headers = new LinkedHashMap<String, String>();
    call.headers()
        .forEach(
            (name, value) -> headers.put(name, CREDENTIAL.matcher(name).matches() ? "***" : value));
    return new SeenRequest(call.method(), call.path(), headers, call.body());
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
