package io.github.cognitocourier.core.message;

import java.util.Optional;

/**
 * A sender: an address and the name shown beside it ({@code Example <no-reply@example.com>}). The
 * name may be empty and holds no control characters.
 */
public record Mailbox(String name, EmailAddress address) {

  /** Refuses a name with control characters: it would end up in a mail header. */
  public Mailbox {
    if (Controls.isIn(name)) {
      throw new IllegalArgumentException("a sender's name must not contain control characters");
    }
  }

  /** Reads {@code address} or {@code name <address>}; empty when it is neither. */
  public static Optional<Mailbox> parse(String text) {
    String trimmed = text.strip();
    int open = trimmed.lastIndexOf('<');
    if (open < 0) {
      return EmailAddress.parse(trimmed).map(address -> new Mailbox("", address));
    }
    String name = unquoted(trimmed.substring(0, open).strip());
    if (!trimmed.endsWith(">") || Controls.isIn(name)) {
      return Optional.empty();
    }
    return EmailAddress.parse(trimmed.substring(open + 1, trimmed.length() - 1))
        .map(address -> new Mailbox(name, address));
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }
}
