package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider that carries codes only must never be handed a password, or a notice. */
final class PlainCodes {

  private PlainCodes() {}

  /** One sentence for each such provider that the route could hand something else. */
  static <M extends Message> List<String> mistakes(
      RouteText text, Route route, Scope scope, Function<ProviderUrl, Optional<Provider<M>>> made) {
    return route.providers().stream()
        .filter(url -> made.apply(url).filter(it -> it.carries() == Carries.CODES_ONLY).isPresent())
        .flatMap(url -> mistake(text, route, scope, url))
        .toList();
  }

  private static Stream<String> mistake(RouteText text, Route route, Scope scope, ProviderUrl url) {
    List<TriggerSource.Known> others =
        Stream.of(TriggerSource.Known.values())
            .filter(trigger -> scope.triggers().contains(trigger) && !trigger.carriesPlainCode())
            .filter(trigger -> route.reachable(trigger).contains(url))
            .toList();
    return others.isEmpty() ? Stream.empty() : Stream.of(sentence(text, url, others));
  }

  private static String sentence(
      RouteText text, ProviderUrl url, List<TriggerSource.Known> others) {
    return text.setting()
        + ": "
        + url.name()
        + " carries codes only, but this route could hand it "
        + joined(" and ", others, trigger -> trigger.suffix() + " (" + carried(trigger) + ")")
        + "; give another provider to these: bytrigger("
        + joined(",", others, TriggerSource.Known::suffix)
        + "=OTHER *="
        + url.text()
        + ").";
  }

  private static String carried(TriggerSource.Known trigger) {
    return trigger.carriesCode() ? "a temporary password" : "no code";
  }

  private static String joined(
      String separator,
      List<TriggerSource.Known> triggers,
      Function<TriggerSource.Known, String> word) {
    return triggers.stream().map(word).collect(Collectors.joining(separator));
  }
}
