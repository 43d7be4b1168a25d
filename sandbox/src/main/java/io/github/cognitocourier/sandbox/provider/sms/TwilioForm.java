package io.github.cognitocourier.sandbox.provider.sms;

import java.util.Map;
import java.util.Optional;

/** The parameters; an empty one counts as missing. What is no form has none, as at Twilio. */
record TwilioForm(Map<String, String> fields) {

  Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }
}
