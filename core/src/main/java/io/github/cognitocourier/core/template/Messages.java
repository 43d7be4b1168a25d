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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
  public record Topic(
      NotificationId id,
      Trigger trigger,
      TriggerSource.Known source,
      Map<String, String> attributes,
      Optional<Code> code) {

    @Override
    public String toString() {
      return "Topic[" + id + ", " + trigger + "]";
    }
  }

  /** Writes an e-mail. */
  public Email email(Topic topic, EmailAddress to) {
    Brand brand = brand(topic);
    Variables variables = variables(topic, brand);
    List<String> wanted = wantedLocales(topic, brand);
    Rendered rendered =
        templates.render(Channel.EMAIL, topic.source(), brand.id(), wanted, variables);
    return new Email(
        topic.id(),
        settings.fromOf(brand),
        to,
        rendered.subject(),
        rendered.text(),
        rendered.html(),
        HEADERS,
        key(topic, brand, wanted, rendered),
        variables);
  }

  /** Writes an SMS. */
  public Sms sms(Topic topic, PhoneNumber to) {
    Brand brand = brand(topic);
    Variables variables = variables(topic, brand);
    List<String> wanted = wantedLocales(topic, brand);
    Rendered rendered =
        templates.render(Channel.SMS, topic.source(), brand.id(), wanted, variables);
    return new Sms(
        topic.id(),
        brand.smsFrom(),
        to,
        rendered.text(),
        topic.source().usefulFor(),
        key(topic, brand, wanted, rendered),
        variables);
  }

  private Brand brand(Topic topic) {
    return settings.document().brandOf(topic.trigger().clientId());
  }

  private static List<String> wantedLocales(Topic topic, Brand brand) {
    var wanted = new ArrayList<String>();
    Optional.ofNullable(topic.trigger().clientMetadata().get("locale")).ifPresent(wanted::add);
    Optional.ofNullable(topic.attributes().get("locale")).ifPresent(wanted::add);
    wanted.add(brand.locale());
    return wanted;
  }

  /**
   * The locales in which this message may be sent, best first, down to the one it is written in: a
   * hosted template in a better one is preferred, one in a worse one is not.
   */
  private static TemplateKey key(Topic topic, Brand brand, List<String> wanted, Rendered rendered) {
    String trigger = topic.source().suffix();
    var installed = new LinkedHashSet<>(brand.hostedLocales(trigger));
    installed.add(rendered.locale());
    List<String> chain = LocaleChain.of(wanted, installed);
    return new TemplateKey(
        trigger, chain.subList(0, chain.indexOf(rendered.locale()) + 1), brand.id());
  }

  private Variables variables(Topic topic, Brand brand) {
    var values = new LinkedHashMap<String, String>();
    topic.code().ifPresent(code -> values.put("code", code.reveal()));
    values.put("brandName", brand.name());
    values.put("brandUrl", brand.url());
    values.put("logoUrl", brand.logoUrl());
    values.put("accentColor", brand.accentColor());
    values.put("domain", brand.domain());
    values.put("userName", StrangersText.clean(topic.trigger().userName()));
    if (!topic.source().carriesCode()) {
      values.putAll(takeOver(topic.trigger().userAttributes()));
    }
    values.values().removeIf(String::isEmpty);
    return new Variables(
        values,
        StrangersText.declared(settings.document().attributes(), topic.attributes()),
        StrangersText.declared(settings.document().metadata(), topic.trigger().clientMetadata()));
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
