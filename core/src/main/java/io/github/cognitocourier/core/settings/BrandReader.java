package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.Mailbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one brand of {@code courier.json}; what it does not say is as in the base brand. */
final class BrandReader {

  private static final String EMAIL_ROUTE = "emailRoute";
  private static final String SMS_ROUTE = "smsRoute";
  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "name",
          "url",
          "logoUrl",
          "accentColor",
          "domain",
          "locale",
          "smsFrom",
          "hostedTemplates",
          EMAIL_ROUTE,
          SMS_ROUTE);

  /** Cognito's words, as in {@code TriggerSource}; a test holds the two together. */
  static final Set<String> TRIGGERS =
      Set.of(
          "SignUp",
          "ResendCode",
          "ForgotPassword",
          "UpdateUserAttribute",
          "VerifyUserAttribute",
          "AdminCreateUser",
          "Authentication",
          "AccountTakeOverNotification");

  private static final Pattern HTTPS = Pattern.compile("https://[^\\s\"'<>]{1,2000}");
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9-]{1,63}");
  private static final Pattern SMS_FROM = Pattern.compile("\\+?[A-Za-z0-9 _-]{1,15}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,200}");
  private static final Pattern ROUTE = Pattern.compile("[^\\p{Cntrl}]{1,4000}");
  static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  private final Brand base;
  private final List<String> mistakes;

  BrandReader(Brand base, List<String> mistakes) {
    this.base = base;
    this.mistakes = mistakes;
  }

  Brand read(String id, Json brand) {
    brand.fields().keySet().stream()
        .filter(field -> !FIELDS.contains(field))
        .forEach(field -> note(CourierJson.unknown(brand.at(field), FIELDS)));
    return new Brand(
        id,
        from(brand.at("from")),
        text(brand.at("name"), base.name(), LINE, "must be one line of at most 200 characters"),
        text(brand.at("url"), base.url(), HTTPS, "must be an https:// address"),
        text(brand.at("logoUrl"), base.logoUrl(), HTTPS, "must be an https:// address"),
        text(brand.at("accentColor"), base.accentColor(), COLOR, "must be a color such as #1a73e8"),
        text(brand.at("domain"), base.domain(), DOMAIN, "must be a domain such as example.com"),
        text(brand.at("locale"), base.locale(), LOCALE, "must be a locale such as en or pt-BR"),
        text(brand.at("smsFrom"), base.smsFrom(), SMS_FROM, "must be a phone number or sender id"),
        hosted(brand.at("hostedTemplates")),
        route(id, brand.at(EMAIL_ROUTE), Settings.COURIER_EMAIL),
        route(id, brand.at(SMS_ROUTE), Settings.COURIER_SMS));
  }

  /** Its form is read later, with the other routes. */
  private Optional<String> route(String id, Json field, String common) {
    if (!field.isAbsent() && id.equals(Brand.DEFAULT)) {
      note(field.mistake("is for brands only; the route of everybody is " + common));
      return Optional.empty();
    }
    String route =
        text(field, "", ROUTE, "must be a route such as sendgrid://default, on one line");
    return Optional.of(route).filter(text -> !text.isEmpty());
  }

  private Optional<Mailbox> from(Json field) {
    if (field.isAbsent()) {
      return base.from();
    }
    Optional<Mailbox> from = field.text().flatMap(Mailbox::parse);
    if (from.isEmpty()) {
      note(field.mistake("must be an address such as Example <no-reply@example.com>"));
    }
    return from;
  }

  private String text(Json field, String otherwise, Pattern form, String expectation) {
    if (field.isAbsent()) {
      return otherwise;
    }
    Optional<String> text = field.text().filter(value -> form.matcher(value).matches());
    if (text.isEmpty()) {
      note(field.mistake(expectation));
    }
    return text.orElse(otherwise);
  }

  /** A brand's own templates replace the base brand's, provider by provider. */
  private Map<String, Map<String, Map<String, String>>> hosted(Json providers) {
    var hosted = new LinkedHashMap<>(base.hosted());
    providers
        .fields()
        .forEach((provider, triggers) -> {
          var byTrigger = new LinkedHashMap<String, Map<String, String>>();
          triggers
              .fields()
              .forEach(
                  (trigger, locales) -> byTrigger.put(known(trigger, locales), hostedIds(locales)));
          hosted.put(provider, Map.copyOf(byTrigger));
        });
    return Map.copyOf(hosted);
  }

  private String known(String trigger, Json locales) {
    if (!TRIGGERS.contains(trigger)) {
      note(CourierJson.unknown(locales, TRIGGERS));
    }
    return trigger;
  }

  private Map<String, String> hostedIds(Json locales) {
    var ids = new LinkedHashMap<String, String>();
    locales
        .fields()
        .forEach((locale, id) -> {
          if (!LOCALE.matcher(locale).matches()) {
            note(id.mistake("must have a locale such as en or pt-BR as its key"));
          }
          id.text()
              .filter(text -> LINE.matcher(text).matches())
              .ifPresentOrElse(
                  text -> ids.put(locale, text),
                  () -> note(id.mistake("must be the provider's template id, a string")));
        });
    return Map.copyOf(ids);
  }

  private void note(MalformedJson mistake) {
    mistakes.add(CourierJson.sentence(mistake));
  }
}
