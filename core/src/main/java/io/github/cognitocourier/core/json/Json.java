package io.github.cognitocourier.core.json;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON document together with its path, so that every error can name the field. A
 * missing field, an explicit {@code null} and a value of another type are all "absent" to the
 * lenient accessors; the {@code require…} ones say what they expected. Immutable.
 */
public final class Json {

  private static final String WHOLE = "the document";
  private static final int MAX_DEPTH = 64;
  private static final int MAX_DIGITS = 100;

  private final String path;
  private final @Nullable Object value;

  private Json(String path, @Nullable Object value) {
    this.path = path;
    this.value = value;
  }

  /**
   * Parses a document. Throws {@link MalformedJson} when it is none, nested deeper than 64 levels,
   * or holds a number of more than 100 digits.
   */
  public static Json parse(String text) {
    Optional<String> excess = excess(text);
    if (excess.isPresent()) {
      throw new MalformedJson(WHOLE, excess.get());
    }
    try {
      return new Json(WHOLE, JsonParser.any().from(text));
    } catch (JsonParserException notJson) {
      // The parser's message quotes the document: it is dropped on purpose.
      throw new MalformedJson(
          WHOLE,
          "is not JSON (line "
              + notJson.getLinePosition()
              + ", column "
              + notJson.getCharPosition()
              + ")");
    }
  }

  /** Parses a document of a stranger: what is not JSON is an absent value. */
  public static Json lenient(String text) {
    try {
      return parse(text);
    } catch (MalformedJson notJson) {
      return new Json(WHOLE, null);
    }
  }

  /**
   * Writes maps, lists, strings, numbers, booleans and null as JSON, map entries in their order.
   */
  public static String write(Object value) {
    return JsonText.of(value);
  }

  /** The field of an object; absent when there is none. */
  public Json at(String name) {
    String child = path.equals(WHOLE) ? name : path + "." + name;
    return new Json(child, value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  /** The element of an array; absent when there is none. */
  public Json at(int index) {
    Object item =
        value instanceof List<?> list && index >= 0 && index < list.size() ? list.get(index) : null;
    return new Json(path + "[" + index + "]", item);
  }

  /** Where this value stands, such as {@code errors[0].field}. */
  public String path() {
    return path;
  }

  /** Whether there is no value, or an explicit null. */
  public boolean isAbsent() {
    return value == null;
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return value instanceof Map;
  }

  /** The string; empty when this is anything else. */
  public Optional<String> text() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The whole number; empty when this is anything else. */
  public Optional<Long> number() {
    return value instanceof Number number && number.doubleValue() == number.longValue()
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  /**
   * The value as {@link #write} takes it (maps, lists, strings, numbers, booleans), for passing it
   * on unread; empty when this is absent.
   */
  public Optional<Object> raw() {
    return Optional.ofNullable(value);
  }

  /** The string; throws {@link MalformedJson} when it is missing, empty or anything else. */
  public String requireText() {
    return text()
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> mistake("must be a non-empty string"));
  }

  /**
   * The string, or empty when it is missing or null; throws {@link MalformedJson} for any other
   * type.
   */
  public Optional<String> optionalText() {
    return isAbsent()
        ? Optional.empty()
        : Optional.of(text().orElseThrow(() -> mistake("must be a string")));
  }

  /** This, when it is an object; throws {@link MalformedJson} otherwise. */
  public Json requireObject() {
    if (!isObject()) {
      throw mistake("must be an object");
    }
    return this;
  }

  /**
   * The elements of an array; none when this is absent; throws {@link MalformedJson} for any other
   * type.
   */
  public List<Json> items() {
    if (isAbsent()) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return IntStream.range(0, list.size()).mapToObj(this::at).toList();
    }
    throw mistake("must be an array");
  }

  /**
   * The fields of an object, in their order; none when this is absent; throws {@link MalformedJson}
   * otherwise.
   */
  public Map<String, Json> fields() {
    if (isAbsent()) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      var fields = new LinkedHashMap<String, Json>();
      map.keySet().forEach(name -> fields.put((String) name, at((String) name)));
      return fields;
    }
    throw mistake("must be an object");
  }

  /**
   * The string fields of an object; nulls and values of other types are left out; none when this is
   * no object.
   */
  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    if (isObject()) {
      fields().forEach((name, field) -> field.text().ifPresent(text -> texts.put(name, text)));
    }
    return texts;
  }

  /** An error about this value that names its path. */
  public MalformedJson mistake(String expectation) {
    return new MalformedJson(path, expectation);
  }

  /**
   * What is too much for the parser, outside strings: it recurses, and its time grows with the
   * square of a number's digits. A stranger's document must neither overflow it nor hold it up.
   */
  private static Optional<String> excess(String text) {
    int depth = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfString(text, i + 1);
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (depth > MAX_DEPTH) {
        return Optional.of("is nested deeper than " + MAX_DEPTH + " levels");
      }
      if (digits > MAX_DIGITS) {
        return Optional.of("has a number of more than " + MAX_DIGITS + " digits");
      }
    }
    return Optional.empty();
  }

  /** Where the quote is that ends the string which begins at {@code start}; or the text does. */
  private static int endOfString(String text, int start) {
    int quote = text.indexOf('"', start);
    while (quote >= 0 && isEscaped(text, start, quote)) {
      quote = text.indexOf('"', quote + 1);
    }
    return quote < 0 ? text.length() : quote;
  }

  private static boolean isEscaped(String text, int start, int quote) {
    int backslash = quote - 1;
    while (backslash >= start && text.charAt(backslash) == '\\') {
      backslash--;
    }
    return (quote - backslash) % 2 == 0;
  }

  @Override
  public String toString() {
    return "Json[" + path + "]";
  }
}
