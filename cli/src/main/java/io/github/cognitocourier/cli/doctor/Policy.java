package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy of a resource, as far as it can be read without AWS's own evaluator.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 */
record Policy(List<Statement> statements) {

  /** One statement. */
  record Statement(Json json) {

    boolean allows(String action) {
      return json.at("Effect").text().filter("Allow"::equals).isPresent()
          && texts(json.at("Action")).anyMatch(pattern -> matches(pattern, action));
    }

    /** Whether {@code kind} ({@code AWS}, {@code Service}) names {@code principal}, or anybody. */
    boolean isFor(String kind, String principal) {
      return isForAnybody() || texts(json.at("Principal").at(kind)).anyMatch(principal::equals);
    }

    boolean isForAnybody() {
      return json.at("Principal").text().filter("*"::equals).isPresent()
          || texts(json.at("Principal").at("AWS")).anyMatch("*"::equals);
    }

    boolean isConditional() {
      return json.at("Condition").isObject();
    }

    /** What the conditions want of {@code key}, whatever their operator; empty for nothing. */
    Optional<List<String>> wanted(String key) {
      List<String> values =
          json.at("Condition").fields().values().stream()
              .flatMap(operator -> operator.fields().entrySet().stream())
              .filter(entry -> lower(entry.getKey()).equals(lower(key)))
              .map(Map.Entry::getValue)
              .flatMap(Policy::texts)
              .toList();
      return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    boolean isAbout(String arn) {
      return texts(json.at("Resource")).anyMatch(pattern -> matches(pattern, arn));
    }
  }

  static Policy parse(String document) {
    Json statements = Json.lenient(document).at("Statement");
    List<Json> items = statements.isObject() ? List.of(statements) : statements.items();
    return new Policy(items.stream().map(Statement::new).toList());
  }

  private static Stream<String> texts(Json value) {
    return value.text().isPresent()
        ? value.text().stream()
        : value.raw().filter(List.class::isInstance).stream()
            .flatMap(_ -> value.items().stream())
            .flatMap(item -> item.text().stream());
  }

  /** Whether {@code text} is what {@code pattern} says, with {@code *} and {@code ?}. */
  static boolean matches(String pattern, String text) {
    String regex =
        pattern
            .chars()
            .mapToObj(letter ->
                switch (letter) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(letter));
                })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).matches();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
