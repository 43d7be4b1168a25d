package io.github.cognitocourier.sandbox.provider.sms;

import java.util.Map;
import java.util.Optional;

/** The parameters of a form; an empty one counts as missing. What is no form has none. */
record Form(Map<String, String> fields) {

  Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }
}
