package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.httpapi.FillableText;
import io.github.cognitocourier.core.httpapi.FillableText.Part;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.httpapi.HttpApi.Content;
import io.github.cognitocourier.core.httpapi.Placeholders;
import io.github.cognitocourier.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an entry of {@code httpApis} must not be as a whole, though each of its parts is in order.
 */
final class HttpApiRules {

  /** The headers in which keys are sent, in lower case. */
  static final Pattern KEY_HEADER =
      Pattern.compile(
          ".*authorization|(.*-)?(api|auth|access|app|server|secret)[-_]?(key|token|secret)"
              + "|(x-)?(token|secret|password)");

  private static final Set<String> RECIPIENT = Set.of("to", "toDigits");
  private static final Set<String> CONTENT = Set.of("code", "html", "text");
  private static final String ONLY_SECRET = "must not ask for anything but {{secret}}";

  private HttpApiRules() {}

  /** Each mistake in an entry that was read from {@code json}. */
  static List<String> mistakes(Json json, HttpApi api) {
    var mistakes = new ArrayList<String>();
    mistakes.addAll(content(json, api, api.inline(), CONTENT));
    Set<String> orTemplate = with(CONTENT, Placeholders.HOSTED_TEMPLATE);
    api.hosted()
        .ifPresent(hosted -> mistakes.addAll(content(json.at("hosted"), api, hosted, orTemplate)));
    api.texts().flatMap(HttpApiRules::markup).forEach(mistakes::add);
    api.headers()
        .forEach((name, text) -> {
          boolean isKey = KEY_HEADER.matcher(name.toLowerCase(Locale.ROOT)).matches();
          if (isKey && !asks(text, Set.of(Placeholders.SECRET))) {
            mistakes.add(sentence(text.path(), "must ask for {{secret}}: keys do not stand here"));
          }
        });
    return mistakes;
  }

  /** The mistakes in {@code basic}: a key of its own, or a stranger's word in a login. */
  static List<String> login(Json basic, FillableText user, FillableText password) {
    var mistakes = new ArrayList<String>();
    for (FillableText text : List.of(user, password)) {
      if (!text.names().allMatch(Placeholders.SECRET::equals)) {
        mistakes.add(sentence(text.path(), ONLY_SECRET));
      }
    }
    if (mistakes.isEmpty() && Stream.of(user, password).noneMatch(it -> it.names().count() > 0)) {
      mistakes.add(
          sentence(
              basic.path(), "must ask for {{secret}} in user or password: keys do not stand here"));
    }
    return mistakes;
  }

  /** A message that says nothing, or goes to nobody, may be accepted all the same. */
  private static List<String> content(Json json, HttpApi api, Content content, Set<String> needed) {
    Set<String> asked =
        Stream.concat(content.texts(), api.headers().values().stream())
            .flatMap(FillableText::names)
            .collect(Collectors.toSet());
    var mistakes = new ArrayList<String>();
    for (Set<String> either : List.of(RECIPIENT, needed)) {
      if (either.stream().noneMatch(asked::contains)) {
        mistakes.add(sentence(json.path(), "must ask for " + oneOf(either)));
      }
    }
    return mistakes;
  }

  /** Values are escaped for JSON, forms and URLs, but not for HTML and not for addresses. */
  private static Stream<String> markup(FillableText text) {
    boolean plain =
        text.parts().stream()
            .noneMatch(part ->
                // An SMS that Android's SMS Retriever reads begins with <#>.
                part instanceof Part.Words(String words) && words.replace("<#>", "").contains("<"));
    return plain
        ? Stream.empty()
        : text.names()
            .filter(Placeholders::isStrange)
            .limit(1)
            .map(name ->
                sentence(
                    text.path(),
                    "must not ask for {{"
                        + name
                        + "}} beside a <, because nothing is escaped there; use {{html}}"));
  }

  private static boolean asks(FillableText text, Set<String> names) {
    return text.names().anyMatch(names::contains);
  }

  private static Set<String> with(Set<String> names, String another) {
    var all = new TreeSet<>(names);
    all.add(another);
    return all;
  }

  private static String sentence(String path, String expectation) {
    return "courier.json: " + path + " " + expectation + ".";
  }

  private static String oneOf(Set<String> names) {
    return new TreeSet<>(names)
        .stream().map(name -> "{{" + name + "}}").collect(Collectors.joining(" or "));
  }
}
