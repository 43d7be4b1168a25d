package io.github.cognitocourier.core.template;

import com.samskivert.mustache.Mustache.CustomContext;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.CourierJson;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a template may ask for, and where the value comes from. */
final class VariableNames {

  private static final String ATTRIBUTES = "attributes.";
  private static final String METADATA = "metadata.";
  private static final String LOCALE = "locale";

  /** Filled by us; described in docs/templates.md. */
  static final Set<String> OURS =
      Set.of(
          LOCALE,
          "code",
          "brandName",
          "brandUrl",
          "logoUrl",
          "accentColor",
          "domain",
          "userName",
          "ipAddress",
          "city",
          "country",
          "deviceName",
          "loginTime",
          "action",
          "blocked",
          "oneClickLinkValid",
          "oneClickLinkInvalid");

  private VariableNames() {}

  static boolean known(String name) {
    return OURS.contains(name)
        || (name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length())
        || (name.startsWith(METADATA) && name.length() > METADATA.length());
  }

  /** Why {@code name} shows nothing: courier.json does not declare it. Empty when it does. */
  static Optional<String> undeclared(String name, CourierJson document) {
    return undeclared(name, ATTRIBUTES, document.attributes())
        .or(() -> undeclared(name, METADATA, document.metadata()));
  }

  private static Optional<String> undeclared(String name, String prefix, Set<String> declared) {
    return name.startsWith(prefix) && !declared.contains(name.substring(prefix.length()))
        ? Optional.of(
            "{{"
                + name
                + "}} is not declared; add it to "
                + prefix.replace(".", "")
                + " in courier.json.")
        : Optional.empty();
  }

  /** Looks names up in {@code variables}; {@code locale} is the one the message is written in. */
  static CustomContext context(Variables variables, String locale) {
    return name -> value(variables, locale, name);
  }

  private static @Nullable String value(Variables variables, String locale, String name) {
    if (name.equals(LOCALE)) {
      return locale;
    }
    if (name.startsWith(ATTRIBUTES)) {
      return variables.attributes().get(name.substring(ATTRIBUTES.length()));
    }
    if (name.startsWith(METADATA)) {
      return variables.metadata().get(name.substring(METADATA.length()));
    }
    return variables.values().get(name);
  }
}
