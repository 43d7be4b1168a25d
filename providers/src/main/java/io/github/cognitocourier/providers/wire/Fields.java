package io.github.cognitocourier.providers.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small maps that keep their order: the same message is written as the same bytes. */
public final class Fields {

  private Fields() {}

  /** One field. Immutable, as all of them are. */
  public static <V> Map<String, V> of(String name, V value) {
    return Map.of(name, value);
  }

  /** Two fields, in this order. */
  public static <V> Map<String, V> of(String name, V value, String name2, V value2) {
    var fields = new LinkedHashMap<String, V>();
    fields.put(name, value);
    fields.put(name2, value2);
    return Collections.unmodifiableMap(fields);
  }

  /** Three fields, in this order. */
  public static <V> Map<String, V> of(
      String name, V value, String name2, V value2, String name3, V value3) {
    var fields = new LinkedHashMap<>(of(name, value, name2, value2));
    fields.put(name3, value3);
    return Collections.unmodifiableMap(fields);
  }

  /** Four fields, in this order. */
  public static <V> Map<String, V> of(
      String name,
      V value,
      String name2,
      V value2,
      String name3,
      V value3,
      String name4,
      V value4) {
    var fields = new LinkedHashMap<>(of(name, value, name2, value2));
    fields.putAll(of(name3, value3, name4, value4));
    return Collections.unmodifiableMap(fields);
  }

  /** Puts a text that there is: vendors refuse an empty part of a mail, or send one. */
  public static void putUnlessEmpty(Map<String, ? super String> fields, String name, String text) {
    if (!text.isEmpty()) {
      fields.put(name, text);
    }
  }
}
