package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.EnumSet;
import java.util.Set;

/**
 * What routes are read for: a function, which has to expect everything, or less. Immutable.
 *
 * @param brandRoutes the channels in which the routes that brands have of their own count; in the
 *     others a brand's message goes by the route of everybody
 * @param triggers what may have to be sent
 */
public record Scope(Set<Channel> brandRoutes, Set<TriggerSource.Known> triggers) {

  /** Copies the sets. */
  public Scope {
    brandRoutes = Set.copyOf(brandRoutes);
    triggers = Set.copyOf(triggers);
  }

  /** That of a function. */
  public static Scope everything() {
    return new Scope(EnumSet.allOf(Channel.class), EnumSet.allOf(TriggerSource.Known.class));
  }
}
