package io.github.cognitocourier.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * One condition of a policy's statement.
 *
 * @param operator as written, such as {@code ArnLike}
 * @param key the context key, in lower case
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
record Condition(String operator, String key, List<String> values) {

  /** Whether something is so. */
  enum Truth {
    YES,
    NO,
    /** It depends on what is not known from here. */
    UNKNOWN
  }

  /** Whether it holds in a request with these context keys, given in lower case. */
  Truth holds(Map<String, String> context) {
    Optional<String> actual = Optional.ofNullable(context.get(key));
    Optional<BiPredicate<String, String>> comparison = comparison();
    if (actual.isEmpty() || comparison.isEmpty() || values.stream().anyMatch(Policy::isVariable)) {
      return Truth.UNKNOWN;
    }
    boolean met = values.stream().anyMatch(it -> comparison.get().test(it, actual.get()));
    return met == isPositive() ? Truth.YES : Truth.NO;
  }

  /**
   * Whether it names {@code text} alone or among others, each exactly: no wildcard, no negation.
   */
  boolean pins(String wanted) {
    return key.equals(wanted)
        && isPositive()
        && comparison().isPresent()
        && values.stream().noneMatch(it -> it.contains("*") || it.contains("?"));
  }

  private boolean isPositive() {
    return !operator.contains("Not");
  }

  private Optional<BiPredicate<String, String>> comparison() {
    return switch (operator.replace("Not", "")) {
      case "StringEquals" -> Optional.of(String::equals);
      case "StringEqualsIgnoreCase", "Bool" -> Optional.of(String::equalsIgnoreCase);
      case "StringLike", "ArnEquals", "ArnLike" -> Optional.of(Policy::matchesExactly);
      default -> Optional.empty();
    };
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
