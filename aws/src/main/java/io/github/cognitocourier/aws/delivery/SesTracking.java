package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who sees to it that SES tracks neither opens nor clicks: a link in a security mail leads where it
 * says, and nobody learns who has read it.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/configuration-overrides.html">
 *     Configuration overrides</a>
 */
enum SesTracking {
  /** Nobody has said so: the account's settings and the configuration set's decide. */
  BY_CONFIGURATION,
  /** The operator has switched it off at SES. */
  OFF_AT_SES,
  /** Every mail switches it off, which takes a right of its own. */
  OVERRIDDEN;

  /** As the option {@code tracking} says. Throws {@link InvalidSettings} for any other word. */
  static SesTracking of(ProviderUrl url) {
    Optional<String> option = url.option("tracking");
    return option.isEmpty()
        ? BY_CONFIGURATION
        : switch (option.get()) {
          case "off" -> OFF_AT_SES;
          case "override" -> OVERRIDDEN;
          default -> throw url.mistake("option tracking can only be off or override");
        };
  }

  /** What the operator should know at start-up. */
  Optional<String> warning() {
    return switch (this) {
      case BY_CONFIGURATION ->
          Optional.of(
              "SES may track opens and clicks; send through a configuration set without open and"
                  + " click events (option configuration-set) and set option tracking=off, or let"
                  + " every mail switch tracking off by option tracking=override, for which the"
                  + " function's role needs ses:ApplyTrackingConfigurationOverrides.");
      case OFF_AT_SES, OVERRIDDEN -> Optional.empty();
    };
  }

  /** What it adds to a request. */
  Map<String, Object> members() {
    return switch (this) {
      case BY_CONFIGURATION, OFF_AT_SES -> Map.of();
      case OVERRIDDEN -> Map.of("ConfigurationOverrides", Map.of("Tracking", off()));
    };
  }

  private static Map<String, String> off() {
    var off = new LinkedHashMap<String, String>();
    off.put("OpenTrackingEnabled", "DISABLED");
    off.put("ClickTrackingEnabled", "DISABLED");
    return off;
  }
}
