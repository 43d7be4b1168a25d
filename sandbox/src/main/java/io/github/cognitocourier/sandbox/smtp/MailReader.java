package io.github.cognitocourier.sandbox.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.inbox.SeenRequest;
import io.github.cognitocourier.sandbox.smtp.Submission.Mail;
import io.github.cognitocourier.sandbox.smtp.Submission.Mail.Unreadable;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Reads a message as far as the inbox shows it: sender, subject, text and HTML.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322">RFC 5322</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2045">RFC 2045, MIME</a>
 */
final class MailReader {

  private static final int DEEPEST = 20;

  private final Map<String, String> bodies = new LinkedHashMap<>();

  private MailReader() {}

  static Mail read(byte[] content) {
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
      for (String required : new String[] {"From", "Date"}) {
        String[] values = message.getHeader(required);
        if (values == null || values.length != 1) {
          return new Unreadable("The message must have one header " + required);
        }
      }
      var reader = new MailReader();
      reader.collect(message, 0);
      return new Mail.Read(draft(message, reader.bodies), seen(message, content));
    } catch (MessagingException | IOException | RuntimeException malformed) {
      // The library's sentence may quote the message.
      return new Unreadable("The message cannot be read");
    }
  }

  private static Draft draft(MimeMessage message, Map<String, String> bodies)
      throws MessagingException, IOException {
    return new Draft(
        Channel.EMAIL,
        MimeUtility.decodeText(MimeUtility.unfold(message.getHeader("From", null))),
        "",
        Optional.ofNullable(message.getSubject()),
        bodies.getOrDefault("text/plain", ""),
        Optional.ofNullable(bodies.get("text/html")),
        Optional.empty(),
        Optional.empty());
  }

  private static SeenRequest seen(MimeMessage message, byte[] content) throws MessagingException {
    var headers = new LinkedHashMap<String, String>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      headers.merge(header.getName(), header.getValue(), (first, next) -> first + ", " + next);
    }
    return new SeenRequest("DATA", "/" + SmtpSandbox.NAME, headers, new String(content, UTF_8));
  }

  /** The first text and the first HTML that are not attachments. */
  private void collect(Part part, int depth) throws MessagingException, IOException {
    if (depth > DEEPEST || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return;
    }
    for (String type : new String[] {"text/plain", "text/html"}) {
      if (part.isMimeType(type) && !bodies.containsKey(type)) {
        bodies.put(type, text(part));
      }
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        collect(parts.getBodyPart(i), depth + 1);
      }
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    try {
      return part.getContent() instanceof String text ? text : raw(part);
    } catch (IOException unknownCharset) {
      return raw(part);
    }
  }

  private static String raw(Part part) throws MessagingException, IOException {
    try (var octets = part.getInputStream()) {
      return new String(octets.readAllBytes(), ISO_8859_1);
    }
  }
}
