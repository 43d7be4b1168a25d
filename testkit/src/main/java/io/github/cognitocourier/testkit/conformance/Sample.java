package io.github.cognitocourier.testkit.conformance;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The messages that the kit sends. Each holds every sentinel. */
public enum Sample {
  /** What a deployment sends all day. */
  PLAIN("Your code is " + Sentinels.CODE, Sentinels.ADDRESS, "", ""),

  /** Emoji, several scripts, and an internationalised domain. */
  UNICODE(
      "🔑 Ваш код " + Sentinels.CODE + " – 你好 “quoted” \\ & < > % + =",
      "sentinel.recipient@bücher.example",
      "",
      ""),

  /** Line ends wherever a message may hold them, as a stranger would write them. */
  LINE_ENDS(
      "one\r\nX-Injected: yes\r\n\r\ntwo " + Sentinels.CODE,
      Sentinels.ADDRESS,
      "",
      "\r\nX-Injected: yes\r\nBcc: stranger@example.org"),

  /** A sender that the brand asks for; SMS only. */
  BRANDED("Your code is " + Sentinels.CODE, Sentinels.ADDRESS, "Example", "");

  private static final NotificationId ID = new NotificationId("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
  private static final TemplateKey TEMPLATE = new TemplateKey("SignUp", List.of("en"), "default");

  private final String text;
  private final String address;
  private final String sender;
  private final String suffix;

  Sample(String text, String address, String sender, String suffix) {
    this.text = text;
    this.address = address;
    this.sender = sender;
    this.suffix = suffix;
  }

  /** As an e-mail. */
  public Email email() {
    return new Email(
        ID,
        new Mailbox("Example", new EmailAddress("no-reply@example.com")),
        EmailAddress.parse(address).orElseThrow(),
        text.replaceAll("[\r\n]", " "),
        text,
        "<p>" + text + "</p>",
        Map.of("Auto-Submitted", "auto-generated"),
        TEMPLATE,
        variables());
  }

  /** As an SMS. */
  public Sms sms() {
    return new Sms(
        ID,
        sender,
        new PhoneNumber(Sentinels.PHONE),
        text,
        Duration.ofMinutes(3),
        TEMPLATE,
        variables());
  }

  private Variables variables() {
    return new Variables(
        Map.of("code", Sentinels.CODE + suffix),
        Map.of("name", Sentinels.USER_NAME + suffix),
        Map.of("invitation", Sentinels.PASSWORD + suffix));
  }

  /** Words that the vendor must have received, as they are. */
  String mark() {
    return switch (this) {
      case PLAIN, BRANDED -> Sentinels.CODE;
      case UNICODE -> "🔑 Ваш код " + Sentinels.CODE + " – 你好";
      case LINE_ENDS -> "two " + Sentinels.CODE;
    };
  }
}
