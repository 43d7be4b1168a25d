package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.message.Mailbox;

/**
 * A sender as one string, for vendors that take it so.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.4">RFC 5322, 3.4</a>
 */
public final class FromHeader {

  private FromHeader() {}

  /** {@code "Example" <no-reply@example.com>}, or the bare address of a sender without a name. */
  public static String of(Mailbox from) {
    String address = from.address().value();
    String quoted = from.name().replace("\\", "\\\\").replace("\"", "\\\"");
    return quoted.isEmpty() ? address : "\"" + quoted + "\" <" + address + ">";
  }
}
