package io.github.cognitocourier.providers.email;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.github.cognitocourier.providers.smtp.MailText;
import io.github.cognitocourier.providers.smtp.Vendor;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final Wire wire;

  private Smtp(Settings settings, Wire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  /**
   * The account that {@code url} names; no server hosts templates. Throws {@link InvalidSettings}
   * when a setting is wrong.
   */
  public static Smtp of(ProviderUrl url, Environment environment, HostedTemplates none, Wire wire) {
    return new Smtp(Settings.of(url, environment), wire);
  }

  @Override
  public String name() {
    return settings.name();
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

  /**
   * {@code
   * smtp://account?host=…&port=587&tls=starttls|implicit|none&username=…&vendor=…&endpoint=…} and
   * {@code SMTP_PASSWORD}.
   *
   * @param server {@code smtp://host:port?tls=…}
   */
  record Settings(String name, URI server, String username, Credential password, Vendor vendor) {

    private static final Set<String> WORDS = Set.of("starttls", "implicit", "none");
    private static final int BLOCKED = 25;

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "host", "port", "tls", "tracking", "username", "vendor"));
      URI server = server(url);
      String username = url.option("username").orElse("");
      if (username.isEmpty() || username.codePoints().anyMatch(Character::isISOControl)) {
        throw url.mistake("option username must name the login at the mail server");
      }
      Vendor vendor =
          url.option("vendor")
              .map(word ->
                  Vendor.named(word)
                      .orElseThrow(
                          () -> url.mistake("option vendor must be one of " + Vendor.words())))
              .orElseGet(() -> Vendor.at(server.getHost()));
      if (url.option("tracking").filter(word -> !word.equals("off")).isPresent()) {
        throw url.mistake("option tracking must be off");
      }
      Credential password =
          environment.requireCredential(
              url.variable("PASSWORD"), "the password of the login at the mail server");
      return new Settings(url.name(), server, username, password, vendor);
    }

    /** The server, and how the connection to it is encrypted. */
    private static URI server(ProviderUrl url) {
      Optional<URI> endpoint = url.option("endpoint").map(text -> endpoint(url, text));
      String host =
          endpoint.map(URI::getHost).or(() -> url.option("host")).orElse("").replaceAll("\\.$", "");
      if (!host.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]")) {
        throw url.mistake("option host must be the mail server's name, such as smtp.example.com");
      }
      String word = url.option("port").orElse("587");
      int port = endpoint.map(URI::getPort).orElseGet(() -> port(url, word));
      if (port == BLOCKED) {
        throw url.mistake(
            "port 25 is blocked in AWS Lambda and is not for submission; use 587 or 465");
      }
      String usual = port == 465 ? "implicit" : "starttls";
      String tls = url.option("tls").orElse(endpoint.isPresent() ? "none" : usual);
      if (!WORDS.contains(tls)) {
        throw url.mistake("option tls must be starttls, implicit or none");
      }
      if (tls.equals("none") && !isHere(host, port)) {
        throw url.mistake("option tls may be none for a server on this machine only");
      }
      return URI.create("smtp://" + host + ":" + port + "?tls=" + tls);
    }

    private static int port(ProviderUrl url, String word) {
      int port = word.matches("[0-9]{1,5}") ? Integer.parseInt(word) : 0;
      if (port < 1 || port > 65_535) {
        throw url.mistake("option port must be a number from 1 to 65535");
      }
      return port;
    }

    private static URI endpoint(ProviderUrl url, String text) {
      String sentence =
          "option endpoint must be smtp://localhost:port; for another server use host";
      try {
        URI uri = URI.create(text);
        boolean plain =
            "smtp".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getPath().isEmpty()
                && uri.getQuery() == null
                && uri.getFragment() == null;
        if (plain && isHere(uri.getHost(), uri.getPort())) {
          return uri;
        }
      } catch (IllegalArgumentException notAUri) {
        throw url.mistake(sentence);
      }
      throw url.mistake(sentence);
    }

    /** A loopback address, by the same rule as for plain HTTP. */
    private static boolean isHere(String host, int port) {
      return Request.staysHere(URI.create("http://" + host + ":" + port));
    }
  }

  Request request(Email email, Secret password) {
    String login = "\0" + settings.username() + "\0" + password.reveal();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Authorization", "PLAIN " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    headers.put("Mail-From", email.from().address().value());
    headers.put("Rcpt-To", email.to().value());
    String mail = MailText.of(email, settings.vendor().headers(email));
    return new Request("SUBMIT", settings.server(), headers, mail);
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
