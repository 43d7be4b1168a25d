package io.github.cognitocourier.core.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a template may show: {@code values} are ours (code, brand name, …), {@code attributes} the
 * user attributes and {@code metadata} the client metadata that the operator has declared.
 *
 * <p>Holds the code in clear: {@link #toString()} shows the names only.
 */
public record Variables(
    Map<String, String> values, Map<String, String> attributes, Map<String, String> metadata) {

  /** Copies the maps, in their order. */
  public Variables {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  @Override
  public String toString() {
    return "Variables" + values.keySet() + attributes.keySet() + metadata.keySet();
  }
}
