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
import io.github.cognitocourier.providers.wire.FittedText;
import io.github.cognitocourier.providers.wire.PassedHeaders;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.TemplateData;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.providers.wire.WrittenMailbox;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Resend, Send Email. Safe for concurrent use.
 *
 * @see <a href="https://resend.com/docs/api-reference/emails/send-email">Send Email</a>
 * @see <a href="https://resend.com/docs/api-reference/errors">Errors</a>
 */
public final class Resend implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private Resend(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The team that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Resend of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Resend(Settings.of(url, environment), hosted, wire);
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
    return settings.trackingOff()
        ? List.of()
        : List.of(
            name()
                + ": Resend tracks opens and clicks by domain and not by message; switch both off"
                + " for the sending domain in Resend, and set option tracking=off.");
  }

  @Override
  public Outcome send(Email email, Deadline deadline) {
    return wire.attempt(
        name(), settings.key(), deadline, key -> request(email, key), this::outcome);
  }

  /**
   * {@code resend://account?tracking=off&endpoint=…} and {@code RESEND_API_KEY}.
   *
   * @param trackingOff whether the operator has switched tracking off for the domain
   */
  record Settings(String name, URI endpoint, Credential key, boolean trackingOff) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "tracking"));
      Credential key =
          environment.requireCredential(
              url.variable("API_KEY"), "a Resend API key with the permission Sending access");
      return new Settings(
          url.name(), url.endpoint("https://api.resend.com"), key, url.isOff("tracking"));
    }
  }

  Request request(Email email, Secret key) {
    Optional<String> template = hosted.id(email.template());
    var body = new LinkedHashMap<String, Object>();
    body.put("from", WrittenMailbox.text(email.from()));
    body.put("to", List.of(email.to().value()));
    if (template.isPresent()) {
      body.put("template", Fields.of("id", template.get(), "variables", variables(email)));
    } else {
      body.put("subject", email.subject());
      Fields.putUnlessEmpty(body, "text", email.text());
      Fields.putUnlessEmpty(body, "html", email.html());
    }
    PassedHeaders.replyTo(email)
        .ifPresent(mailbox -> body.put("reply_to", WrittenMailbox.text(mailbox)));
    Map<String, String> headers = PassedHeaders.of(email);
    if (!headers.isEmpty()) {
      body.put("headers", headers);
    }
    body.put(
        "tags",
        List.of(
            tag("trigger", email.template().trigger()),
            tag("notification_id", email.id().value())));
    return Request.post(
        URI.create(settings.endpoint() + "/emails"),
        Fields.of(
            "Authorization",
            "Bearer " + key.reveal(),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            email.id().value()),
        Json.write(body));
  }

  /** A tag is made of ASCII letters, digits, underscores and dashes; one other refuses the mail. */
  private static Map<String, String> tag(String name, String value) {
    return Fields.of("name", name, "value", FittedText.tag(value));
  }

  /** Names that Resend fills in or uses itself. */
  private static final Set<String> RESERVED =
      Set.of("FIRST_NAME", "LAST_NAME", "EMAIL", "UNSUBSCRIBE_URL", "contact", "this");

  private static final int LONGEST_NAME = 50;

  /** Flat; a name is made of letters, digits and underscores ({@code custom_tier}). */
  private static Map<String, Object> variables(Email email) {
    var variables = new LinkedHashMap<String, Object>();
    variables.put("subject", email.subject());
    TemplateData.flat(email.variables())
        .forEach(
            (name, value) -> variables.putIfAbsent(name.replaceAll("[^A-Za-z0-9_]", "_"), value));
    variables.keySet().removeIf(name -> RESERVED.contains(name) || name.length() > LONGEST_NAME);
    return variables;
  }

  /** Resend's words for its errors are letters and underscores, and so can hold no address. */
  private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}");

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    Optional<String> id = body.at("id").text();
    if (answer.status() == 200 && id.isPresent()) {
      return new Outcome.Accepted(name(), Replies.messageId(id));
    }
    String error = body.at("name").text().filter(NAME.asMatchPredicate()).orElse("");
    return switch (answer.status()) {
      case 400, 401, 403 -> denied(answer, error, body.at("message").text().orElse(""));
      case 409 -> sameKey(answer, error);
      case 422 -> invalid(answer, error, body.at("message").text().orElse(""));
      case 429 ->
          error.matches("(daily|monthly)_quota_exceeded")
              ? Replies.misconfigured(name(), "quota_exceeded", answer, error)
              : Replies.unavailable(name(), "throttled", answer, error, untilReset(answer));
      case 451 -> Replies.misconfigured(name(), "blocked", answer, error);
      default -> Replies.byStatus(name(), answer, error);
    };
  }

  private Outcome denied(Answered answer, String error, String message) {
    // Documented as 403 invalid_api_key; seen as a validation_error of another status, too.
    if (error.equals("invalid_api_key") || message.equals("API key is invalid")) {
      return Replies.wrongKey(name(), answer, error);
    }
    if (error.equals("restricted_api_key")) {
      return Replies.misconfigured(name(), "forbidden", answer, error);
    }
    // The domain is not verified, or the account may write to its owner only.
    return answer.status() == 403 && error.equals("validation_error")
        ? Replies.misconfigured(name(), "sender_refused", answer, error)
        : Replies.byStatus(name(), answer, error);
  }

  /** The sentence comes with the name that stands for everything else that is wrong, too. */
  private Outcome invalid(Answered answer, String error, String message) {
    boolean malformed = message.startsWith("Invalid `to` field. The email address needs to follow");
    return switch (error) {
      case "validation_error" ->
          malformed
              ? Replies.rejected(name(), "invalid_address", answer, error)
              : Replies.byStatus(name(), answer, error);
      case "invalid_from_address" -> Replies.misconfigured(name(), "sender_refused", answer, error);
      default -> Replies.byStatus(name(), answer, error);
    };
  }

  /**
   * Another request of this notification has come before: it may have been sent, whether it is
   * under way still or was of another content.
   */
  private Outcome sameKey(Answered answer, String error) {
    return switch (error) {
      case "concurrent_idempotent_requests" ->
          Replies.unknown(name(), "already_under_way", answer, error);
      case "invalid_idempotent_request" ->
          Replies.unknown(name(), "sent_before_otherwise", answer, error);
      default -> Replies.byStatus(name(), answer, error);
    };
  }

  /** What {@code retry-after} asks for, or else {@code ratelimit-reset}: both are seconds. */
  private static Duration untilReset(Answered answer) {
    String seconds =
        answer.header("Retry-After").or(() -> answer.header("RateLimit-Reset")).orElse("").strip();
    return seconds.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }
}
