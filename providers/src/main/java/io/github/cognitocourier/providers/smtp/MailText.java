package io.github.cognitocourier.providers.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.providers.wire.PassedHeaders;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Map;

/**
 * A mail as it is written: text and HTML as alternatives, in ASCII but for an address that is not.
 * The same message is the same text; {@code Date} is not in it. Line ends are CR LF.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322">RFC 5322</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4">RFC 2046, 5.1.4</a>
 */
public final class MailText {

  /** Cannot stand in a part: there, every equals sign is encoded. */
  private static final String BOUNDARY = "=_cognito-courier";

  private MailText() {}

  /** The mail with these headers besides its own. */
  public static String of(Email email, Map<String, String> more) {
    var text = new StringBuilder();
    header(text, "From", mailbox(email.from()));
    header(text, "To", email.to().value());
    header(text, "Subject", encoded(email.subject()));
    header(text, "Message-ID", "<" + messageId(email) + ">");
    PassedHeaders.replyTo(email).ifPresent(to -> header(text, "Reply-To", mailbox(to)));
    PassedHeaders.of(email)
        .forEach((name, value) -> {
          // What is said of the content here would be said of the parts.
          if (!name.toLowerCase(Locale.ROOT).startsWith("content-")) {
            header(text, name, encoded(value));
          }
        });
    // As they are: a vendor reads them before anybody decodes them.
    more.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    header(text, "MIME-Version", "1.0");
    header(text, "Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + "\"");
    part(text, "text/plain", email.text());
    part(text, "text/html", email.html());
    return text.append("\r\n--").append(BOUNDARY).append("--\r\n").toString();
  }

  /** The mail's own id, at the sender's domain, without its brackets. */
  public static String messageId(Email email) {
    return email.id().value() + "@" + email.from().address().domain();
  }

  private static void header(StringBuilder text, String name, String value) {
    text.append(name)
        .append(": ")
        .append(MimeUtility.fold(name.length() + 2, value))
        .append("\r\n");
  }

  private static void part(StringBuilder text, String type, String content) {
    if (!content.isEmpty()) {
      text.append("\r\n--").append(BOUNDARY).append("\r\n");
      header(text, "Content-Type", type + "; charset=utf-8");
      header(text, "Content-Transfer-Encoding", "quoted-printable");
      text.append("\r\n").append(quotedPrintable(content));
    }
  }

  private static String mailbox(Mailbox mailbox) {
    try {
      return new InternetAddress(mailbox.address().value(), mailbox.name(), "UTF-8").toString();
    } catch (UnsupportedEncodingException missing) {
      throw new IllegalStateException("every JDK has UTF-8", missing);
    }
  }

  private static String encoded(String value) {
    try {
      return MimeUtility.encodeText(value, "UTF-8", null);
    } catch (UnsupportedEncodingException missing) {
      throw new IllegalStateException("every JDK has UTF-8", missing);
    }
  }

  private static String quotedPrintable(String content) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream encoder = MimeUtility.encode(bytes, "quoted-printable")) {
      encoder.write(content.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (MessagingException unknown) {
      throw new IllegalStateException("every mail library knows quoted-printable", unknown);
    }
    return bytes.toString(US_ASCII);
  }
}
