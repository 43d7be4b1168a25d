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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Postmark, the Email and Templates APIs. Safe for concurrent use.
 *
 * @see <a href="https://postmarkapp.com/developer/api/email-api">Email API</a>
 * @see <a href="https://postmarkapp.com/developer/api/templates-api">Templates API</a>
 * @see <a href="https://postmarkapp.com/developer/api/overview#error-codes">Error codes</a>
 */
public final class Postmark implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private Postmark(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The server that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Postmark of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Postmark(Settings.of(url, environment), hosted, wire);
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
                + ": a message cannot switch off open tracking at a Postmark server that tracks"
                + " opens; switch it off in the server's settings, and set option tracking=off.")
        : List.of();
  }

  @Override
  public Outcome send(Email email, Deadline deadline) {
    return wire.attempt(
        name(), settings.token(), deadline, token -> request(email, token), this::outcome);
  }

  /**
   * {@code postmark://account?stream=outbound&tracking=off&endpoint=…} and {@code
   * POSTMARK_SERVER_TOKEN}.
   *
   * @param stream the id of a transactional message stream
   * @param isTracked whether the operator has not yet said that the server tracks no opens
   */
  record Settings(String name, URI endpoint, Credential token, String stream, boolean isTracked) {

    private static final Pattern STREAM = Pattern.compile("[a-z][a-z0-9_-]{0,29}");

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "stream", "tracking"));
      String stream = url.option("stream").orElse("outbound");
      if (!STREAM.matcher(stream).matches()) {
        throw url.mistake("option stream must be the id of a message stream, such as outbound");
      }
      Credential token =
          environment.requireCredential(
              url.variable("SERVER_TOKEN"), "the API token of a Postmark server");
      URI endpoint = url.endpoint("https://api.postmarkapp.com");
      return new Settings(url.name(), endpoint, token, stream, !url.isOff("tracking"));
    }
  }

  /** Metadata has values of at most 80 characters, and an id without a code may have more. */
  private static final int LONGEST_METADATA = 80;

  Request request(Email email, Secret token) {
    Optional<String> template = hosted.id(email.template());
    var body = new LinkedHashMap<String, Object>();
    body.put("From", WrittenMailbox.text(email.from()));
    body.put("To", email.to().value());
    if (template.isPresent()) {
      putTemplate(template.get(), body);
      body.put("TemplateModel", TemplateData.nested(email));
    } else {
      body.put("Subject", email.subject());
      Fields.putUnlessEmpty(body, "TextBody", email.text());
      Fields.putUnlessEmpty(body, "HtmlBody", email.html());
    }
    putHeaders(email, body);
    body.put("Tag", email.template().trigger());
    body.put("Metadata", metadata(email));
    // Cannot override a server that tracks opens: see warnings.
    body.put("TrackOpens", false);
    body.put("TrackLinks", "None");
    body.put("MessageStream", settings.stream());
    return Request.post(
        URI.create(settings.endpoint() + (template.isPresent() ? "/email/withTemplate" : "/email")),
        Fields.of(
            "X-Postmark-Server-Token",
            token.reveal(),
            "Accept",
            "application/json",
            "Content-Type",
            "application/json"),
        Json.write(body));
  }

  /** An id is a number; an alias begins with a letter. */
  private static void putTemplate(String template, Map<String, Object> body) {
    if (template.matches("[0-9]{1,18}")) {
      body.put("TemplateId", Long.valueOf(template));
    } else {
      body.put("TemplateAlias", template);
    }
  }

  private static void putHeaders(Email email, Map<String, Object> body) {
    PassedHeaders.replyTo(email)
        .ifPresent(mailbox -> body.put("ReplyTo", WrittenMailbox.text(mailbox)));
    List<Map<String, String>> headers =
        PassedHeaders.of(email).entrySet().stream()
            .map(header -> Fields.of("Name", header.getKey(), "Value", header.getValue()))
            .toList();
    if (!headers.isEmpty()) {
      body.put("Headers", headers);
    }
  }

  private static Map<String, String> metadata(Email email) {
    return Fields.of(
        "notification_id",
        FittedText.end(email.id().value(), LONGEST_METADATA),
        "trigger",
        email.template().trigger());
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    // A few acceptances ("delivery may be delayed") have no ErrorCode.
    long number = body.at("ErrorCode").number().orElse(0L);
    String message = body.at("Message").text().orElse("");
    if (number != 0) {
      return refused(answer, number, message);
    }
    Optional<String> id = body.at("MessageID").text();
    if (answer.status() != 200 || id.isEmpty()) {
      return Replies.byStatus(name(), answer, "");
    }
    // Postmark has taken the message and will not deliver it to its only recipient.
    return message.startsWith("Message OK, but will not deliver to these inactive addresses")
        ? Replies.rejected(name(), "suppressed", answer, "")
        : new Outcome.Accepted(name(), Replies.messageId(id));
  }

  private Outcome refused(Answered answer, long number, String message) {
    // Codes have two to four digits; anything else could be a part of somebody's message.
    int known = number >= 10 && number <= 9_999 ? (int) number : 0;
    String code = known == 0 ? "" : Integer.toString(known);
    if (answer.status() >= 500) {
      return known == 100
          ? Replies.unavailable(name(), "maintenance", answer, code)
          : Replies.byStatus(name(), answer, code);
    }
    return switch (known) {
      case 10 -> Replies.wrongKey(name(), answer, code);
      case 300 -> invalid(answer, code, message);
      case 406 -> Replies.rejected(name(), "suppressed", answer, code);
      case 400, 401 -> Replies.misconfigured(name(), "sender_refused", answer, code);
      case 405 -> Replies.misconfigured(name(), "quota_exceeded", answer, code);
      case 412 -> Replies.misconfigured(name(), "trial_account", answer, code);
      case 413, 422 -> Replies.misconfigured(name(), "account_inactive", answer, code);
      case 429 -> Replies.unavailable(name(), "throttled", answer, code);
      case 1101, 1109, 1120, 1121, 1122, 1123, 1131 ->
          Replies.misconfigured(name(), "template_refused", answer, code);
      case 1226, 1235, 1236 -> Replies.misconfigured(name(), "stream_refused", answer, code);
      case 1480 -> Replies.misconfigured(name(), "ip_refused", answer, code);
      default ->
          answer.isSuccess()
              ? Replies.misconfigured(name(), "refused", answer, code)
              : Replies.byStatus(name(), answer, code);
    };
  }

  /** Code 300 stands for everything that is wrong with a mail; its sentence begins with a field. */
  private static final Pattern FIELD =
      Pattern.compile("(?s)(?:Invalid|Error parsing) '(To|From|Reply-To)'.*");

  private Outcome invalid(Answered answer, String code, String message) {
    var field = FIELD.matcher(message);
    if (!field.matches()) {
      return Replies.misconfigured(name(), "refused", answer, code);
    }
    return field.group(1).equals("To")
        ? Replies.rejected(name(), "invalid_address", answer, code)
        : Replies.misconfigured(name(), "sender_refused", answer, code);
  }
}
