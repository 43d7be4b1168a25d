package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Brevo requires of its JSON document. */
final class BrevoRules {

  static final String INVALID_RECIPIENT = "email is not valid in to";

  /** Exactly so: in another spelling it is a header like any other. */
  static final String IDEMPOTENCY_KEY = "idempotencyKey";

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int MOST_RECIPIENTS = 99;
  private static final int LONGEST_SENDER_NAME = 70;

  private BrevoRules() {}

  /** One of Brevo's errors. */
  record Problem(String code, String message) {}

  /**
   * The first thing that is wrong; throws {@link io.github.cognitocourier.core.json.MalformedJson}
   * when a value is of another type than documented.
   */
  static Optional<Problem> problem(Json mail) {
    boolean hosted = !mail.at("templateId").isAbsent();
    if (hosted && mail.at("templateId").number().filter(id -> id > 0).isEmpty()) {
      return invalid("templateId is not valid");
    }
    if (!hosted && mail.at("sender").isAbsent()) {
      return missing("sender is missing");
    }
    if (!mail.at("sender").isAbsent() && !isSender(mail.at("sender").requireObject())) {
      return invalid("valid sender email required");
    }
    String name = mail.at("sender").at("name").text().orElse("");
    if (name.codePointCount(0, name.length()) > LONGEST_SENDER_NAME) {
      return invalid("sender name must not have more than 70 characters");
    }
    List<Json> to = mail.at("to").items();
    if (to.isEmpty()) {
      return missing("to is missing");
    }
    if (to.size() > MOST_RECIPIENTS) {
      return invalid("to must not have more than 99 recipients");
    }
    if (!to.stream().allMatch(BrevoRules::isRecipient)) {
      return invalid(INVALID_RECIPIENT);
    }
    if (!mail.at("replyTo").isAbsent() && !isRecipient(mail.at("replyTo"))) {
      return invalid("email is not valid in replyTo");
    }
    if (!hosted && mail.at("subject").optionalText().filter(text -> !text.isEmpty()).isEmpty()) {
      return missing("subject is missing");
    }
    if (!hosted && mail.at("htmlContent").optionalText().orElse("").isEmpty()) {
      return missing("htmlContent is missing");
    }
    var _ = mail.at("textContent").optionalText();
    return options(mail);
  }

  private static Optional<Problem> options(Json mail) {
    if (mail.at("tags").items().stream().anyMatch(tag -> tag.text().orElse("").isEmpty())) {
      return invalid("tags is not valid");
    }
    if (!mail.at("params").isAbsent() && mail.at("params").requireObject().fields().isEmpty()) {
      return invalid("params should be an object and cannot be blank");
    }
    if (mail.at("headers")
        .at(IDEMPOTENCY_KEY)
        .text()
        .filter(key -> !UUID.matcher(key).matches())
        .isPresent()) {
      return invalid("idempotencyKey must be a UUID");
    }
    for (Map.Entry<String, Json> header : mail.at("headers").fields().entrySet()) {
      if (header.getValue().text().isEmpty()) {
        return invalid("headers must be strings");
      }
      if (!header.getKey().matches("[\\x21-\\x7E]+")
          || !header.getValue().text().orElse("").matches("\\p{ASCII}*")) {
        return invalid("headers must be ASCII");
      }
    }
    return Optional.empty();
  }

  private static boolean isSender(Json sender) {
    var _ = sender.at("name").optionalText();
    return sender.at("id").number().isPresent() || isAddress(sender.at("email"));
  }

  private static boolean isRecipient(Json recipient) {
    var _ = recipient.requireObject().at("name").optionalText();
    return isAddress(recipient.at("email"));
  }

  private static boolean isAddress(Json email) {
    return email.optionalText().filter(MailText::isAddress).isPresent();
  }

  private static Optional<Problem> missing(String message) {
    return Optional.of(new Problem("missing_parameter", message));
  }

  private static Optional<Problem> invalid(String message) {
    return Optional.of(new Problem("invalid_parameter", message));
  }
}
