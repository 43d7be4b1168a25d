package io.github.cognitocourier.core.json;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON. A message is the body of a request: thousands of characters that mean themselves,
 * which are copied at a stretch here. The text is that of nanojson's writer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonText {

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** The value that {@link Json#write} is given. */
  static String of(@Nullable Object value) {
    var text = new JsonText();
    text.value(value);
    return text.text.toString();
  }

  private void value(@Nullable Object value) {
    if (value instanceof String string) {
      string(string);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Collection<?> list) {
      array(list);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("not JSON: " + value.getClass().getName());
    }
  }

  private void object(Map<?, ?> map) {
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      string((String) entry.getKey());
      text.append(':');
      value(entry.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private void array(Collection<?> list) {
    text.append('[');
    String separator = "";
    for (Object item : list) {
      text.append(separator);
      value(item);
      separator = ",";
    }
    text.append(']');
  }

  private void string(String string) {
    text.append('"');
    int copied = 0;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c == '/' || (c >= 0x80 && isEscaped(c))) {
        if (c == '/' && (i == 0 || string.charAt(i - 1) != '<')) {
          continue;
        }
        text.append(string, copied, i);
        escape(c);
        copied = i + 1;
      }
    }
    text.append(string, copied, string.length()).append('"');
  }

  /** Controls and punctuation that ends lines, orders or hides: not every reader is prepared. */
  private static boolean isEscaped(char c) {
    return c < 0xa0 || (c >= 0x2000 && c < 0x2100);
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      // The end of an element, should it stand in a page.
      case '/' -> text.append("\\/");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> text.append("\\u").append(HEX.toHexDigits(c));
    }
  }
}
