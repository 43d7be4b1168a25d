package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Condition.Truth;
import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

  /** What a policy says of a request. */
  enum Answer {
    ALLOWED,
    DENIED,
    /** A condition decides that cannot be judged from here. */
    DEPENDS,
    SILENT
  }

  /** One statement. */
  record Statement(Json json) {

    boolean isDenial() {
      return json.at("Effect").text().filter("Deny"::equals).isPresent();
    }

    boolean allows(String action) {
      return !isDenial() && covers(action);
    }

    boolean covers(String action) {
      return texts(json.at("NotAction")).findAny().isPresent()
          ? texts(json.at("NotAction")).noneMatch(pattern -> matches(pattern, action))
          : texts(json.at("Action")).anyMatch(pattern -> matches(pattern, action));
    }

    /** Whether {@code kind} ({@code AWS}, {@code Service}) names {@code principal}, or anybody. */
    boolean isFor(String kind, String principal) {
      Json spared = json.at("NotPrincipal");
      if (spared.isObject()) {
        return texts(spared.at(kind)).noneMatch(principal::equals);
      }
      return isForAnybody() || texts(json.at("Principal").at(kind)).anyMatch(principal::equals);
    }

    boolean isForAnybody() {
      return json.at("Principal").text().filter("*"::equals).isPresent()
          || texts(json.at("Principal").at("AWS")).anyMatch("*"::equals);
    }

    boolean isConditional() {
      return !conditions().isEmpty();
    }

    List<Condition> conditions() {
      return json.at("Condition").fields().entrySet().stream()
          .flatMap(operator ->
              operator.getValue().fields().entrySet().stream()
                  .map(key ->
                      new Condition(
                          operator.getKey(),
                          Condition.lower(key.getKey()),
                          texts(key.getValue()).toList())))
          .toList();
    }

    /** Whether every condition holds in a request with these context keys. */
    Truth applies(Map<String, String> context) {
      List<Truth> each = conditions().stream().map(it -> it.holds(context)).toList();
      if (each.contains(Truth.NO)) {
        return Truth.NO;
      }
      return each.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.YES;
    }

    boolean isAbout(String arn) {
      return texts(json.at("Resource")).anyMatch(pattern -> matchesExactly(pattern, arn));
    }
  }

  static Policy parse(String document) {
    Json statements = Json.lenient(document).at("Statement");
    List<Json> items = statements.isObject() ? List.of(statements) : statements.items();
    return new Policy(items.stream().map(Statement::new).toList());
  }

  /**
   * What the statements that {@code concern} the request say of it, with these context keys, given
   * in lower case. A denial comes first.
   */
  Answer answer(Predicate<Statement> concern, Map<String, String> context) {
    List<Statement> about = statements.stream().filter(concern).toList();
    List<Truth> denials = truths(about.stream().filter(Statement::isDenial), context);
    List<Truth> allowances = truths(about.stream().filter(it -> !it.isDenial()), context);
    if (denials.contains(Truth.YES)) {
      return Answer.DENIED;
    }
    boolean allowed = allowances.contains(Truth.YES);
    boolean open = allowed ? denials.contains(Truth.UNKNOWN) : allowances.contains(Truth.UNKNOWN);
    if (open) {
      return Answer.DEPENDS;
    }
    return allowed ? Answer.ALLOWED : Answer.SILENT;
  }

  private static List<Truth> truths(Stream<Statement> statements, Map<String, String> context) {
    return statements.map(it -> it.applies(context)).toList();
  }

  /** JSON's booleans and numbers are as good as their texts. */
  private static Stream<String> texts(Json value) {
    return value.raw().stream()
        .flatMap(raw -> raw instanceof List<?> list ? list.stream() : Stream.of(raw))
        .filter(raw -> raw instanceof String || raw instanceof Boolean || raw instanceof Number)
        .map(Object::toString);
  }

  /** Whether {@code value} is filled in by AWS. */
  static boolean isVariable(String value) {
    return value.contains("${");
  }

  /** Whether the action {@code text} is what {@code pattern} says, with {@code *} and {@code ?}. */
  static boolean matches(String pattern, String text) {
    return matchesExactly(Condition.lower(pattern), Condition.lower(text));
  }

  /** As {@link #matches}, where capitals count. */
  static boolean matchesExactly(String pattern, String text) {
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
    return Pattern.compile(regex).matcher(text).matches();
  }
}
