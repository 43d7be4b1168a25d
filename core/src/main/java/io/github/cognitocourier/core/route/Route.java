package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The route expression: one provider URL, or one of the forms below, each of which may stand
 * wherever a route may. Routes are separated by white space. Immutable.
 */
public sealed interface Route {

  /** One provider. */
  record One(ProviderUrl url) implements Route {}

  /** {@code failover(a b …)}: one after the other, until one accepts. */
  record Failover(List<Route> choices) implements Route {

    /** Copies the choices. */
    public Failover {
      choices = List.copyOf(choices);
    }
  }

  /**
   * {@code roundrobin(3=a 1=b)}: the first one is drawn by weight, the others follow as in a
   * failover, in an order that is drawn as well.
   *
   * @param number the how manieth it is in its expression
   */
  record RoundRobin(int number, List<Weighted> choices) implements Route {

    /** Copies the choices. */
    public RoundRobin {
      choices = List.copyOf(choices);
    }
  }

  /** One choice of a round robin; a weight is 1 to 1000, and 1 when none is written. */
  record Weighted(int weight, Route route) {}

  /**
   * {@code bytrigger(AdminCreateUser=a *=b)}.
   *
   * @param others empty only when every trigger source is named
   */
  record ByTrigger(Map<TriggerSource.Known, Route> routes, Optional<Route> others)
      implements Route {

    /** Copies the routes, in their order. */
    public ByTrigger {
      routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }
  }

  /**
   * {@code byprefix(+49=a +43=b *=c)}, of SMS only: the longest prefix of the phone number wins.
   *
   * @param others empty: another number has no route
   */
  record ByPrefix(Map<String, Route> routes, Optional<Route> others) implements Route {

    /** Copies the routes, in their order. */
    public ByPrefix {
      routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }
  }

  /** {@code byclient(CLIENTID=a *=b)}: by the app client. */
  record ByClient(Map<String, Route> routes, Route others) implements Route {

    /** Copies the routes, in their order. */
    public ByClient {
      routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }
  }

  /**
   * Parses an expression; {@code setting} names where it stands, for the {@link InvalidSettings} it
   * throws, one sentence per mistake.
   */
  static Route parse(String setting, String text, Channel channel) {
    return new RouteParser(setting, text, channel).parse();
  }

  /**
   * The providers of one message in the order in which they are tried, each once. Empty only when
   * no prefix of {@code byprefix(…)} is the number's.
   */
  default List<ProviderUrl> providers(Dispatch dispatch) {
    var chosen = new LinkedHashSet<ProviderUrl>();
    choose(this, dispatch, chosen);
    return List.copyOf(chosen);
  }

  /**
   * Every provider that a message of this trigger source could be handed to, whoever it is for. Of
   * a form inside the same form (a client within a client) it may name one too many.
   */
  default List<ProviderUrl> reachable(TriggerSource.Known trigger) {
    return reached(this, Optional.of(trigger)).distinct().toList();
  }

  /** Every provider of the expression. */
  default List<ProviderUrl> providers() {
    return reached(this, Optional.empty()).distinct().toList();
  }

  private static void choose(Route route, Dispatch dispatch, Set<ProviderUrl> chosen) {
    switch (route) {
      case One(ProviderUrl url) -> chosen.add(url);
      case Failover(var choices) -> chooseAll(choices, dispatch, chosen);
      case RoundRobin(int number, var choices) ->
          chooseAll(Draw.order(dispatch.id(), number, choices), dispatch, chosen);
      case ByTrigger(var routes, var others) ->
          Optional.ofNullable(routes.get(dispatch.trigger()))
              .or(() -> others)
              .ifPresent(choice -> choose(choice, dispatch, chosen));
      case ByPrefix(var routes, var others) ->
          dispatch
              .number()
              .flatMap(number -> longest(routes, number))
              .or(() -> others)
              .ifPresent(choice -> choose(choice, dispatch, chosen));
      case ByClient(var routes, var others) ->
          choose(
              dispatch
                  .appClient()
                  .flatMap(id -> Optional.ofNullable(routes.get(id)))
                  .orElse(others),
              dispatch,
              chosen);
    }
  }

  private static void chooseAll(List<Route> choices, Dispatch dispatch, Set<ProviderUrl> chosen) {
    for (Route choice : choices) {
      choose(choice, dispatch, chosen);
    }
  }

  private static Optional<Route> longest(Map<String, Route> routes, PhoneNumber number) {
    return routes.entrySet().stream()
        .filter(entry -> number.value().startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  /** Without a trigger: by any. */
  private static Stream<ProviderUrl> reached(Route route, Optional<TriggerSource.Known> trigger) {
    Stream<Route> choices =
        switch (route) {
          case One one -> Stream.empty();
          case Failover(var all) -> all.stream();
          case RoundRobin(int number, var all) -> all.stream().map(Weighted::route);
          case ByTrigger(var routes, var others) ->
              trigger.isPresent()
                  ? Optional.ofNullable(routes.get(trigger.get())).or(() -> others).stream()
                  : Stream.concat(routes.values().stream(), others.stream());
          case ByPrefix(var routes, var others) ->
              Stream.concat(routes.values().stream(), others.stream());
          case ByClient(var routes, var others) ->
              Stream.concat(routes.values().stream(), Stream.of(others));
        };
    Stream<ProviderUrl> deeper = choices.flatMap(choice -> reached(choice, trigger));
    return route instanceof One(ProviderUrl url) ? Stream.of(url) : deeper;
  }
}
