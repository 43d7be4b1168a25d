package io.github.cognitocourier.sandbox.provider.sms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The message attributes of a Publish, {@code MessageAttributes.entry.N.…}: for SMS, SNS reads
 * those of its own and passes over the rest.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html">Publishing to
 *     a phone</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message
 *     attributes</a>
 */
record SnsAttributes(Map<String, Attribute> entries) {

  /** One attribute. */
  record Attribute(String type, Optional<String> value) {}

  /** Why they are refused. */
  record Problem(String code, String message) {}

  private static final String ENTRY = "MessageAttributes.entry.";
  private static final String SENDER = "AWS.SNS.SMS.SenderID";
  private static final String NUMBER = "AWS.MM.SMS.OriginationNumber";

  static SnsAttributes of(Map<String, String> fields) {
    var entries = new LinkedHashMap<String, Attribute>();
    for (int i = 1; fields.containsKey(ENTRY + i + ".Name"); i++) {
      String value = ENTRY + i + ".Value.";
      entries.put(
          fields.getOrDefault(ENTRY + i + ".Name", ""),
          new Attribute(
              fields.getOrDefault(value + "DataType", ""),
              Optional.ofNullable(fields.get(value + "StringValue"))));
    }
    return new SnsAttributes(entries);
  }

  Optional<Problem> problem() {
    return entries.entrySet().stream()
        .flatMap(entry -> problem(entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(String name, Attribute attribute) {
    if (attribute.type().isEmpty()) {
      return Optional.of(
          new Problem(
              "ParameterValueInvalid",
              "The message attribute '%s' must contain non-empty message attribute type."
                  .formatted(name)));
    }
    String value = attribute.value().orElse("");
    if (value.isEmpty()) {
      return Optional.of(
          new Problem(
              "ParameterValueInvalid",
              "The message attribute '%s' must contain non-empty message attribute value."
                  .formatted(name)));
    }
    boolean number = name.equals("AWS.SNS.SMS.MaxPrice");
    boolean typed =
        !name.startsWith("AWS.") || attribute.type().equals(number ? "Number" : "String");
    boolean formed =
        switch (name) {
          case "AWS.SNS.SMS.SenderID" -> value.matches("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");
          case "AWS.SNS.SMS.SMSType" -> value.matches("Promotional|Transactional");
          case "AWS.SNS.SMS.MaxPrice" -> value.matches("[0-9]{1,8}(\\.[0-9]{1,8})?");
          case "AWS.MM.SMS.OriginationNumber" -> value.matches("\\+?[0-9]{5,15}");
          default -> true;
        };
    return typed && formed
        ? Optional.empty()
        : Optional.of(new Problem("InvalidParameter", "Invalid parameter: " + name));
  }

  /** Whom the message comes from; empty leaves it to SNS. */
  String sender() {
    return Optional.ofNullable(entries.get(NUMBER))
        .or(() -> Optional.ofNullable(entries.get(SENDER)))
        .flatMap(Attribute::value)
        .orElse("");
  }
}
