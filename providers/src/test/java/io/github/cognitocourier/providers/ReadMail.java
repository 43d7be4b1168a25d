package io.github.cognitocourier.providers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** A mail as its recipient's program reads it. */
record ReadMail(String text) {

  String subject() {
    return header("Subject");
  }

  String header(String name) {
    try {
      String[] values =
          new MimeMessage(
                  Session.getInstance(new Properties()),
                  new ByteArrayInputStream(text.getBytes(UTF_8)))
              .getHeader(name);
      return values == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(values[0]));
    } catch (MessagingException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** The content of the alternative of this type. */
  String part(String type) {
    String begin = "\r\nContent-Type: " + type;
    String rest = text.substring(text.indexOf(begin));
    String encoded = rest.substring(rest.indexOf("\r\n\r\n") + 4, rest.indexOf("\r\n--"));
    try (InputStream decoder =
        MimeUtility.decode(
            new ByteArrayInputStream(encoded.getBytes(US_ASCII)), "quoted-printable")) {
      return new String(decoder.readAllBytes(), UTF_8);
    } catch (MessagingException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
