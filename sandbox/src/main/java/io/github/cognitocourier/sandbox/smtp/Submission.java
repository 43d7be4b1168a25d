package io.github.cognitocourier.sandbox.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.inbox.SeenRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What follows DATA. */
sealed interface Submission {

  /** The largest message, in octets. */
  int LARGEST = 10 * 1024 * 1024;

  /** The reply to a message that is larger. */
  String TOO_LARGE = "552 5.3.4 Message size exceeds fixed limit";

  /** A whole message. */
  record Whole(Mail mail) implements Submission {}

  /** A message that breaks a rule of the protocol; the connection can go on. */
  record Refused(String reply) implements Submission {}

  /** Carriage returns or line feeds stand alone in it: nobody knows where it ends. */
  record Smuggled() implements Submission {}

  /** A message as its reader understands it. */
  sealed interface Mail {

    /** One that can be shown. */
    record Read(Draft content, SeenRequest seen) implements Mail {

      /** The message in the inbox of one of its recipients. */
      Draft draft(String recipient) {
        return new Draft(
            content.channel(),
            content.from(),
            recipient,
            content.subject(),
            content.text(),
            content.html(),
            content.hostedTemplate(),
            content.hostedVariables());
      }
    }

    /** One that is no message. */
    record Unreadable(String why) implements Mail {}
  }

  /**
   * Reads up to the line that is a single dot.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2">RFC 5321, 4.5.2</a>
   */
  static Submission read(SmtpStream stream) throws IOException {
    var content = new ByteArrayOutputStream();
    boolean tooLong = false;
    boolean tooLarge = false;
    while (true) {
      SmtpStream.Line line = stream.line();
      if (line.bare()) {
        return new Smuggled();
      }
      if (line.text().equals(".")) {
        break;
      }
      String text = line.text().startsWith(".") ? line.text().substring(1) : line.text();
      tooLong |= line.cut() || text.length() > 998;
      tooLarge |= content.size() + text.length() + 2 > LARGEST;
      if (!tooLarge) {
        content.writeBytes((text + "\r\n").getBytes(ISO_8859_1));
      }
    }
    if (tooLarge) {
      return new Refused(TOO_LARGE);
    }
    return tooLong
        ? new Refused("500 5.6.0 Line longer than 998 octets")
        : new Whole(MailReader.read(content.toByteArray()));
  }
}
