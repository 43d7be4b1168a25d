package io.github.cognitocourier.lambda;

import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.util.List;
import java.util.Optional;

/**
 * Whether the hosted templates of {@code courier.json} are of any use to the providers there are.
 */
final class HostedTemplatesUse {

  private HostedTemplatesUse() {}

  /**
   * The templates that the provider of {@code url} hosts.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings when it cannot host any
   */
  static HostedTemplates by(ProviderUrl url, CourierJson document) {
    // MessageBird hosts templates in one of its two APIs, and only the URL tells which it is.
    boolean none =
        url.scheme().equals("messagebird") && !url.option("api").orElse("").equals("bird");
    if (none && document.hosts().contains(url.name())) {
      throw url.mistake(
          "hosts templates with api=bird only; remove hostedTemplates."
              + url.name()
              + " from courier.json");
    }
    return document.hostedBy(url.name());
  }

  /** A sentence for each provider whose hosted templates would never be used. */
  static List<String> inVain(CourierJson document) {
    return document.hosts().stream()
        .sorted()
        .flatMap(provider ->
            inVain(provider, document).stream()
                .map(why -> "courier.json: hostedTemplates." + provider + " " + why + "."))
        .toList();
  }

  private static Optional<String> inVain(String provider, CourierJson document) {
    String[] name = provider.split("/", 2);
    var schemes = Catalogue.schemes();
    if (!schemes.contains(name[0])) {
      return Optional.of(
          "is no provider; known are " + String.join(", ", schemes) + ", each also with /account");
    }
    if (Catalogue.withoutTemplates().contains(name[0])) {
      return Optional.of("would never be used, because " + name[0] + " hosts no templates");
    }
    String account = name.length == 1 ? "default" : name[1];
    return name[0].equals("http") && !document.httpApis().containsKey(account)
        ? Optional.of("has no httpApis." + account)
        : Optional.empty();
  }
}
