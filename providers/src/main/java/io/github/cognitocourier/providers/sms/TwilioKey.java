package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.util.Map;
import java.util.Optional;

/**
 * What all of Twilio's APIs are called with: {@code TWILIO_ACCOUNT_SID}, and {@code
 * TWILIO_API_KEY_SID} with {@code TWILIO_API_KEY_SECRET} or else {@code TWILIO_AUTH_TOKEN}; {@code
 * TWILIO_EU_…} for the account {@code eu}, whatever the scheme of the URL. Immutable.
 *
 * @param user the SID of the API key, or of the account
 * @param variable the variable of {@code password}
 * @see <a href="https://www.twilio.com/docs/iam/api-keys">API keys</a>
 */
public record TwilioKey(String accountSid, String user, String variable, Credential password) {

  /** The key of the account that {@code url} names. Throws {@link InvalidSettings}. */
  public static TwilioKey of(ProviderUrl url, Environment environment) {
    var twilio = new ProviderUrl("twilio", url.account(), Map.of());
    String account =
        environment.require(twilio.variable("ACCOUNT_SID"), "the Account SID (AC…) of Twilio");
    String keySid = twilio.variable("API_KEY_SID");
    Optional<String> key = environment.get(keySid);
    String user = key.orElse(account);
    if (user.contains(":")) {
      throw url.mistake("an SID holds no colon");
    }
    String variable = twilio.variable(key.isPresent() ? "API_KEY_SECRET" : "AUTH_TOKEN");
    String what =
        key.isPresent()
            ? "the API key's secret"
            : "the account's auth token, or better set " + keySid + " to an API key's SID";
    return new TwilioKey(account, user, variable, environment.requireCredential(variable, what));
  }
}
