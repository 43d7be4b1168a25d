package io.github.cognitocourier.core.httpapi;

import io.github.cognitocourier.core.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a value within a JSON document. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
public record JsonPointer(List<String> tokens) {

  private static final Pattern FORM = Pattern.compile("(/([^~/]|~[01])*)*");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");
  private static final int LONGEST = 300;

  /** Copies the tokens. */
  public JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /** Reads {@code /errors/0/code}; empty when it is no pointer. */
  public static Optional<JsonPointer> parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new JsonPointer(
            Arrays.stream(text.split("/", -1))
                .skip(1)
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList()));
  }

  /** The value that it names in {@code document}; absent when there is none. */
  public Json in(Json document) {
    Json value = document;
    for (String token : tokens) {
      boolean item = !value.isObject() && INDEX.matcher(token).matches();
      value = item ? value.at(Integer.parseInt(token)) : value.at(token);
    }
    return value;
  }
}
