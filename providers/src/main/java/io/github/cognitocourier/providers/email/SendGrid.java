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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Twilio SendGrid, v3 Mail Send. Safe for concurrent use.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send">Mail
 *     Send</a>
 */
public final class SendGrid implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private SendGrid(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static SendGrid of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new SendGrid(Settings.of(url, environment), hosted, wire);
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
   * {@code sendgrid://account?region=global|eu&sandbox=false|true&ip-pool=…&endpoint=…} and {@code
   * SENDGRID_API_KEY}. Without a pool, the account decides.
   */
  record Settings(
      String name, URI endpoint, Credential key, boolean sandbox, Optional<String> ipPool) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "region", "sandbox", "ip-pool"));
      String vendor =
          switch (url.option("region").orElse("global")) {
            case "global" -> "https://api.sendgrid.com";
            case "eu" -> "https://api.eu.sendgrid.com";
            default -> throw url.mistake("option region must be global or eu");
          };
      Optional<String> ipPool = url.option("ip-pool");
      if (ipPool.filter(pool -> pool.length() < 2 || pool.length() > 64).isPresent()) {
        throw url.mistake("option ip-pool must have 2 to 64 characters");
      }
      Credential key =
          environment.requireCredential(
              url.variable("API_KEY"), "a SendGrid API key with the permission Mail Send");
      return new Settings(url.name(), url.endpoint(vendor), key, url.flag("sandbox"), ipPool);
    }
  }

  Request request(Email email, Secret key) {
    Optional<String> template = hosted.id(email.template());
    var body = new LinkedHashMap<String, Object>();
    body.put("personalizations", List.of(personalization(email, template.isPresent())));
    body.put("from", WrittenMailbox.fields(email.from(), "email", "name"));
    PassedHeaders.replyTo(email)
        .map(mailbox -> WrittenMailbox.fields(mailbox, "email", "name"))
        .ifPresent(mailbox -> body.put("reply_to", mailbox));
    var headers = new LinkedHashMap<>(PassedHeaders.of(email));
    headers.keySet().removeIf(name -> OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
    if (template.isPresent()) {
      body.put("template_id", template.get());
    } else {
      body.put("subject", email.subject());
      body.put("content", content(email));
    }
    if (!headers.isEmpty()) {
      body.put("headers", headers);
    }
    body.put("categories", List.of(email.template().trigger()));
    settings.ipPool().ifPresent(pool -> body.put("ip_pool_name", pool));
    body.put("mail_settings", settings.sandbox() ? SANDBOX : ALSO_UNSUBSCRIBED);
    body.put("tracking_settings", TRACKING_OFF);
    return Request.post(
        URI.create(settings.endpoint() + "/v3/mail/send"),
        Fields.of("Authorization", "Bearer " + key.reveal(), "Content-Type", "application/json"),
        Json.write(body));
  }

  private static Map<String, Object> personalization(Email email, boolean isHosted) {
    var personalization = new LinkedHashMap<String, Object>();
    personalization.put("to", List.of(Fields.of("email", email.to().value())));
    if (isHosted) {
      personalization.put("dynamic_template_data", TemplateData.nested(email));
    }
    personalization.put(
        "custom_args",
        Fields.of("notification_id", email.id().value(), "trigger", email.template().trigger()));
    return personalization;
  }

  /** SendGrid wants the text before the HTML, and no empty part. */
  private static List<Map<String, String>> content(Email email) {
    var content = new ArrayList<Map<String, String>>();
    if (!email.text().isEmpty()) {
      content.add(Fields.of("type", "text/plain", "value", email.text()));
    }
    if (!email.html().isEmpty()) {
      content.add(Fields.of("type", "text/html", "value", email.html()));
    }
    return content;
  }

  /** SendGrid refuses a whole mail that has one of these, besides those that all vendors write. */
  private static final Set<String> OWN_HEADERS = Set.of("x-sg-id", "x-sg-eid");

  private static final Map<String, Object> ON = Fields.of("enable", true);
  private static final Map<String, Object> OFF = Fields.of("enable", false);

  /**
   * A code goes to those, too, who have unsubscribed from newsletters. Bounces and spam reports
   * stay respected: they are facts about the mailbox.
   */
  private static final Map<String, Object> ALSO_UNSUBSCRIBED =
      Fields.of("bypass_unsubscribe_management", ON);

  private static final Map<String, Object> SANDBOX =
      Fields.of("bypass_unsubscribe_management", ON, "sandbox_mode", ON);

  /** A link in a security mail leads where it says, and nobody learns who has read it. */
  private static final Map<String, Object> TRACKING_OFF =
      Fields.of(
          "click_tracking", Fields.of("enable", false, "enable_text", false),
          "open_tracking", OFF,
          "subscription_tracking", OFF,
          "ganalytics", OFF);

  Outcome outcome(Answered answer) {
    Optional<String> id = answer.header("X-Message-Id");
    boolean documented = answer.status() == (settings.sandbox() ? 200 : 202);
    if (documented && (answer.body().isBlank() || id.isPresent())) {
      return new Outcome.Accepted(name(), Replies.messageId(id));
    }
    Json list = Json.lenient(answer.body()).at("errors");
    List<Json> errors = list.at(0).isAbsent() ? List.of() : list.items();
    List<String> fields = errors.stream().map(SendGrid::field).toList();
    String field = fields.isEmpty() ? "" : fields.getFirst();
    boolean recipientOnly =
        !fields.isEmpty()
            && fields.stream()
                .allMatch(name -> name.matches("personalizations\\.[0-9]+\\.to(\\..*)?"));
    if (answer.status() == 400 && recipientOnly) {
      return Replies.rejected(name(), "invalid_address", answer, field);
    }
    if ((answer.status() == 400 || answer.status() == 403) && field.startsWith("from")) {
      return Replies.misconfigured(name(), "sender_refused", answer, field);
    }
    if (answer.status() == 400 && field.equals("template_id")) {
      return Replies.misconfigured(name(), "template_refused", answer, field);
    }
    if (answer.status() == 401 && errors.stream().anyMatch(SendGrid::isOutOfCredits)) {
      return Replies.misconfigured(name(), "quota_exceeded", answer, field);
    }
    return Replies.byStatus(name(), answer, field);
  }

  /** SendGrid has no error codes; the name of the field that it refuses comes closest to one. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(personalizations|from|reply_to|subject|content|template_id|headers|categories"
              + "|custom_args|ip_pool_name|mail_settings|tracking_settings)"
              + "(\\.([0-9]{1,3}|[a-z_]{1,30})){0,4}");

  private static String field(Json error) {
    return error.at("field").text().filter(FIELD.asMatchPredicate()).orElse("");
  }

  /** Not in the reference, but what an account without credit gets: a 401 like a wrong key's. */
  private static boolean isOutOfCredits(Json error) {
    return error.at("message").text().orElse("").equals("Maximum credits exceeded");
  }
}
