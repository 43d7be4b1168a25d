package io.github.cognitocourier.providers.httpapi;

import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * {@code http://account?endpoint=…}, for e-mails with {@code tracking=off}, for SMS with {@code
 * from=…}, and {@code HTTP_SECRET} when the entry asks for it.
 *
 * @param from the sender of SMS when the brand names none
 */
record HttpSettings(String name, URI endpoint, HttpApi api, Credential secret, String from) {

  static HttpSettings of(ProviderUrl url, Environment environment, Map<String, HttpApi> apis) {
    HttpApi api = apis.get(url.account());
    if (api == null) {
      throw url.mistake(
          "courier.json has no httpApis."
              + url.account()
              + (apis.isEmpty()
                  ? ""
                  : "; it has " + String.join(", ", apis.keySet().stream().sorted().toList())));
    }
    Credential secret =
        api.usesSecret()
            ? environment.requireCredential(
                url.variable("SECRET"), "the key or password that httpApis asks for as {{secret}}")
            : new Credential.Literal(new Secret(""));
    return new HttpSettings(
        url.name(),
        url.endpoint(api.inline().url().origin()),
        api,
        secret,
        url.option("from").orElse(""));
  }

  /** What the other channel alone has would always be empty. */
  HttpSettings refuse(Set<String> others, String message) {
    api.texts()
        .forEach(text ->
            text.names()
                .filter(others::contains)
                .findFirst()
                .ifPresent(name -> {
                  throw new InvalidSettings(
                      "courier.json: %s asks for {{%s}}, which %s does not have."
                          .formatted(text.path(), name, message));
                }));
    return this;
  }
}
