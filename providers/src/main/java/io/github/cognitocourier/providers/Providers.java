package io.github.cognitocourier.providers;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.providers.email.SendGrid;
import io.github.cognitocourier.providers.email.Smtp;
import io.github.cognitocourier.providers.sms.Twilio;
import io.github.cognitocourier.providers.wire.Wire;
import java.util.Set;
import java.util.TreeSet;

/**
 * The providers by the scheme of their URL: a new one is one file, its scheme and its line here.
 * The lines are a switch, not a table, so that only the providers of the route are loaded.
 */
public final class Providers {

  private static final Set<String> EMAIL =
      Set.of(
          // Schemes of e-mail providers.
          "smtp", "sendgrid");

  private static final Set<String> SMS =
      Set.of(
          // Schemes of SMS providers.
          "twilio");

  private Providers() {}

  /**
   * The e-mail provider that {@code url} names. Throws {@link InvalidSettings} when there is none,
   * or when its settings are wrong.
   */
  public static Provider<Email> email(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return switch (url.scheme()) {
      // E-mail.
      case "smtp" -> Smtp.of(url, environment, hosted, wire);
      case "sendgrid" -> SendGrid.of(url, environment, hosted, wire);
      default -> throw unknown(url, "e-mail", EMAIL, "SMS", SMS);
    };
  }

  /**
   * The SMS provider that {@code url} names. Throws {@link InvalidSettings} when there is none, or
   * when its settings are wrong.
   */
  public static Provider<Sms> sms(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return switch (url.scheme()) {
      // SMS.
      case "twilio" -> Twilio.of(url, environment, hosted, wire);
      default -> throw unknown(url, "SMS", SMS, "e-mail", EMAIL);
    };
  }

  /** The schemes of the e-mail providers. */
  public static Set<String> emailSchemes() {
    return EMAIL;
  }

  /** The schemes of the SMS providers. */
  public static Set<String> smsSchemes() {
    return SMS;
  }

  private static InvalidSettings unknown(
      ProviderUrl url, String channel, Set<String> known, String otherChannel, Set<String> others) {
    String names = String.join(", ", new TreeSet<>(known));
    return others.contains(url.scheme())
        ? url.mistake(
            "sends "
                + otherChannel
                + ", not "
                + channel
                + "; "
                + channel
                + " providers are "
                + names)
        : url.mistake("is not a known " + channel + " provider; known are " + names);
  }
}
