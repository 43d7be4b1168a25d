package io.github.cognitocourier.providers.email;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.BasicAuth;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.PassedHeaders;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.TemplateData;
import io.github.cognitocourier.providers.wire.TemplateNumber;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.providers.wire.WrittenMailbox;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mailjet, Send API v3.1. Safe for concurrent use.
 *
 * @see <a href="https://dev.mailjet.com/email/guides/send-api-v31/">Send API v3.1</a>
 * @see <a href="https://dev.mailjet.com/email/reference/send-emails/">Reference</a>
 */
public final class Mailjet implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private Mailjet(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Mailjet of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Mailjet(Settings.of(url, environment), hosted, wire);
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
    Optional<String> template = hosted.id(email.template());
    if (template.isPresent() && !TemplateNumber.is(template.get())) {
      return TemplateNumber.missing(name());
    }
    return wire.attempt(
        name(), settings.secret(), deadline, secret -> request(email, secret), this::outcome);
  }

  /**
   * {@code mailjet://account?api-key=…&region=global|us&template-errors=…&sandbox=false|true&
   * endpoint=…} and {@code MAILJET_SECRET_KEY}.
   *
   * @param apiKey the public half, which names the account
   * @param templateErrors where Mailjet writes that a template is broken
   */
  record Settings(
      String name,
      URI endpoint,
      String apiKey,
      Credential secret,
      Optional<EmailAddress> templateErrors,
      boolean sandbox) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "region", "api-key", "template-errors", "sandbox"));
      String vendor =
          switch (url.option("region").orElse("global")) {
            case "global" -> "https://api.mailjet.com";
            case "us" -> "https://api.us.mailjet.com";
            default -> throw url.mistake("option region must be global or us");
          };
      String apiKey =
          url.option("api-key")
              .filter(key -> key.matches("[A-Za-z0-9]+"))
              .orElseThrow(() -> url.mistake("option api-key must be the account's API key"));
      Optional<EmailAddress> templateErrors =
          url.option("template-errors")
              .map(text ->
                  EmailAddress.parse(text)
                      .orElseThrow(
                          () -> url.mistake("option template-errors must be an e-mail address")));
      Credential secret =
          environment.requireCredential(
              url.variable("SECRET_KEY"), "the secret key that belongs to the API key");
      return new Settings(
          url.name(), url.endpoint(vendor), apiKey, secret, templateErrors, url.flag("sandbox"));
    }
  }

  Request request(Email email, Secret secret) {
    var body = new LinkedHashMap<String, Object>();
    body.put("Messages", List.of(message(email)));
    if (settings.sandbox()) {
      body.put("SandboxMode", true);
    }
    return Request.post(
        URI.create(settings.endpoint() + "/v3.1/send"),
        Fields.of(
            "Authorization",
            BasicAuth.header(settings.apiKey(), secret),
            "Content-Type",
            "application/json"),
        Json.write(body));
  }

  private Map<String, Object> message(Email email) {
    var message = new LinkedHashMap<String, Object>();
    message.put("From", WrittenMailbox.fields(email.from(), "Email", "Name"));
    message.put("To", List.of(Fields.of("Email", email.to().value())));
    PassedHeaders.replyTo(email)
        .map(mailbox -> WrittenMailbox.fields(mailbox, "Email", "Name"))
        .ifPresent(mailbox -> message.put("ReplyTo", mailbox));
    Optional<String> template = hosted.id(email.template());
    if (template.isPresent()) {
      putTemplate(message, email, TemplateNumber.of(template.get()));
    } else {
      message.put("Subject", email.subject());
      Fields.putUnlessEmpty(message, "TextPart", email.text());
      Fields.putUnlessEmpty(message, "HTMLPart", email.html());
    }
    if (template.isPresent() || !email.html().isEmpty()) {
      // A link in a security mail leads where it says, and nobody learns who has read it. Mailjet
      // takes these with HTML only: a mail of text alone cannot be tracked.
      message.put("TrackOpens", "disabled");
      message.put("TrackClicks", "disabled");
    }
    message.put("CustomCampaign", email.template().trigger());
    message.put("CustomID", email.id().value());
    message.put(
        "EventPayload",
        Json.write(
            Fields.of(
                "notification_id", email.id().value(), "trigger", email.template().trigger())));
    Map<String, String> headers = PassedHeaders.of(email);
    if (!headers.isEmpty()) {
      message.put("Headers", headers);
    }
    return message;
  }

  private void putTemplate(Map<String, Object> message, Email email, long template) {
    message.put("TemplateID", template);
    message.put("TemplateLanguage", true);
    // Else a mistake in a template swallows every mail, each of them accepted before.
    message.put("TemplateErrorDeliver", true);
    settings
        .templateErrors()
        .ifPresent(
            address -> message.put("TemplateErrorReporting", Fields.of("Email", address.value())));
    message.put("Variables", TemplateData.nested(email));
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    Json message = body.at("Messages").at(0);
    Json errors = message.at("Errors");
    if (!errors.at(0).isAbsent()) {
      return refused(answer, errors.items());
    }
    if (answer.status() == 200
        && message.at("Status").text().filter("success"::equals).isPresent()) {
      Optional<Long> id = message.at("To").at(0).at("MessageID").number();
      // In sandbox mode there is no message, and no id of one.
      if (settings.sandbox() || id.filter(number -> number > 0).isPresent()) {
        return new Outcome.Accepted(
            name(), id.filter(number -> number > 0).map(String::valueOf).orElse(""));
      }
    }
    return body.at("ErrorCode").text().isPresent()
        ? refused(answer, List.of(body))
        : Replies.byStatus(name(), answer, "");
  }

  /** A refusal of the one message, or of the whole request: the first error gives the reason. */
  private Outcome refused(Answered answer, List<Json> errors) {
    if (answer.status() >= 500) {
      return Replies.byStatus(name(), answer, "");
    }
    if (errors.stream().allMatch(Mailjet::isAboutTheRecipient)) {
      return Replies.rejected(name(), "invalid_address", answer, "mj-0013");
    }
    String code = code(errors.getFirst());
    return switch (code) {
      case "mj-0015" -> Replies.wrongKey(name(), answer, code);
      case "mj-0001" -> Replies.misconfigured(name(), "account_inactive", answer, code);
      case "mj-0011" -> Replies.misconfigured(name(), "too_large", answer, code);
      case "send-0006", "send-0007", "send-0008" ->
          Replies.misconfigured(name(), "sender_refused", answer, code);
      case "send-0004", "send-0010" ->
          Replies.misconfigured(name(), "template_refused", answer, code);
      default ->
          answer.isSuccess()
              ? Replies.misconfigured(name(), "refused", answer, code)
              : Replies.byStatus(name(), answer, code);
    };
  }

  /** An address of an invalid form, and it is the recipient's: {@code To[0].Email}. */
  private static boolean isAboutTheRecipient(Json error) {
    return code(error).equals("mj-0013")
        && error
            .at("ErrorRelatedTo")
            .at(0)
            .text()
            .filter(field -> field.matches("To\\[[0-9]+]\\.Email"))
            .isPresent();
  }

  /** A code of Mailjet's form; anything else could be a part of somebody's message. */
  private static String code(Json error) {
    return error
        .at("ErrorCode")
        .text()
        .filter(code -> code.matches("(mj|send)-[0-9]{4}"))
        .orElse("");
  }
}
