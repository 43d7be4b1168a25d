package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Mailjet's Send API v3.1 requires of its JSON document, with Mailjet's own codes.
 *
 * @see <a href="https://dev.mailjet.com/email/guides/send-api-v31/#send-api-errors">Send API
 *     errors</a>
 */
final class MailjetRules {

  private static final int MOST_MESSAGES = 50;
  private static final int LONGEST_SUBJECT = 255;
  private static final Set<String> SWITCHES = Set.of("account_default", "disabled", "enabled");

  /** Mailjet has a property for each of these. */
  private static final String RESERVED_HEADERS =
      "(?i)from|sender|subject|to|cc|bcc|return-path|delivered-to|dkim-signature|domainkey-status"
          + "|received-spf|authentication-results|received|user-agent|x-mailer|x-feedback-id"
          + "|list-id|date|x-csa-complaints|message-id|reply-to|x-mj-.*";

  private final List<Problem> problems = new ArrayList<>();

  private MailjetRules() {}

  /** One of Mailjet's errors. */
  record Problem(int status, String code, String message, List<String> relatedTo) {}

  /** What is wrong with the batch as a whole. */
  static Optional<Problem> ofBatch(Json batch, List<Json> messages) {
    if (batch.at("Messages").isAbsent()) {
      return Optional.of(problem("mj-0003", "Missing mandatory property.", "Messages"));
    }
    if (messages.isEmpty()) {
      return Optional.of(problem("mj-0007", "Empty array is not allowed.", "Messages"));
    }
    if (messages.size() > MOST_MESSAGES) {
      return Optional.of(
          problem("mj-0008", "Array exceeds the maximum allowed of 50 elements.", "Messages"));
    }
    return Optional.empty();
  }

  /** Everything that is wrong with one message. */
  static List<Problem> problems(Json message) {
    var rules = new MailjetRules();
    try {
      rules.check(message.requireObject());
    } catch (MalformedJson wrongType) {
      rules.add("mj-0004", "Type mismatch.", wrongType.path().replaceAll("^Messages.*?\\]\\.", ""));
    }
    return rules.problems;
  }

  /** What Mailjet says of an address that is none. */
  static Problem invalidEmail(String email, String path) {
    return problem("mj-0013", "\"" + email + "\" is an invalid email address.", path);
  }

  private void check(Json message) {
    boolean hosted = !message.at("TemplateID").isAbsent();
    if (message.at("From").isAbsent()) {
      if (!hosted) {
        add("mj-0003", "The From is mandatory but missing from the input", "From");
      }
    } else {
      checkAddress(message.at("From").requireObject(), "From");
    }
    List<Json> recipients = message.at("To").items();
    if (message.at("To").isAbsent()) {
      add("mj-0003", "The To is mandatory but missing from the input", "To");
    } else if (recipients.isEmpty()) {
      add("mj-0007", "Empty array is not allowed.", "To");
    }
    for (int i = 0; i < recipients.size(); i++) {
      checkAddress(recipients.get(i).requireObject(), "To[" + i + "]");
    }
    if (!message.at("ReplyTo").isAbsent()) {
      checkAddress(message.at("ReplyTo").requireObject(), "ReplyTo");
    }
    checkContent(message, hosted);
    checkOptions(message);
  }

  private void checkAddress(Json mailbox, String path) {
    var _ = mailbox.at("Name").optionalText();
    Optional<String> email = mailbox.at("Email").optionalText();
    if (email.isEmpty()) {
      add("mj-0003", "Missing mandatory property.", path + ".Email");
    } else if (email.get().isEmpty()) {
      add("mj-0012", "Empty string is not allowed.", path + ".Email");
    } else if (EmailAddress.parse(email.get())
        .filter(address -> address.domain().matches(".+\\.[a-z][a-z0-9-]+"))
        .isEmpty()) {
      problems.add(invalidEmail(email.get(), path + ".Email"));
    }
  }

  private void checkContent(Json message, boolean hosted) {
    boolean text = !message.at("TextPart").optionalText().orElse("").isEmpty();
    boolean html = !message.at("HTMLPart").optionalText().orElse("").isEmpty();
    if (!text && !html && !hosted) {
      problems.add(
          new Problem(
              400,
              "send-0003",
              "At least \"HTMLPart\", \"TextPart\" or \"TemplateID\" must be provided.",
              List.of("HTMLPart", "TextPart", "TemplateID")));
    }
    if (html && hosted) {
      problems.add(
          new Problem(
              400,
              "send-0004",
              "Only one of \"HTMLPart\" and \"TemplateID\" can be provided.",
              List.of("HTMLPart", "TemplateID")));
    }
    if (hosted && message.at("TemplateID").number().filter(id -> id > 0).isEmpty()) {
      add("mj-0004", "Type mismatch. Expected type \"uint\".", "TemplateID");
    }
    if (message.at("Subject").optionalText().orElse("").length() > LONGEST_SUBJECT) {
      add("mj-0006", "String exceeds the maximum allowed of 255 characters.", "Subject");
    }
    boolean reporting = !message.at("TemplateErrorReporting").isAbsent();
    if (message.at("TemplateLanguage").isAbsent()
        && (reporting || !message.at("TemplateErrorDeliver").isAbsent())) {
      add("send-0016", "\"TemplateLanguage\" must be provided.", "TemplateLanguage");
    }
    if (reporting) {
      checkAddress(message.at("TemplateErrorReporting").requireObject(), "TemplateErrorReporting");
    }
  }

  private void checkOptions(Json message) {
    for (String name : List.of("TemplateLanguage", "TemplateErrorDeliver", "DeduplicateCampaign")) {
      if (message.at(name).raw().filter(value -> !(value instanceof Boolean)).isPresent()) {
        add("mj-0004", "Type mismatch. Expected type \"bool\".", name);
      }
    }
    for (String name : List.of("TrackOpens", "TrackClicks")) {
      if (!SWITCHES.contains(message.at(name).optionalText().orElse("disabled"))) {
        add("mj-0005", "Value is not among the allowed ones.", name);
      }
    }
    for (String name : List.of("CustomID", "EventPayload", "CustomCampaign", "URLTags")) {
      var _ = message.at(name).optionalText();
    }
    var _ = message.at("Variables").fields();
    message
        .at("Headers")
        .fields()
        .forEach((name, value) -> {
          if (name.matches(RESERVED_HEADERS)) {
            add("send-0011", "Header cannot be customized.", "Headers[\"" + name + "\"]");
          } else if (value.text().isEmpty()) {
            add("mj-0004", "Type mismatch. Expected type \"string\".", "Headers." + name);
          }
        });
  }

  private void add(String code, String message, String relatedTo) {
    problems.add(problem(code, message, relatedTo));
  }

  private static Problem problem(String code, String message, String relatedTo) {
    return new Problem(400, code, message, List.of(relatedTo));
  }
}
