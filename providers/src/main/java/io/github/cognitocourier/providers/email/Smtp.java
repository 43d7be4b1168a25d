package io.github.cognitocourier.providers.email;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.smtp.MailServer;
import io.github.cognitocourier.providers.smtp.MailText;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Any mail server that takes mail for delivery by SMTP, with a login. One connection a mail. Safe
 * for concurrent use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6409">RFC 6409, message submission</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463, enhanced status codes</a>
 */
public final class Smtp implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates ignored;
  private final Wire wire;

  private Smtp(Settings settings, HostedTemplates ignored, Wire wire) {
    this.settings = settings;
    this.ignored = ignored;
    this.wire = wire;
  }

  /**
   * The account that {@code url} names; no server hosts templates. Throws {@link InvalidSettings}
   * when a setting is wrong.
   */
  public static Smtp of(
      ProviderUrl url, Environment environment, HostedTemplates ignored, Wire wire) {
    return new Smtp(Settings.of(url, environment), ignored, wire);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public List<String> warnings() {
    var warnings = new ArrayList<String>();
    if (settings.server().isTracked()) {
      warnings.add(
          name()
              + ": tracking cannot be switched off for a single mail by SMTP at "
              + settings.server().vendor().word()
              + "; switch it off there and set option tracking=off.");
    }
    if (!ignored.isNone()) {
      warnings.add(
          name()
              + ": a mail server hosts no templates; its ids in courier.json are not used, and every"
              + " mail is sent with its content.");
    }
    return List.copyOf(warnings);
  }

  @Override
  public Outcome send(Email email, Deadline deadline) {
    String id = MailText.messageId(email);
    return wire.attempt(
        name(),
        settings.password(),
        deadline,
        password -> request(email, password),
        answer -> outcome(answer, id));
  }

  /** {@link MailServer#of The server}, and {@code SMTP_PASSWORD}. */
  record Settings(String name, MailServer server, Credential password) {

    static Settings of(ProviderUrl url, Environment environment) {
      MailServer server = MailServer.of(url);
      Credential password =
          environment.requireCredential(
              url.variable("PASSWORD"), "the password of the login at the mail server");
      return new Settings(url.name(), server, password);
    }
  }

  Request request(Email email, Secret password) {
    var headers = new LinkedHashMap<>(settings.server().login(password));
    headers.put("Mail-From", email.from().address().value());
    headers.put("Rcpt-To", email.to().value());
    String mail = MailText.of(email, settings.server().vendor().headers(email));
    return new Request("SUBMIT", settings.server().uri(), headers, mail);
  }

  /** RFC 3463 and 7505: this mailbox or its domain is not there, or takes no mail. */
  private static final Set<String> NO_MAILBOX =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

  /** RFC 3463: "mailbox full", which is to be tried again later. */
  private static final Set<String> FULL = Set.of("4.2.2", "5.2.2");

  /** RFC 3463: the sender's address or its domain. */
  private static final Set<String> SENDER = Set.of("5.1.7", "5.1.8");

  Outcome outcome(Answered answer, String messageId) {
    String command = answer.header("Command").orElse("");
    String code = answer.header("Enhanced-Status").orElse("");
    int status = answer.status();
    Optional<String> missing = answer.header("Not-Offered");
    if (missing.isPresent()) {
      return Replies.misconfigured(name(), "not_offered", answer, missing.get());
    }
    if (status == 250 && command.equals(".")) {
      return new Outcome.Accepted(name(), messageId);
    }
    if (status == 535) {
      return Replies.wrongKey(name(), answer, code);
    }
    if (command.equals("RCPT") && NO_MAILBOX.contains(code)) {
      return Replies.rejected(name(), "no_such_mailbox", answer, code);
    }
    if (command.equals("RCPT") && FULL.contains(code)) {
      return Replies.unavailable(name(), "mailbox_full", answer, code);
    }
    if (status >= 400 && status <= 499) {
      return Replies.unavailable(name(), "unavailable", answer, code);
    }
    if (status >= 500 && status <= 599) {
      return Replies.misconfigured(name(), refusal(status, command, code), answer, code);
    }
    return Replies.unknown(name(), "undocumented_answer", answer, code);
  }

  private static String refusal(int status, String command, String code) {
    return switch (status) {
      case 530, 534, 538 -> "authentication_refused";
      case 552 -> "too_large";
      default -> {
        if (command.equals("AUTH")) {
          yield "authentication_refused";
        }
        yield command.equals("MAIL") || SENDER.contains(code) ? "sender_refused" : "refused";
      }
    };
  }
}
