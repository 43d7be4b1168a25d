package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions {@code {{name}}} that some vendors evaluate in inline content, too. A name that
 * stands for nothing becomes nothing.
 */
final class Expressions {

  private static final Pattern EXPRESSION =
      Pattern.compile("\\{\\{\\{?\\s*([^{}]*?)\\s*\\}?\\}\\}");

  private Expressions() {}

  /** The content with each expression replaced by its value. */
  static String evaluated(String content, Function<String, String> value) {
    return EXPRESSION
        .matcher(content)
        .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
  }

  /** The value that a path such as {@code params.name} leads to. */
  static String at(Json data, String path) {
    Json value = data;
    for (String name : path.split("\\.", -1)) {
      value = value.at(name);
    }
    return value.text().orElse("");
  }
}
