package io.github.cognitocourier.sandbox.trigger;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.CognitoUser;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which trigger to fire, and about whom. {@link #toString()} shows neither the code nor the user.
 */
record Order(Source source, CognitoUser user) {

  /**
   * Reads {@code {triggerSource, email, phoneNumber, code, locale, clientId, clientMetadata,
   * userAttributes}}; throws {@link io.github.cognitocourier.core.json.MalformedJson} that names
   * the field.
   */
  static Order parse(String userPoolId, Json json) {
    Source source = source(json.at("triggerSource"));
    String email = json.at("email").optionalText().orElse("");
    String phoneNumber = json.at("phoneNumber").optionalText().orElse("");
    // The user's own attributes may carry the address instead.
    Map<String, String> attributes = texts(json.at("userAttributes"));
    switch (source.channel()) {
      case EMAIL -> {
        if (!attributes.containsKey("email")) {
          email = json.at("email").requireText();
        }
      }
      case SMS -> {
        if (!attributes.containsKey("phone_number")) {
          phoneNumber = json.at("phoneNumber").requireText();
        }
      }
    }
    CognitoUser user =
        CognitoUser.in(userPoolId)
            .withEmail(email)
            .withPhoneNumber(phoneNumber)
            .withLocale(json.at("locale").optionalText().orElse(""));
    Optional<String> clientId = json.at("clientId").optionalText();
    if (clientId.isPresent()) {
      user = user.withClientId(clientId.get());
    }
    if (source.trigger().carriesCode()) {
      String code = json.at("code").requireText();
      user = user.withCode(code).withTemporaryPassword(code);
    } else {
      // Cognito lists no address among a takeover's attributes and the sandbox has no user pool to
      // ask: without this the notification could not be sent.
      user = user.withAttribute("email", email);
    }
    for (var attribute : attributes.entrySet()) {
      user = user.withAttribute(attribute.getKey(), attribute.getValue());
    }
    for (var entry : texts(json.at("clientMetadata")).entrySet()) {
      user = user.withClientMetadata(entry.getKey(), entry.getValue());
    }
    return new Order(source, user);
  }

  private static Source source(Json name) {
    String wanted = name.requireText();
    return CognitoEvents.sources().stream()
        .filter(source -> source.triggerSource().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            name.mistake(
                "must be one of "
                    + CognitoEvents.sources().stream()
                        .map(Source::triggerSource)
                        .collect(Collectors.joining(", "))));
  }

  private static Map<String, String> texts(Json object) {
    object
        .fields()
        .forEach((name, value) -> {
          if (value.text().isEmpty()) {
            throw value.mistake("must be a string");
          }
        });
    return object.texts();
  }

  @Override
  public String toString() {
    return "Order[" + source.triggerSource() + "]";
  }
}
