package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Brand;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.Mistakes;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads every route at start-up, whoever it is for, and makes each provider in it once: the same
 * URL is the same provider, wherever it stands. Every mistake is noted before anything stops.
 */
public final class RoutesReader {

  /** Makes a provider; throws {@link InvalidSettings} when its settings are wrong. */
  @FunctionalInterface
  public interface Maker<M extends Message> {

    /** The provider that {@code url} names. */
    Provider<M> make(ProviderUrl url);
  }

  private final Environment environment;
  private final CourierJson document;
  private final Scope scope;
  private final Mistakes mistakes;
  private final Set<String> warnings = new LinkedHashSet<>();

  /** Notes what is wrong in {@code mistakes}, which the caller stops at. */
  public RoutesReader(
      Environment environment, CourierJson document, Scope scope, Mistakes mistakes) {
    this.environment = environment;
    this.document = document;
    this.scope = scope;
    this.mistakes = mistakes;
  }

  /** The routes; of use only when there was no mistake. */
  public Routes read(Maker<Email> email, Maker<Sms> sms) {
    Routes.Choice<Email> emails = choice(Channel.EMAIL, email);
    Routes.Choice<Sms> messages = choice(Channel.SMS, sms);
    return new Routes(emails, messages, List.copyOf(warnings));
  }

  private <M extends Message> Routes.Choice<M> choice(Channel channel, Maker<M> maker) {
    var routes = new HashMap<String, Route>();
    var made = new LinkedHashMap<ProviderUrl, Optional<Provider<M>>>();
    for (RouteText text : texts(channel)) {
      Optional<Route> parsed = mistakes.in(text::parse);
      parsed.ifPresent(route -> {
        routes.put(text.brand(), route);
        route
            .providers()
            .forEach(url ->
                made.computeIfAbsent(
                    url, one -> mistakes.in(() -> provider(text.setting(), one, maker))));
        PlainCodes.mistakes(text, route, scope, url -> made.getOrDefault(url, Optional.empty()))
            .forEach(mistakes::add);
      });
    }
    made.forEach((url, provider) -> provider.ifPresent(it -> warn(url, it)));
    return chosenFrom(routes, made);
  }

  private void warn(ProviderUrl url, Provider<?> provider) {
    if (url.option("sandbox").filter("true"::equals).isPresent()) {
      warnings.add(
          url.name()
              + ": sandbox=true is for trying out: messages do not arrive as they should; remove it"
              + " for production.");
    }
    warnings.addAll(provider.warnings());
  }

  /** A channel is switched on by its variable; a brand's route only takes that one's place. */
  private List<RouteText> texts(Channel channel) {
    List<RouteText> texts =
        RouteText.all(channel, environment, document).stream()
            .filter(text -> !text.isOfBrand() || scope.brandRoutes().contains(channel))
            .toList();
    String variable = RouteText.setting(channel);
    if (environment.get(variable).isEmpty()) {
      for (RouteText text : texts) {
        mistakes.add(
            text.setting()
                + " takes the place of "
                + variable
                + ", which is not set; set it to the route of all others.");
      }
    }
    return texts;
  }

  private static <M extends Message> Routes.Choice<M> chosenFrom(
      Map<String, Route> routes, Map<ProviderUrl, Optional<Provider<M>>> made) {
    return dispatch -> {
      Route brands = routes.get(dispatch.brand());
      Route route = brands == null ? routes.get(Brand.DEFAULT) : brands;
      var chosen = new ArrayList<Provider<M>>();
      for (ProviderUrl url : route == null ? List.<ProviderUrl>of() : route.providers(dispatch)) {
        made.getOrDefault(url, Optional.empty()).ifPresent(chosen::add);
      }
      return chosen;
    };
  }

  /** A provider knows its URL, but not the setting that holds it: that is told here. */
  private static <M extends Message> Provider<M> provider(
      String setting, ProviderUrl url, Maker<M> maker) {
    try {
      return maker.make(url);
    } catch (InvalidSettings invalid) {
      String aboutUrl = url.name() + ": ";
      throw new InvalidSettings(
          invalid.mistakes().stream()
              .map(one -> one.startsWith(aboutUrl) ? setting + ": " + one : one)
              .toList());
    }
  }
}
