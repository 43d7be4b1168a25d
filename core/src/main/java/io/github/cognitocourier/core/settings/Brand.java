package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.message.TemplateKey;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who speaks: what may differ from one app client to the next. Immutable.
 *
 * @param id the brand's key in {@code courier.json}; {@code default} for the one outside {@code
 *     brands}
 * @param from the sender of e-mails; empty when only SMS are sent
 * @param name shown in messages; empty for none
 * @param url the home page, shown in messages; empty for none
 * @param logoUrl an image; empty for none
 * @param accentColor {@code #rrggbb}; empty for the templates' own
 * @param domain of the page where codes are typed, for the origin-bound last line of an SMS; empty
 *     for none
 * @param locale the locale of users who have none, as a BCP 47 tag
 * @param smsFrom the sender of SMS; empty leaves it to the provider's own setting
 * @param hosted provider name → trigger suffix → locale → template id
 * @param emailRoute the route expression that takes the place of {@code COURIER_EMAIL}; empty for
 *     none, and always for the default brand
 * @param smsRoute the same in place of {@code COURIER_SMS}
 */
public record Brand(
    String id,
    Optional<Mailbox> from,
    String name,
    String url,
    String logoUrl,
    String accentColor,
    String domain,
    String locale,
    String smsFrom,
    Map<String, Map<String, Map<String, String>>> hosted,
    Optional<String> emailRoute,
    Optional<String> smsRoute) {

  /** The id of the brand outside {@code brands}. */
  public static final String DEFAULT = "default";

  /** A brand that says nothing of itself. */
  static final Brand PLAIN =
      new Brand(
          DEFAULT,
          Optional.empty(),
          "",
          "",
          "",
          "",
          "",
          "en",
          "",
          Map.of(),
          Optional.empty(),
          Optional.empty());

  /** The locales for which any provider hosts a template of {@code trigger}. */
  public Set<String> hostedLocales(String trigger) {
    var all = new HashSet<String>();
    hosted
        .values()
        .forEach(triggers -> all.addAll(triggers.getOrDefault(trigger, Map.of()).keySet()));
    return Collections.unmodifiableSet(all);
  }

  /** The template that {@code provider} hosts for {@code key}, in the best of its locales. */
  Optional<String> hostedId(String provider, TemplateKey key) {
    Map<String, String> ids =
        hosted.getOrDefault(provider, Map.of()).getOrDefault(key.trigger(), Map.of());
    return key.locales().stream().flatMap(locale -> Stream.ofNullable(ids.get(locale))).findFirst();
  }

  /**
   * The templates that {@code provider} hosts, whichever of {@code brands} the message speaks for.
   */
  static HostedTemplates hostedBy(String provider, Map<String, Brand> brands) {
    return key ->
        Optional.ofNullable(brands.get(key.brand()))
            .flatMap(brand -> brand.hostedId(provider, key));
  }
}
