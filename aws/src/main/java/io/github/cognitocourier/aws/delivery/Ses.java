package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.aws.ErrorName;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon SES, API v2, SendEmail. Safe for concurrent use.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">
 *     SendEmail</a>
 */
public final class Ses implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final AwsWire wire;

  private Ses(Settings settings, HostedTemplates hosted, AwsWire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Ses of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, AwsWire wire) {
    return new Ses(Settings.of(url, environment), hosted, wire);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(settings.place().base());
  }

  @Override
  public List<String> warnings() {
    return settings.tracking().warning().map(sentence -> name() + ": " + sentence).stream()
        .toList();
  }

  @Override
  public Outcome send(Email email, Deadline deadline) {
    Place place = settings.place();
    Request request = request(email);
    return settings.isGlobal()
        ? wire.attemptAnywhere(name(), request, place.service(), deadline, this::outcome)
        : wire.attempt(name(), request, place.service(), place.region(), deadline, this::outcome);
  }

  /**
   * {@code ses://account?region=…&configuration-set=…&identity-arn=…&endpoint-id=…&tenant=…&
   * tracking=off|override&endpoint=…}, with the function's own credentials.
   *
   * @param fixed the members that are the same in every request
   */
  record Settings(String name, Place place, Map<String, String> fixed, SesTracking tracking) {

    private static final String ENDPOINT_ID = "EndpointId";
    private static final String OPTIONS =
        "endpoint region configuration-set identity-arn endpoint-id tenant tracking";

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of(OPTIONS.split(" ")));
      var fixed = new LinkedHashMap<String, String>();
      url.option("identity-arn")
          .ifPresent(arn -> fixed.put("FromEmailAddressIdentityArn", identity(url, arn)));
      url.option("configuration-set").ifPresent(set -> fixed.put("ConfigurationSetName", set));
      url.option("endpoint-id").ifPresent(id -> fixed.put(ENDPOINT_ID, id));
      url.option("tenant").ifPresent(tenant -> fixed.put("TenantName", tenant));
      return new Settings(
          url.name(),
          Place.ofMail(url, environment, url.option("endpoint-id")),
          fixed,
          SesTracking.of(url));
    }

    /** Whether it is sent through an endpoint that stands in several regions. */
    boolean isGlobal() {
      return fixed.containsKey(ENDPOINT_ID);
    }

    private static String identity(ProviderUrl url, String arn) {
      if (!arn.matches("arn:[a-z-]+:ses:[a-z0-9-]+:[0-9]{12}:identity/.+")) {
        throw url.mistake("option identity-arn must be arn:aws:ses:region:account:identity/name");
      }
      return arn;
    }
  }

  Request request(Email email) {
    var body = new LinkedHashMap<String, Object>();
    body.put("FromEmailAddress", EncodedWords.mailbox(email.from()));
    body.put("Destination", Map.of("ToAddresses", List.of(email.to().value())));
    email
        .headers()
        .forEach((name, value) -> {
          if (name.equalsIgnoreCase("Reply-To")) {
            body.put("ReplyToAddresses", List.of(value));
          }
        });
    body.put(
        "Content",
        hosted
            .id(email.template())
            .map(name -> Map.of("Template", stored(email, name)))
            .orElseGet(() -> Map.of("Simple", simple(email))));
    body.put(
        "EmailTags",
        List.of(
            pair("trigger", tag(email.template().trigger())),
            pair("notification_id", tag(email.id().value()))));
    body.putAll(settings.fixed());
    body.putAll(settings.tracking().members());
    return Request.post(
        settings.place().path("/v2/email/outbound-emails"),
        Map.of("Content-Type", "application/json"),
        Json.write(body));
  }

  private static Map<String, Object> simple(Email email) {
    var parts = new LinkedHashMap<String, Object>();
    // SES wants no empty part.
    if (!email.text().isEmpty()) {
      parts.put("Text", utf8(email.text()));
    }
    if (!email.html().isEmpty()) {
      parts.put("Html", utf8(email.html()));
    }
    var message = new LinkedHashMap<String, Object>();
    message.put("Subject", utf8(email.subject()));
    message.put("Body", parts);
    putHeaders(message, email);
    return message;
  }

  private static Map<String, Object> stored(Email email, String name) {
    var template = new LinkedHashMap<String, Object>();
    template.put("TemplateName", name);
    template.put("TemplateData", Json.write(StoredTemplate.data(email)));
    putHeaders(template, email);
    return template;
  }

  /** SES writes these itself, and refuses a whole mail that brings one of them. */
  private static final Set<String> RESERVED_HEADERS =
      Set.of(
          "bcc",
          "cc",
          "content-disposition",
          "content-transfer-encoding",
          "content-type",
          "date",
          "from",
          "message-id",
          "mime-version",
          "reply-to",
          "return-path",
          "subject",
          "to");

  private static void putHeaders(Map<String, Object> content, Email email) {
    List<Map<String, Object>> headers =
        email.headers().entrySet().stream()
            .filter(header -> !RESERVED_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .map(header -> pair(header.getKey(), EncodedWords.text(header.getValue())))
            .toList();
    if (!headers.isEmpty()) {
      content.put("Headers", headers);
    }
  }

  private static Map<String, Object> utf8(String text) {
    return ordered("Data", text, "Charset", "UTF-8");
  }

  private static Map<String, Object> pair(String name, String value) {
    return ordered("Name", name, "Value", value);
  }

  private static Map<String, Object> ordered(
      String name, String value, String name2, String value2) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put(name, value);
    fields.put(name2, value2);
    return fields;
  }

  /** A tag's value has 256 letters, digits, underscores and dashes at most. */
  private static String tag(String value) {
    return value.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  Outcome outcome(Answered answer) {
    Optional<String> id = Refusals.messageId(Json.lenient(answer.body()).at("MessageId").text());
    if (answer.status() == 200 && id.isPresent()) {
      return new Outcome.Accepted(name(), id.get());
    }
    String code = answer.isSuccess() ? "" : ErrorName.of(answer).orElse("");
    return switch (code) {
      case "AccountSuspendedException", "SendingPausedException" ->
          Refusals.misconfigured(name(), "account_inactive", answer, code);
      case "LimitExceededException" ->
          Refusals.misconfigured(name(), "quota_exceeded", answer, code);
      case "MailFromDomainNotVerifiedException" ->
          Refusals.misconfigured(name(), "sender_refused", answer, code);
      // Its sentence tells an unverified sender from a content that SES refuses; its name does not.
      case "MessageRejected" -> Refusals.misconfigured(name(), "refused", answer, code);
      default -> Refusals.common(name(), answer, code);
    };
  }
}
