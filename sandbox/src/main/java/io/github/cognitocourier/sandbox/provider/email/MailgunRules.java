package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Mailgun requires of a message's fields, with Mailgun's own sentences where they are known.
 */
final class MailgunRules {

  private static final int MOST_RECIPIENTS = 1000;
  private static final int MOST_OPTION_BYTES = 16 * 1024;
  private static final int LONGEST_TAG = 128;
  private static final List<String> CONTENTS = List.of("text", "html", "amp-html", "template");

  private MailgunRules() {}

  /** The first thing that is wrong. */
  static Optional<String> problem(Map<String, String> fields) {
    boolean template = has(fields, "template");
    if (!template && !has(fields, "from")) {
      return Optional.of("from parameter is missing");
    }
    if (has(fields, "from") && !MailText.isMailbox(fields.getOrDefault("from", ""))) {
      return Optional.of(invalid("from"));
    }
    if (!has(fields, "to")) {
      return Optional.of("to parameter is missing");
    }
    String[] recipients = fields.getOrDefault("to", "").split(",", -1);
    if (recipients.length > MOST_RECIPIENTS) {
      return Optional.of("Too many recipients; max is 1000");
    }
    for (String recipient : recipients) {
      if (!MailText.isMailbox(recipient)) {
        return Optional.of(invalid("to"));
      }
    }
    if (CONTENTS.stream().noneMatch(content -> has(fields, content))) {
      return Optional.of("Need at least one of 'text' or 'html' parameters specified");
    }
    if (template && has(fields, "html")) {
      return Optional.of("Only one parameters 'html' or 'template' is allowed");
    }
    if (!template && !has(fields, "subject")) {
      return Optional.of("subject parameter is missing");
    }
    return options(fields);
  }

  private static Optional<String> options(Map<String, String> fields) {
    int bytes = 0;
    for (var field : fields.entrySet()) {
      String name = field.getKey();
      String value = field.getValue();
      if (!name.matches("(?s)[ohvt]:.*")) {
        continue;
      }
      bytes += (name + value).getBytes(StandardCharsets.UTF_8).length;
      if (name.startsWith("h:") && !name.matches("h:[\\x21-\\x7E&&[^:]]+")) {
        return Optional.of("Header name must be pure ASCII: " + name.substring(2));
      }
      if (isSwitch(name) && !isOn(value) && !isOff(value) && !isForHtml(name, value)) {
        return Optional.of(name + " parameter must be one of: yes, no, true, false");
      }
    }
    if (bytes > MOST_OPTION_BYTES) {
      return Optional.of(
          "Send options (parameters starting with o:, h:, or v:) are limited to 16 kB total");
    }
    if (!fields.getOrDefault("o:tag", "").matches("\\p{ASCII}{0," + LONGEST_TAG + "}")) {
      return Optional.of("o:tag parameter must be ASCII of at most 128 characters");
    }
    return has(fields, "t:variables")
            && !Json.lenient(fields.getOrDefault("t:variables", "")).isObject()
        ? Optional.of("t:variables parameter is not a valid JSON dictionary")
        : Optional.empty();
  }

  private static boolean isSwitch(String name) {
    return name.matches("o:(testmode|dkim|tracking|tracking-clicks|tracking-opens)")
        || name.matches("o:(require-tls|skip-verification)");
  }

  static boolean isOn(String value) {
    return value.equals("yes") || value.equalsIgnoreCase("true");
  }

  private static boolean isOff(String value) {
    return value.equals("no") || value.equalsIgnoreCase("false");
  }

  private static boolean isForHtml(String name, String value) {
    return name.matches("o:tracking(-clicks)?") && value.equals("htmlonly");
  }

  /** What Mailgun says of an address that is none. */
  static String invalid(String field) {
    return field + " parameter is not a valid address. please check documentation";
  }

  private static boolean has(Map<String, String> fields, String name) {
    return !fields.getOrDefault(name, "").isEmpty();
  }
}
