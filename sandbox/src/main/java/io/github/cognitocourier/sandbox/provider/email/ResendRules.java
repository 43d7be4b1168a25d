package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Resend requires of a mail.
 *
 * @see <a href="https://resend.com/docs/api-reference/emails/send-email">Send email</a>
 * @see <a href="https://resend.com/docs/dashboard/templates/template-variables">Template
 *     variables</a>
 */
final class ResendRules {

  static final String INVALID_TO =
      "Invalid `to` field. The email address needs to follow the `email@example.com` or `Name"
          + " <email@example.com>` format.";

  private static final int MOST_RECIPIENTS = 50;
  private static final Set<String> RESERVED =
      Set.of("FIRST_NAME", "LAST_NAME", "EMAIL", "UNSUBSCRIBE_URL", "contact", "this");

  private ResendRules() {}

  /** Resend's name of an error, and its sentence. */
  record Problem(String name, String message) {}

  static Optional<Problem> problem(Json mail) {
    boolean byTemplate = !mail.at("template").isAbsent();
    return required(mail, byTemplate)
        .or(() -> addresses(mail))
        .or(() -> byTemplate ? template(mail) : Optional.empty())
        .or(() -> rest(mail));
  }

  private static Optional<Problem> invalid(String message) {
    return Optional.of(new Problem("validation_error", message));
  }

  private static Optional<Problem> missing(String field) {
    return Optional.of(new Problem("missing_required_field", "Missing `" + field + "` field."));
  }

  private static Optional<Problem> required(Json mail, boolean byTemplate) {
    // A template may bring its own sender and subject.
    List<String> fields = byTemplate ? List.of("to") : List.of("from", "to", "subject");
    for (String field : fields) {
      boolean empty = mail.at(field).text().filter(String::isEmpty).isPresent();
      if (mail.at(field).isAbsent() || empty) {
        return missing(field);
      }
    }
    boolean content =
        Stream.of("html", "text").anyMatch(name -> !mail.at(name).text().orElse("").isEmpty());
    return byTemplate || content
        ? Optional.empty()
        : Optional.of(new Problem("missing_required_field", "Missing `html` or `text` field."));
  }

  private static Optional<Problem> addresses(Json mail) {
    Json from = mail.at("from");
    if (!from.isAbsent() && from.text().filter(MailText::isMailbox).isEmpty()) {
      return Optional.of(
          new Problem(
              "invalid_from_address",
              "Invalid `from` field. The email address needs to follow the `email@example.com` or"
                  + " `Name <email@example.com>` format."));
    }
    List<Json> to = MailText.listed(mail.at("to"));
    boolean valid =
        !to.isEmpty()
            && to.size() <= MOST_RECIPIENTS
            && to.stream().allMatch(each -> each.text().filter(MailText::isMailbox).isPresent());
    if (!valid) {
      return invalid(INVALID_TO);
    }
    boolean answerable =
        MailText.listed(mail.at("reply_to")).stream()
            .allMatch(each -> each.text().filter(MailText::isMailbox).isPresent());
    return answerable ? Optional.empty() : invalid("Invalid `reply_to` field.");
  }

  private static Optional<Problem> template(Json mail) {
    Json template = mail.at("template");
    if (template.at("id").text().orElse("").isBlank()) {
      return invalid("Invalid `template` field: `id` is required.");
    }
    if (Stream.of("html", "text", "react").anyMatch(name -> !mail.at(name).isAbsent())) {
      return invalid("`html`, `text` and `react` cannot be used with a `template`.");
    }
    Json variables = template.at("variables");
    if (!variables.isAbsent() && !variables.isObject()) {
      return invalid("Invalid `template.variables` field.");
    }
    return variables.fields().entrySet().stream()
        .filter(variable -> !isVariable(variable.getKey(), variable.getValue()))
        .findFirst()
        .flatMap(variable -> invalid("Invalid template variable `" + variable.getKey() + "`."));
  }

  private static boolean isVariable(String key, Json value) {
    boolean scalar =
        value.raw().filter(raw -> raw instanceof String || raw instanceof Number).isPresent();
    return key.matches("[A-Za-z0-9_]{1,50}") && !RESERVED.contains(key) && scalar;
  }

  private static Optional<Problem> rest(Json mail) {
    Optional<String> noText =
        Stream.of("subject", "html", "text")
            .filter(name -> MailText.isNoText(mail.at(name)))
            .findFirst();
    if (noText.isPresent()) {
      return invalid("Invalid `" + noText.get() + "` field. It must be a string.");
    }
    if (!MailText.areTexts(mail.at("headers"))) {
      return invalid("Invalid `headers` field. It must be an object of strings.");
    }
    boolean tagged =
        mail.at("tags").items().stream()
            .allMatch(tag -> isTag(tag.at("name")) && isTag(tag.at("value")));
    return tagged
        ? Optional.empty()
        : invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
  }

  private static boolean isTag(Json text) {
    return text.text().filter(value -> value.matches("[A-Za-z0-9_-]{1,256}")).isPresent();
  }
}
