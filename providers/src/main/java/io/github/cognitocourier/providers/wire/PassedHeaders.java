package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Mailbox;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The headers of a mail for a vendor that takes headers beside its own fields: what the vendor
 * writes itself is left out, and {@code Reply-To} goes by the vendor's field. Pure functions.
 */
public final class PassedHeaders {

  /** A vendor writes these from its fields, or refuses a mail that names one. */
  private static final Set<String> WRITTEN_BY_THE_VENDOR =
      Set.of(
          "from",
          "sender",
          "to",
          "cc",
          "bcc",
          "reply-to",
          "subject",
          "date",
          "message-id",
          "return-path",
          "received",
          "dkim-signature",
          "mime-version",
          "content-type",
          "content-transfer-encoding");

  private PassedHeaders() {}

  /** What the vendor does not write itself, in the mail's order. */
  public static Map<String, String> of(Email email) {
    var headers = new LinkedHashMap<String, String>();
    email
        .headers()
        .forEach((name, value) -> {
          if (!WRITTEN_BY_THE_VENDOR.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, value);
          }
        });
    return Collections.unmodifiableMap(headers);
  }

  /** Where answers go; empty when the mail does not say, or names no single mailbox. */
  public static Optional<Mailbox> replyTo(Email email) {
    for (Map.Entry<String, String> header : email.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Reply-To")) {
        return Mailbox.parse(header.getValue());
      }
    }
    return Optional.empty();
  }
}
