package io.github.cognitocourier.sandbox.kms;

import io.github.cognitocourier.core.json.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of one KMS operation; each accessor refuses what KMS would refuse. */
record Parameters(Json json) {

  private static final int LONGEST_ID = 2048;

  /** A key or alias identifier that must be there. */
  String identifier(String name) {
    String identifier = text(name).orElseThrow(() -> missing(name));
    if (identifier.isEmpty() || identifier.length() > LONGEST_ID) {
      throw constraint(name, "Member must have length between 1 and " + LONGEST_ID);
    }
    return identifier;
  }

  Optional<String> text(String name) {
    Json value = json.at(name);
    if (!value.isAbsent() && value.text().isEmpty()) {
      throw serialization();
    }
    return value.text();
  }

  Optional<Long> number(String name) {
    Json value = json.at(name);
    if (!value.isAbsent() && value.number().isEmpty()) {
      throw serialization();
    }
    return value.number();
  }

  boolean flag(String name) {
    return json.at(name).raw().filter(Boolean.TRUE::equals).isPresent();
  }

  /** Bytes in Base64 that must be there, 1 to {@code most} of them. */
  byte[] bytes(String name, int most) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text(name).orElseThrow(() -> missing(name)));
    } catch (IllegalArgumentException notBase64) {
      throw serialization();
    }
    if (bytes.length < 1 || bytes.length > most) {
      throw constraint(name, "Member must have length between 1 and " + most + ", both inclusive");
    }
    return bytes;
  }

  /** The encryption context: strings by string; empty when there is none. */
  Map<String, String> encryptionContext() {
    Json context = json.at("EncryptionContext");
    if (context.isAbsent()) {
      return Map.of();
    }
    if (!context.isObject()) {
      throw serialization();
    }
    var texts = new LinkedHashMap<String, String>();
    context
        .fields()
        .forEach(
            (name, value) -> texts.put(name, value.text().orElseThrow(Parameters::serialization)));
    return texts;
  }

  static Refusal constraint(String name, String constraint) {
    return new Refusal(
        "ValidationException",
        "1 validation error detected: Value at '"
            + name.substring(0, 1).toLowerCase(Locale.ROOT)
            + name.substring(1)
            + "' failed to satisfy constraint: "
            + constraint);
  }

  private static Refusal missing(String name) {
    return constraint(name, "Member must not be null");
  }

  private static Refusal serialization() {
    return new Refusal("SerializationException", "A parameter is not of the documented type.");
  }
}
