package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.delivery.Secrets.Reason;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Secret;
import java.util.Optional;

/**
 * The key in what Secrets Manager or Parameter Store has given out. White space around it is cut
 * off. What is no key is {@code SECRET_MALFORMED} with one of our words as its detail.
 */
public final class SecretText {

  private SecretText() {}

  /**
   * Of a secret: its whole text, or the member of the JSON object in it. Of one without text
   * ({@code binary}) there are bytes, which no provider takes as a key.
   */
  public static Lookup ofSecret(Optional<String> text, Optional<String> member) {
    if (text.isEmpty()) {
      return new Lookup.Missing(Reason.SECRET_MALFORMED, "binary");
    }
    Json object = Json.lenient(text.get());
    if (member.isPresent()) {
      return object.isObject()
          ? key(object.at(member.get()).text(), "no_such_member")
          : new Lookup.Missing(Reason.SECRET_MALFORMED, "not_a_json_object");
    }
    // The whole object would be taken for a wrong key: its member was forgotten.
    return object.isObject()
        ? new Lookup.Missing(Reason.SECRET_MALFORMED, "no_member_named")
        : key(text, "no_value");
  }

  /** Of a parameter: its value, whatever its type. */
  public static Lookup ofParameter(Optional<String> value) {
    return key(value, "no_value");
  }

  /** An editor or {@code echo} has often left a line end behind the key. */
  private static Lookup key(Optional<String> text, String otherwise) {
    Optional<Secret> secret = text.map(String::strip).map(Secret::new);
    if (secret.isEmpty()) {
      return new Lookup.Missing(Reason.SECRET_MALFORMED, otherwise);
    }
    return secret.get().isKey()
        ? new Lookup.Found(secret.get())
        : new Lookup.Missing(Reason.SECRET_MALFORMED, "not_a_key");
  }
}
