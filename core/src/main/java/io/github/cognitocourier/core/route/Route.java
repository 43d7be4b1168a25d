package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.util.List;

/**
 * The route expression: one provider URL, or {@code failover(a b …)} of routes. Providers are
 * separated by white space. Immutable.
 */
public sealed interface Route {

  /** The providers in the order in which they are tried. */
  List<ProviderUrl> providers();

  /** One provider. */
  record One(ProviderUrl url) implements Route {

    @Override
    public List<ProviderUrl> providers() {
      return List.of(url);
    }
  }

  /** One after the other, until one accepts. */
  record Failover(List<Route> choices) implements Route {

    /** Copies the choices. */
    public Failover {
      choices = List.copyOf(choices);
    }

    @Override
    public List<ProviderUrl> providers() {
      return choices.stream().flatMap(choice -> choice.providers().stream()).distinct().toList();
    }
  }

  /**
   * Parses an expression; {@code setting} names where it stands, for the {@link InvalidSettings} it
   * throws.
   */
  static Route parse(String setting, String text) {
    return new RouteParser(setting, text).parse();
  }
}
