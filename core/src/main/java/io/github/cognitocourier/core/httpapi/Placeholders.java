package io.github.cognitocourier.core.httpapi;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that a text of an HTTP API may ask for. */
public final class Placeholders {

  /** The API's key or password. */
  public static final String SECRET = "secret";

  /** The vendor's own id of a template that it hosts; in {@code hosted} only. */
  public static final String HOSTED_TEMPLATE = "hostedTemplate";

  /** In front of the name of a user attribute that {@code courier.json} declares. */
  public static final String ATTRIBUTES = "attributes.";

  /** In front of the name of client metadata that {@code courier.json} declares. */
  public static final String METADATA = "metadata.";

  /** What an e-mail alone has. */
  public static final Set<String> EMAIL = Set.of("subject", "html", "fromName");

  /** What an SMS alone has. */
  public static final Set<String> SMS = Set.of("toDigits", "validSeconds");

  /** What the path of a URL may hold: nothing personal, because paths are logged everywhere. */
  public static final Set<String> PATH = Set.of("trigger", "locale", "brand", "notificationId");

  /** What our templates are filled with; a test holds it and the templates' list together. */
  public static final Set<String> TEMPLATE =
      Set.of(
          "locale",
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

  /** What strangers write, or has such words in it; an attribute and metadata, too. */
  private static final Set<String> STRANGE =
      Set.of(
          "text", "subject", "userName", "ipAddress", "city", "country", "deviceName", "loginTime");

  private static final Set<String> BOTH =
      Set.of("to", "from", "text", "trigger", "brand", "notificationId", SECRET);

  /** Every name but those of attributes and metadata. */
  public static final Set<String> ALL =
      Stream.of(BOTH, TEMPLATE, EMAIL, SMS, Set.of(HOSTED_TEMPLATE))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private Placeholders() {}

  /** Whether a stranger may have written any part of this value. */
  public static boolean isStrange(String name) {
    return STRANGE.contains(name) || name.startsWith(ATTRIBUTES) || name.startsWith(METADATA);
  }

  /** Why {@code name} must not stand in a text; empty when it may. */
  public static Optional<String> problem(
      String name, Set<String> attributes, Set<String> metadata, boolean hosted) {
    if (name.startsWith(ATTRIBUTES)) {
      return undeclared(name, ATTRIBUTES, attributes);
    }
    if (name.startsWith(METADATA)) {
      return undeclared(name, METADATA, metadata);
    }
    if (!ALL.contains(name)) {
      return Optional.of(
          "must not ask for {{"
              + name
              + "}}; known are attributes.NAME, metadata.NAME, "
              + String.join(", ", new TreeSet<>(ALL)));
    }
    return name.equals(HOSTED_TEMPLATE) && !hosted
        ? Optional.of("must not ask for {{hostedTemplate}}, which only hosted knows")
        : Optional.empty();
  }

  private static Optional<String> undeclared(String name, String prefix, Set<String> declared) {
    return declared.contains(name.substring(prefix.length()))
        ? Optional.empty()
        : Optional.of(
            "asks for {{"
                + name
                + "}}, which is not declared; add it to "
                + prefix.replace(".", ""));
  }
}
