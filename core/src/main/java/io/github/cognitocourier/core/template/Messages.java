package io.github.cognitocourier.core.template;

import io.github.cognitocourier.core.code.Code;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.Brand;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes messages: in the brand of the app client and the locale of the user. Safe for concurrent
 * use.
 */
public final class Messages {

  /** So that no out-of-office reply comes back (RFC 3834). */
  private static final Map<String, String> HEADERS = Map.of("Auto-Submitted", "auto-generated");

  private static final Pattern HTTPS = Pattern.compile("https://[^\\s\"'<>]+");

  private final Templates templates;
  private final Settings settings;

  /** Writes with {@code templates}, for the brands of {@code settings}. */
  public Messages(Templates templates, Settings settings) {
    this.templates = templates;
    this.settings = settings;
  }

  /**
   * What a message is about.
   *
   * @param attributes the user's attributes: the event's, or looked up
   * @param code empty for a trigger source that carries none
   */
  public record Subject(
      NotificationId id,
      Trigger trigger,
      TriggerSource.Known source,
      Map<String, String> attributes,
      Optional<Code> code) {}

  /** Writes an e-mail. */
  public Email email(Subject subject, EmailAddress to) {
    Brand brand = brand(subject);
    Variables variables = variables(subject, brand);
    List<String> wanted = wantedLocales(subject, brand);
    Rendered rendered =
        templates.render(Channel.EMAIL, subject.source(), brand.id(), wanted, variables);
    return new Email(
        subject.id(),
        settings.fromOf(brand),
        to,
        rendered.subject(),
        rendered.text(),
        rendered.html(),
        HEADERS,
        key(subject, brand, wanted, rendered),
        variables);
  }

  /** Writes an SMS. */
  public Sms sms(Subject subject, PhoneNumber to) {
    Brand brand = brand(subject);
    Variables variables = variables(subject, brand);
    List<String> wanted = wantedLocales(subject, brand);
    Rendered rendered =
        templates.render(Channel.SMS, subject.source(), brand.id(), wanted, variables);
    return new Sms(
        subject.id(),
        brand.smsFrom(),
        to,
        rendered.text(),
        subject.source().usefulFor(),
        key(subject, brand, wanted, rendered),
        variables);
  }

  private Brand brand(Subject subject) {
    return settings.document().brandOf(subject.trigger().clientId());
  }

  private static List<String> wantedLocales(Subject subject, Brand brand) {
    return Stream.of(
            Optional.ofNullable(subject.trigger().clientMetadata().get("locale")),
            Optional.ofNullable(subject.attributes().get("locale")),
            Optional.of(brand.locale()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A hosted template in the user's language is better than an installed one in another. */
  private static TemplateKey key(
      Subject subject, Brand brand, List<String> wanted, Rendered rendered) {
    String trigger = subject.source().suffix();
    var installed = new LinkedHashSet<>(brand.hostedLocales(trigger));
    installed.add(rendered.locale());
    String locale = LocaleChain.of(wanted, installed).getFirst();
    return new TemplateKey(trigger, locale, brand.id());
  }

  private Variables variables(Subject subject, Brand brand) {
    var values = new LinkedHashMap<String, String>();
    subject.code().ifPresent(code -> values.put("code", code.reveal()));
    values.put("brandName", brand.name());
    values.put("brandUrl", brand.url());
    values.put("logoUrl", brand.logoUrl());
    values.put("accentColor", brand.accentColor());
    values.put("domain", brand.domain());
    values.put("userName", StrangersText.clean(subject.trigger().userName()));
    if (!subject.source().carriesCode()) {
      values.putAll(takeOver(subject.trigger().userAttributes()));
    }
    values.values().removeIf(String::isEmpty);
    return new Variables(
        values,
        StrangersText.declared(settings.document().attributes(), subject.attributes()),
        StrangersText.declared(settings.document().metadata(), subject.trigger().clientMetadata()));
  }

  /**
   * What Cognito tells of the suspicious sign-in; the device's name comes from the suspect's
   * browser.
   */
  private static Map<String, String> takeOver(Map<String, String> attributes) {
    var values = new LinkedHashMap<String, String>();
    String action = attribute(attributes, "ACCOUNT_TAKE_OVER_ACTION");
    values.put("action", action);
    values.put("blocked", action.equals("BLOCK") ? "true" : "");
    values.put("ipAddress", attribute(attributes, "IP_ADDRESS"));
    values.put("city", attribute(attributes, "CITY"));
    values.put("country", attribute(attributes, "COUNTRY"));
    values.put("deviceName", attribute(attributes, "DEVICE_NAME"));
    values.put("loginTime", attribute(attributes, "LOGIN_TIME"));
    values.put("oneClickLinkValid", link(attributes, "ONE_CLICK_LINK_VALID"));
    values.put("oneClickLinkInvalid", link(attributes, "ONE_CLICK_LINK_INVALID"));
    return values;
  }

  private static String attribute(Map<String, String> attributes, String name) {
    return StrangersText.clean(attributes.getOrDefault(name, ""));
  }

  private static String link(Map<String, String> attributes, String name) {
    String link = attributes.getOrDefault(name, "");
    return HTTPS.matcher(link).matches() ? link : "";
  }
}
