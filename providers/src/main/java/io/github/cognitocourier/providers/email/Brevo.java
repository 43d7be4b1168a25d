package io.github.cognitocourier.providers.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.FittedText;
import io.github.cognitocourier.providers.wire.PassedHeaders;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.TemplateData;
import io.github.cognitocourier.providers.wire.TemplateNumber;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.providers.wire.WrittenMailbox;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brevo (formerly Sendinblue), transactional e-mail. Safe for concurrent use.
 *
 * @see <a href="https://developers.brevo.com/reference/send-transac-email">Send a transactional
 *     email</a>
 * @see <a
 *     href="https://developers.brevo.com/docs/heterogenous-versions-batch-emails">Idempotency</a>
 */
public final class Brevo implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private Brevo(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Brevo of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Brevo(Settings.of(url, environment), hosted, wire);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(settings.endpoint());
  }

  @Override
  public List<String> warnings() {
    return settings.isTracked()
        ? List.of(
            name()
                + ": Brevo cannot switch tracking off for a single mail; switch off the tracking of"
                + " opens and clicks of transactional e-mails in Brevo's settings, and set option"
                + " tracking=off.")
        : List.of();
  }

  @Override
  public Outcome send(Email email, Deadline deadline) {
    Optional<String> template = hosted.id(email.template());
    if (template.isPresent() && !TemplateNumber.is(template.get())) {
      return TemplateNumber.missing(name());
    }
    return wire.attempt(
        name(), settings.key(), deadline, key -> request(email, key), this::outcome);
  }

  /**
   * {@code brevo://account?tracking=off&sandbox=false|true&endpoint=…} and {@code BREVO_API_KEY}.
   *
   * @param isTracked whether the operator has not yet said that tracking is off at Brevo
   */
  record Settings(String name, URI endpoint, Credential key, boolean sandbox, boolean isTracked) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "sandbox", "tracking"));
      Credential key =
          environment.requireCredential(
              url.variable("API_KEY"), "a Brevo API key (xkeysib-…), not an SMTP key");
      return new Settings(
          url.name(),
          url.endpoint("https://api.brevo.com"),
          key,
          url.flag("sandbox"),
          !url.isOff("tracking"));
    }
  }

  Request request(Email email, Secret key) {
    var body = new LinkedHashMap<String, Object>();
    body.put("sender", contact(email.from()));
    body.put("to", List.of(Fields.of("email", email.to().value())));
    PassedHeaders.replyTo(email).ifPresent(mailbox -> body.put("replyTo", contact(mailbox)));
    Optional<String> template = hosted.id(email.template());
    if (template.isPresent()) {
      body.put("templateId", TemplateNumber.of(template.get()));
      body.put("params", TemplateData.nested(email));
    } else {
      body.put("subject", TemplateData.verbatim(email.subject(), BRACE));
      Fields.putUnlessEmpty(body, "htmlContent", TemplateData.verbatim(email.html(), BRACE));
      Fields.putUnlessEmpty(body, "textContent", TemplateData.verbatim(email.text(), BRACE));
      if (body.toString().contains(BRACE)) {
        body.put("params", Fields.of("brace", "{"));
      }
    }
    body.put("headers", headers(email));
    body.put("tags", List.of(email.template().trigger()));
    return Request.post(
        URI.create(settings.endpoint() + "/v3/smtp/email"),
        Fields.of("api-key", key.reveal(), "Content-Type", "application/json"),
        Json.write(body));
  }

  /** Brevo evaluates inline content, too, and has no escape for that: see TemplateData. */
  private static final String BRACE = "{{params.brace}}";

  /** Headers of the mail, and among them what Brevo takes for orders to itself. */
  private Map<String, String> headers(Email email) {
    var headers = new LinkedHashMap<>(PassedHeaders.of(email));
    headers.put(
        "X-Mailin-custom",
        "notification_id:" + email.id().value() + "|trigger:" + email.template().trigger());
    headers.put("idempotencyKey", idempotencyKey(email.id()));
    if (settings.sandbox()) {
      headers.put("X-Sib-Sandbox", "drop");
    }
    return headers;
  }

  /** Brevo documents that the key must be a UUID: the same one for the same notification. */
  private static String idempotencyKey(NotificationId id) {
    return UUID.nameUUIDFromBytes(id.value().getBytes(UTF_8)).toString();
  }

  /** Brevo refuses a mail for a longer name. */
  private static final int LONGEST_NAME = 70;

  private static Map<String, String> contact(Mailbox mailbox) {
    String name = FittedText.start(mailbox.name(), LONGEST_NAME).strip();
    return WrittenMailbox.fields(new Mailbox(name, mailbox.address()), "email", "name");
  }

  /** {@code <201798300811.5787683@relay.domain.com>} */
  private static final Pattern MESSAGE_ID = Pattern.compile("<?([^<>@\\s]+)@[^<>@\\s]+>?");

  /** Accounts block addresses that they do not know, such as those of a function. */
  private static final Pattern UNKNOWN_IP = Pattern.compile("\\bIP (address|not authori[sz]ed)");

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    Matcher id = MESSAGE_ID.matcher(body.at("messageId").text().orElse(""));
    if (answer.status() == 201 && id.matches()) {
      // Without its domain: what has an @ in it is taken for an address, and not logged.
      return new Outcome.Accepted(name(), Replies.messageId(Optional.of(id.group(1))));
    }
    return answer.status() / 100 == 4
        ? refused(answer, body.at("code").text().orElse(""), body.at("message").text().orElse(""))
        : Replies.byStatus(name(), answer, "");
  }

  private Outcome refused(Answered answer, String code, String message) {
    if (answer.status() == 429) {
      return Replies.unavailable(name(), "throttled", answer, "", reset(answer));
    }
    return switch (code) {
      case "duplicate_parameter" ->
          isAboutTheKey(message)
              ? Replies.unknown(name(), "sent_before", answer, code)
              : Replies.misconfigured(name(), "refused", answer, code);
      // The sentence is not documented: it is what accounts report.
      case "unauthorized" ->
          UNKNOWN_IP.matcher(message).find()
              ? Replies.misconfigured(name(), "ip_not_authorised", answer, code)
              : Replies.wrongKey(name(), answer, code);
      case "not_enough_credits" -> Replies.misconfigured(name(), "quota_exceeded", answer, code);
      case "permission_denied", "reseller_permission_denied" ->
          Replies.misconfigured(name(), "forbidden", answer, code);
      case "account_under_validation" ->
          Replies.misconfigured(name(), "account_inactive", answer, code);
      case "document_not_found" -> Replies.misconfigured(name(), "not_found", answer, code);
      case "invalid_parameter",
          "missing_parameter",
          "out_of_range",
          "duplicate_request",
          "method_not_allowed",
          "not_acceptable",
          "bad_request" ->
          Replies.byStatus(name(), answer, code);
      // A code that is not documented could be a part of somebody's message.
      default -> Replies.byStatus(name(), answer, "");
    };
  }

  /**
   * Brevo ignores a request whose key has been used, and does not say whether a request that it
   * refused uses its key up: the mail may have been sent. Another parameter may be a duplicate,
   * too.
   */
  private static boolean isAboutTheKey(String message) {
    return message.toLowerCase(Locale.ROOT).contains("idempotency");
  }

  /** Brevo's own header: how many seconds are left. */
  private static Duration reset(Answered answer) {
    return answer
        .header("x-sib-ratelimit-reset")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }
}
