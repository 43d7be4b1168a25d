package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts by the scheme of the provider's URL. A new provider's check is one file and one line
 * here.
 */
public final class Accounts {

  private static final Map<String, Maker> ACCOUNTS =
      Map.of("smtp", SmtpAccount::of, "sendgrid", SendGridAccount::of, "twilio", TwilioAccount::of);

  private Accounts() {}

  /**
   * The account that {@code url} names; empty for a provider that cannot be asked. Every secret in
   * {@code environment} is the secret itself, not a reference to one.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings when a setting is wrong
   */
  public static Optional<Account> of(ProviderUrl url, Environment environment, Exchange exchange) {
    return Optional.ofNullable(ACCOUNTS.get(url.scheme()))
        .map(maker -> maker.make(url, environment, exchange));
  }

  /** Makes one account from its settings. */
  @FunctionalInterface
  private interface Maker {

    Account make(ProviderUrl url, Environment environment, Exchange exchange);
  }
}
