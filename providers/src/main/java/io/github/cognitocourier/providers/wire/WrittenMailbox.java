package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.message.Mailbox;
import java.util.Map;

/**
 * A sender or a reply address as vendors take it. Pure functions.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.4">RFC 5322, 3.4</a>
 */
public final class WrittenMailbox {

  private WrittenMailbox() {}

  /**
   * As a header has it: {@code "Example" <no-reply@example.com>}, the name always in quotes, so
   * that no character of it means anything; the bare address of a mailbox without a name.
   */
  public static String text(Mailbox mailbox) {
    String address = mailbox.address().value();
    String quoted = mailbox.name().replace("\\", "\\\\").replace("\"", "\\\"");
    return quoted.isEmpty() ? address : "\"" + quoted + "\" <" + address + ">";
  }

  /** As an object with these fields; without that of the name when the mailbox has none. */
  public static Map<String, String> fields(Mailbox mailbox, String address, String name) {
    return mailbox.name().isEmpty()
        ? Fields.of(address, mailbox.address().value())
        : Fields.of(address, mailbox.address().value(), name, mailbox.name());
  }
}
