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
import io.github.cognitocourier.providers.wire.WrittenMailbox;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * MailerSend, the Email API. Safe for concurrent use.
 *
 * @see <a href="https://developers.mailersend.com/api/v1/email.html">Email API</a>
 * @see <a href="https://www.mailersend.com/help/rest-api-response-codes">Response codes</a>
 */
public final class MailerSend implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private MailerSend(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static MailerSend of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new MailerSend(Settings.of(url, environment), hosted, wire);
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
        name(), settings.token(), deadline, token -> request(email, token), this::outcome);
  }

  /**
   * {@code mailersend://account?custom-headers=false|true&retain-content=true|false&endpoint=…} and
   * {@code MAILERSEND_API_TOKEN}.
   *
   * @param customHeaders whether the account's plan may write headers
   * @param discard whether MailerSend is told not to keep the content
   */
  record Settings(
      String name, URI endpoint, Credential token, boolean customHeaders, boolean discard) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "custom-headers", "retain-content"));
      Credential token =
          environment.requireCredential(
              url.variable("API_TOKEN"), "a MailerSend API token with full access to Email");
      return new Settings(
          url.name(),
          url.endpoint("https://api.mailersend.com"),
          token,
          url.flag("custom-headers"),
          url.option("retain-content").isPresent() && !url.flag("retain-content"));
    }
  }

  Request request(Email email, Secret token) {
    Optional<String> template = hosted.id(email.template());
    var body = new LinkedHashMap<String, Object>();
    body.put("from", WrittenMailbox.fields(email.from(), "email", "name"));
    body.put("to", List.of(Fields.of("email", email.to().value())));
    if (template.isPresent()) {
      body.put("template_id", template.get());
      Map<String, Object> data =
          Fields.of("email", email.to().value(), "data", TemplateData.nested(email));
      body.put("personalization", List.of(data));
    } else {
      body.put("subject", TemplateData.verbatim(email.subject(), BRACE));
      Fields.putUnlessEmpty(body, "text", TemplateData.verbatim(email.text(), BRACE));
      Fields.putUnlessEmpty(body, "html", TemplateData.verbatim(email.html(), BRACE));
      if (body.toString().contains(BRACE)) {
        Map<String, Object> data =
            Fields.of("email", email.to().value(), "data", Fields.of("brace", "{"));
        body.put("personalization", List.of(data));
      }
    }
    putHeaders(email, body);
    body.put("tags", List.of(email.template().trigger()));
    // Whatever the domain's settings say: a code is no bulk mail.
    body.put("precedence_bulk", false);
    body.put("settings", settings.discard() ? OFF_AND_DISCARDED : OFF);
    return Request.post(
        URI.create(settings.endpoint() + "/v1/email"),
        Fields.of("Authorization", "Bearer " + token.reveal(), "Content-Type", "application/json"),
        Json.write(body));
  }

  /** A link in a security mail leads where it says, and nobody learns who has read it. */
  private static final Map<String, Boolean> OFF =
      Fields.of("track_clicks", false, "track_opens", false);

  private static final Map<String, Boolean> OFF_AND_DISCARDED =
      Fields.of("track_clicks", false, "track_opens", false, "track_content", false);

  /** Only Professional and Enterprise accounts may write headers: others get no mail through. */
  private void putHeaders(Email email, Map<String, Object> body) {
    PassedHeaders.replyTo(email)
        .map(mailbox -> WrittenMailbox.fields(mailbox, "email", "name"))
        .ifPresent(mailbox -> body.put("reply_to", mailbox));
    List<Map<String, String>> others =
        PassedHeaders.of(email).entrySet().stream()
            .filter(header -> settings.customHeaders())
            .map(header -> Fields.of("name", header.getKey(), "value", header.getValue()))
            .toList();
    if (!others.isEmpty()) {
      body.put("headers", others);
    }
  }

  /** MailerSend evaluates inline content, too, and has no escape for that: see TemplateData. */
  private static final String BRACE = "{{brace}}";

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    if (answer.status() == 202) {
      return taken(answer, body);
    }
    String code = code(body);
    return switch (answer.status()) {
      case 421 -> Replies.unavailable(name(), "maintenance", answer, code);
      case 422 -> invalid(answer, code);
      case 429 ->
          code.equals("MS42901")
              ? Replies.misconfigured(name(), "quota_exceeded", answer, code)
              : Replies.byStatus(name(), answer, code);
      default -> Replies.byStatus(name(), answer, code);
    };
  }

  /** A 202 may say that nothing will be sent: the domain is paused, the recipient suppressed. */
  private Outcome taken(Answered answer, Json body) {
    Optional<String> id = answer.header("X-Message-Id");
    List<String> types = types(body.at("warnings"));
    if (types.contains(ALL_SUPPRESSED)) {
      return Replies.rejected(name(), "suppressed", answer, ALL_SUPPRESSED);
    }
    String type = types.isEmpty() ? "" : types.getFirst();
    if (answer.header("X-Send-Paused").filter("true"::equalsIgnoreCase).isPresent()) {
      return Replies.misconfigured(name(), "sending_paused", answer, type);
    }
    // "Some" of one recipient is not documented.
    return id.isPresent() && !types.contains("SOME_SUPPRESSED")
        ? new Outcome.Accepted(name(), Replies.messageId(id))
        : Replies.byStatus(name(), answer, type);
  }

  private static final String ALL_SUPPRESSED = "ALL_SUPPRESSED";

  private static final Pattern TYPE = Pattern.compile("[A-Z_]{1,40}");

  /** The types of all warnings: there may be several, in no order that is documented. */
  private static List<String> types(Json warnings) {
    return warnings.at(0).isAbsent()
        ? List.of()
        : warnings.items().stream()
            .map(warning -> warning.at("type").text().filter(TYPE.asMatchPredicate()))
            .flatMap(Optional::stream)
            .toList();
  }

  private Outcome invalid(Answered answer, String code) {
    return switch (code) {
      case "MS42207", "MS42208" -> Replies.misconfigured(name(), "sender_refused", answer, code);
      case "MS42204", "MS42222" -> Replies.misconfigured(name(), "quota_exceeded", answer, code);
      case "MS42225" -> Replies.misconfigured(name(), "trial_account", answer, code);
      default -> Replies.byStatus(name(), answer, code);
    };
  }

  /** At the end of a sentence; the rest of it may hold an address. */
  private static final Pattern CODE = Pattern.compile("(?s).*#(MS[0-9]{5})");

  /** The first code of the errors, or else of the message. */
  private static String code(Json body) {
    Stream<Json> errors =
        body.at("errors").isObject()
            ? body.at("errors").fields().values().stream().map(field -> field.at(0))
            : Stream.of();
    return Stream.concat(errors, Stream.of(body.at("message")))
        .flatMap(sentence -> sentence.text().stream())
        .map(CODE::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElse("");
  }
}
