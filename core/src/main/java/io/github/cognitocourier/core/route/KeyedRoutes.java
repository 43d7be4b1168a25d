package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands in the parentheses of {@code bytrigger}, {@code byprefix} or {@code byclient}, read.
 *
 * @param start the character at which the word before the parentheses begins
 * @param end the character of the closing one
 */
record KeyedRoutes(List<Entry> entries, int start, int end, Notes notes) {

  private static final String OTHERS = "*";
  private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");

  /** As in Cognito's events. */
  private static final Pattern CLIENT = Pattern.compile("[\\w+]{1,128}");

  /** {@code a,b=route}, with the character at which it begins. */
  record Entry(List<String> keys, int start, Route route) {}

  /** Takes a mistake, at a character. */
  @FunctionalInterface
  interface Notes {

    void note(int where, String sentence);
  }

  Route byTrigger() {
    List<TriggerSource.Known> all = List.of(TriggerSource.Known.values());
    Table<TriggerSource.Known> table =
        table(TriggerSource.Known::named, "names a trigger that is none of " + suffixes(all));
    List<TriggerSource.Known> missing =
        all.stream().filter(trigger -> !table.routes().containsKey(trigger)).toList();
    if (table.others().isEmpty() && !missing.isEmpty()) {
      notes.note(
          end, "has a bytrigger() without a route for " + suffixes(missing) + "; add *=ROUTE");
    }
    var routes = new EnumMap<TriggerSource.Known, Route>(TriggerSource.Known.class);
    routes.putAll(table.routes());
    return new Route.ByTrigger(routes, table.others());
  }

  Route byPrefix(Channel channel) {
    if (channel == Channel.EMAIL) {
      notes.note(start, "has a byprefix(), which is for SMS only: an e-mail has no phone number");
    }
    Table<String> table =
        table(form(PREFIX), "names a prefix that is not + and up to 15 digits, or *");
    return new Route.ByPrefix(table.routes(), table.others());
  }

  Route byClient() {
    Table<String> table = table(form(CLIENT), "names an app client by what is no client id");
    if (table.others().isEmpty()) {
      notes.note(
          end,
          "has a byclient() without a route for other app clients and for administrators' calls,"
              + " which have none; add *=ROUTE");
    }
    return new Route.ByClient(table.routes(), table.others().orElse(new Route.Failover(List.of())));
  }

  private record Table<K>(Map<K, Route> routes, Optional<Route> others) {}

  private <K> Table<K> table(Function<String, Optional<K>> parse, String mistake) {
    var routes = new LinkedHashMap<K, Route>();
    var others = new LinkedHashMap<String, Route>();
    for (Entry entry : entries) {
      if (entry.keys().equals(List.of(OTHERS))) {
        put(others, OTHERS, entry);
      } else {
        for (String text : entry.keys()) {
          parse
              .apply(text)
              .ifPresentOrElse(
                  key -> put(routes, key, entry), () -> notes.note(entry.start(), mistake));
        }
      }
    }
    return new Table<>(routes, Optional.ofNullable(others.get(OTHERS)));
  }

  private <K> void put(Map<K, Route> routes, K key, Entry entry) {
    if (routes.putIfAbsent(key, entry.route()) != null) {
      notes.note(entry.start(), "names a key for the second time");
    }
  }

  private static Function<String, Optional<String>> form(Pattern pattern) {
    return text -> Optional.of(text).filter(key -> pattern.matcher(key).matches());
  }

  private static String suffixes(List<TriggerSource.Known> triggers) {
    return triggers.stream().map(TriggerSource.Known::suffix).collect(Collectors.joining(", "));
  }
}
