package io.github.cognitocourier.providers;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.providers.email.SendGrid;
import io.github.cognitocourier.providers.sms.Twilio;
import io.github.cognitocourier.providers.wire.Wire;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The providers by the scheme of their URL. A new provider is one file and one line here; see
 * {@code docs/CONTRIBUTING.md}.
 */
public final class Providers {

  private static final Map<String, Maker<Email>> EMAIL = Map.of("sendgrid", SendGrid::of);

  private static final Map<String, Maker<Sms>> SMS = Map.of("twilio", Twilio::of);

  private Providers() {}

  /**
   * The e-mail provider that {@code url} names. Throws {@link InvalidSettings} when there is none,
   * or when its settings are wrong.
   */
  public static Provider<Email> email(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return named(url, "e-mail", EMAIL, "SMS", SMS.keySet()).make(url, environment, hosted, wire);
  }

  /**
   * The SMS provider that {@code url} names. Throws {@link InvalidSettings} when there is none, or
   * when its settings are wrong.
   */
  public static Provider<Sms> sms(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return named(url, "SMS", SMS, "e-mail", EMAIL.keySet()).make(url, environment, hosted, wire);
  }

  /** The schemes of the e-mail providers. */
  public static Set<String> emailSchemes() {
    return EMAIL.keySet();
  }

  /** The schemes of the SMS providers. */
  public static Set<String> smsSchemes() {
    return SMS.keySet();
  }

  private static <M extends Message> Maker<M> named(
      ProviderUrl url,
      String channel,
      Map<String, Maker<M>> known,
      String otherChannel,
      Set<String> others) {
    Maker<M> maker = known.get(url.scheme());
    if (maker != null) {
      return maker;
    }
    String names = String.join(", ", new TreeSet<>(known.keySet()));
    throw others.contains(url.scheme())
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

  /** Makes one provider from its settings. */
  @FunctionalInterface
  private interface Maker<M extends Message> {

    Provider<M> make(ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire);
  }
}
