package io.github.cognitocourier.providers.email;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
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
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.PassedHeaders;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.TemplateData;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mailchimp Transactional (Mandrill), the calls messages/send and messages/send-template. The key
 * stands in the body. Safe for concurrent use.
 *
 * @see <a href="https://mailchimp.com/developer/transactional/api/messages/send-new-message/">Send
 *     new message</a>
 * @see <a
 *     href="https://mailchimp.com/developer/transactional/api/messages/send-using-message-template/">
 *     Send using message template</a>
 */
public final class Mandrill implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private Mandrill(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Mandrill of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Mandrill(Settings.of(url, environment), hosted, wire);
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
  public Outcome send(Email email, Deadline deadline) {
    return wire.attempt(
        name(), settings.key(), deadline, key -> request(email, key), this::outcome);
  }

  /**
   * {@code mandrill://account?subaccount=…&ip-pool=…&endpoint=…} and {@code MANDRILL_API_KEY}. A
   * test key is Mandrill's sandbox: there is no option for it.
   */
  record Settings(
      String name,
      URI endpoint,
      Credential key,
      Optional<String> subaccount,
      Optional<String> ipPool) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "subaccount", "ip-pool"));
      Credential key =
          environment.requireCredential(
              url.variable("API_KEY"), "an API key of Mailchimp Transactional");
      return new Settings(
          url.name(),
          url.endpoint("https://mandrillapp.com"),
          key,
          url.option("subaccount"),
          url.option("ip-pool"));
    }
  }

  Request request(Email email, Secret key) {
    Optional<String> template = hosted.id(email.template());
    var body = new LinkedHashMap<String, Object>();
    body.put("key", key.reveal());
    template.ifPresent(slug -> {
      body.put("template_name", slug);
      // Required, and empty: a template is filled by its variables alone.
      body.put("template_content", List.of());
    });
    body.put("message", message(email, template.isPresent()));
    // Said at once what becomes of the recipient, not behind our back.
    body.put("async", false);
    settings.ipPool().ifPresent(pool -> body.put("ip_pool", pool));
    String call = template.isPresent() ? "send-template" : "send";
    return Request.post(
        URI.create(settings.endpoint() + "/api/1.0/messages/" + call),
        Fields.of("Content-Type", "application/json"),
        Json.write(body));
  }

  private Map<String, Object> message(Email email, boolean isHosted) {
    var message = new LinkedHashMap<String, Object>();
    if (!isHosted) {
      message.put("subject", email.subject());
      Fields.putUnlessEmpty(message, "text", email.text());
      Fields.putUnlessEmpty(message, "html", email.html());
    }
    message.put("from_email", email.from().address().value());
    Fields.putUnlessEmpty(message, "from_name", email.from().name());
    message.put("to", List.of(Fields.of("email", email.to().value(), "type", "to")));
    var headers = new LinkedHashMap<>(PassedHeaders.of(email));
    PassedHeaders.replyTo(email)
        .ifPresent(mailbox -> headers.put("Reply-To", mailbox.address().value()));
    if (!headers.isEmpty()) {
      message.put("headers", headers);
    }
    // A link in a security mail leads where it says, nobody learns who has read it, and Mandrill
    // does not keep the code where everybody with access to the account can read it.
    message.put("track_opens", false);
    message.put("track_clicks", false);
    message.put("view_content_link", false);
    message.put("preserve_recipients", false);
    // Of rendered content nothing is evaluated: a stranger's name may look like a merge tag.
    message.put("merge", isHosted);
    if (isHosted) {
      message.put("merge_language", "handlebars");
      message.put(
          "global_merge_vars",
          TemplateData.nested(email).entrySet().stream()
              .map(value -> Fields.of("name", value.getKey(), "content", value.getValue()))
              .toList());
    }
    message.put("tags", List.of(email.template().trigger()));
    settings.subaccount().ifPresent(id -> message.put("subaccount", id));
    message.put(
        "metadata",
        Fields.of("notification_id", email.id().value(), "trigger", email.template().trigger()));
    return message;
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    if (answer.status() == 200) {
      Json recipient = body.at(0);
      return switch (recipient.at("status").text().orElse("")) {
        case "sent" -> accepted(answer, recipient);
        case "queued" -> queued(answer, recipient);
        case "rejected" -> rejected(answer, recipient.at("reject_reason").text().orElse(""));
        case "invalid" -> Replies.rejected(name(), "invalid_address", answer, "invalid");
        default -> Replies.byStatus(name(), answer, "");
      };
    }
    // Permanent errors come under 500, too: their name decides, wherever Mandrill gives one.
    boolean isError = body.at("status").text().filter("error"::equals).isPresent();
    return isError && answer.status() >= 400
        ? failed(answer, body.at("name").text().orElse(""))
        : Replies.byStatus(name(), answer, "");
  }

  private Outcome accepted(Answered answer, Json recipient) {
    String id = Replies.messageId(recipient.at("_id").text());
    return id.isEmpty() ? Replies.byStatus(name(), answer, "") : new Outcome.Accepted(name(), id);
  }

  /** Queued for a moment, or held back until the operator has acted. */
  private Outcome queued(Answered answer, Json recipient) {
    String reason = recipient.at("queued_reason").text().orElse("");
    return switch (reason) {
      case "free-trial-sends-exhausted", "hourly-quota-exhausted", "monthly-limit-reached" ->
          Replies.misconfigured(name(), "quota_exceeded", answer, reason);
      case "sending-paused", "sending-suspended", "account-suspended" ->
          Replies.misconfigured(name(), "account_inactive", answer, reason);
      default -> accepted(answer, recipient);
    };
  }

  private Outcome rejected(Answered answer, String reason) {
    return switch (reason) {
      case "hard-bounce", "soft-bounce", "spam", "custom" ->
          Replies.rejected(name(), "suppressed", answer, reason);
      case "unsub" -> Replies.rejected(name(), "opted_out", answer, reason);
      case "invalid" -> Replies.rejected(name(), "invalid_address", answer, reason);
      case "invalid-sender", "unsigned" ->
          Replies.misconfigured(name(), "sender_refused", answer, reason);
      case "test-mode-limit" -> Replies.misconfigured(name(), "quota_exceeded", answer, reason);
      case "rule" -> Replies.misconfigured(name(), "refused", answer, reason);
      default -> Replies.misconfigured(name(), "refused", answer, "");
    };
  }

  private Outcome failed(Answered answer, String error) {
    return switch (error) {
      case "Invalid_Key" -> Replies.wrongKey(name(), answer, error);
      case "PaymentRequired" -> Replies.misconfigured(name(), "quota_exceeded", answer, error);
      case "Unknown_Template", "Invalid_Template" ->
          Replies.misconfigured(name(), "template_refused", answer, error);
      case "Unknown_Subaccount", "ValidationError" ->
          Replies.misconfigured(name(), "refused", answer, error);
      case "ServiceUnavailable" -> Replies.unavailable(name(), "maintenance", answer, error);
      case "GeneralError" -> Replies.unknown(name(), "server_error", answer, error);
      default -> Replies.byStatus(name(), answer, "");
    };
  }
}
