package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.settings.Brand;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route expression where it stands.
 *
 * @param setting where that is, for errors: {@code COURIER_EMAIL}, {@code courier.json:
 *     brands.acme.emailRoute}
 * @param brand whose app clients it is for; {@link Brand#DEFAULT} for all that have no other
 */
public record RouteText(String setting, String brand, Channel channel, String text) {

  /** Every route of a channel: that of everybody first, then those of brands. */
  public static List<RouteText> all(
      Channel channel, Environment environment, CourierJson document) {
    var all = new ArrayList<RouteText>();
    environment
        .get(setting(channel))
        .ifPresent(text -> all.add(new RouteText(setting(channel), Brand.DEFAULT, channel, text)));
    document.brands().values().stream()
        .sorted((one, other) -> one.id().compareTo(other.id()))
        .forEach(brand ->
            own(channel, brand)
                .ifPresent(text ->
                    all.add(new RouteText(setting(channel, brand), brand.id(), channel, text))));
    return List.copyOf(all);
  }

  /** Whether a brand has it of its own, for its app clients. */
  public boolean isOfBrand() {
    return !brand.equals(Brand.DEFAULT);
  }

  /** Parses it; throws {@code InvalidSettings} with one sentence per mistake. */
  public Route parse() {
    return Route.parse(setting, text, channel);
  }

  /** The variable that holds the route of everybody. */
  public static String setting(Channel channel) {
    return switch (channel) {
      case EMAIL -> Settings.COURIER_EMAIL;
      case SMS -> Settings.COURIER_SMS;
    };
  }

  private static String setting(Channel channel, Brand brand) {
    return "courier.json: brands." + brand.id() + "." + channel.word() + "Route";
  }

  /** The route that a brand has of its own. */
  private static Optional<String> own(Channel channel, Brand brand) {
    return switch (channel) {
      case EMAIL -> brand.emailRoute();
      case SMS -> brand.smsRoute();
    };
  }
}
