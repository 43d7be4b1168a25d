package io.github.cognitocourier.lambda;

import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.aws.delivery.AwsProviders;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every provider by the scheme of its URL: the vendors' and AWS's own. */
public final class Catalogue {

  private static final SortedSet<String> EMAIL =
      union(Providers.emailSchemes(), AwsProviders.emailSchemes());
  private static final SortedSet<String> SMS =
      union(Providers.smsSchemes(), AwsProviders.smsSchemes());

  private final InstantSource clock;

  /** Requests to AWS are signed at the time of {@code clock}. */
  public Catalogue(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The e-mail provider that {@code url} names. Throws {@link InvalidSettings} when there is none,
   * or when its settings are wrong.
   *
   * @param httpApis what the scheme {@code http} may name: {@code CourierJson.httpApis}
   */
  public Provider<Email> email(
      ProviderUrl url,
      Environment environment,
      HostedTemplates hosted,
      Map<String, HttpApi> httpApis,
      Wire wire) {
    know(url, "e-mail", EMAIL, "SMS", SMS);
    return AwsProviders.emailSchemes().contains(url.scheme())
        ? AwsProviders.email(url, environment, hosted, signed(environment, wire))
        : Providers.email(url, environment, hosted, httpApis, wire);
  }

  /**
   * The SMS provider that {@code url} names. Throws {@link InvalidSettings} when there is none, or
   * when its settings are wrong.
   */
  public Provider<Sms> sms(
      ProviderUrl url,
      Environment environment,
      HostedTemplates hosted,
      Map<String, HttpApi> httpApis,
      Wire wire) {
    know(url, "SMS", SMS, "e-mail", EMAIL);
    return AwsProviders.smsSchemes().contains(url.scheme())
        ? AwsProviders.sms(url, environment, signed(environment, wire))
        : Providers.sms(url, environment, hosted, httpApis, wire);
  }

  private AwsWire signed(Environment environment, Wire wire) {
    return AwsWire.of(environment, wire.exchange(), clock);
  }

  /** The schemes of the e-mail providers. */
  public static SortedSet<String> emailSchemes() {
    return EMAIL;
  }

  /** The schemes of the SMS providers. */
  public static SortedSet<String> smsSchemes() {
    return SMS;
  }

  /**
   * The schemes of the providers that host no templates. {@code messagebird} hosts them with {@code
   * api=bird} alone, and {@code http} as its entry in {@code courier.json} says: those tell it
   * themselves.
   */
  public static SortedSet<String> withoutTemplates() {
    return union(Providers.withoutTemplates(), AwsProviders.withoutTemplates());
  }

  /** The schemes of all providers. */
  public static SortedSet<String> schemes() {
    return union(EMAIL, SMS);
  }

  private static void know(
      ProviderUrl url, String channel, Set<String> known, String otherChannel, Set<String> others) {
    if (known.contains(url.scheme())) {
      return;
    }
    String names = String.join(", ", known);
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

  private static SortedSet<String> union(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return Collections.unmodifiableSortedSet(all);
  }
}
