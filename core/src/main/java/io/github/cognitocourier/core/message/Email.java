package io.github.cognitocourier.core.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One e-mail to one recipient.
 *
 * @param headers further mail headers, name to value, such as {@code Auto-Submitted}; no control
 *     characters
 */
public record Email(
    NotificationId id,
    Mailbox from,
    EmailAddress to,
    String subject,
    String text,
    String html,
    Map<String, String> headers,
    TemplateKey template,
    Variables variables)
    implements Message {

  /** Refuses a subject or header with control characters. */
  public Email {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    refuseControls("subject", subject);
    headers.forEach((name, value) -> {
      refuseControls("header name", name);
      refuseControls("header " + name, value);
    });
  }

  private static void refuseControls(String what, String value) {
    if (Controls.isIn(value)) {
      throw new IllegalArgumentException(
          "the " + what + " of an e-mail must not contain control characters");
    }
  }

  @Override
  public String toString() {
    return "Email[" + id + ", " + template + "]";
  }
}
