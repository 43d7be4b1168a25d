package io.github.cognitocourier.providers.email;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Mailbox;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * SparkPost (Bird), the Transmissions API. Safe for concurrent use.
 *
 * @see <a href="https://developers.sparkpost.com/api/transmissions/">Transmissions</a>
 * @see <a href="https://support.sparkpost.com/docs/tech-resources/extended-error-codes">Extended
 *     error codes</a>
 */
public final class SparkPost implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private SparkPost(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static SparkPost of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new SparkPost(Settings.of(url, environment), hosted, wire);
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
   * {@code sparkpost://account?region=us|eu&sandbox=false|true&endpoint=…} and {@code
   * SPARKPOST_API_KEY}. An enterprise account's own host is the endpoint.
   */
  record Settings(String name, URI endpoint, Credential key, boolean sandbox) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "region", "sandbox"));
      String vendor =
          switch (url.option("region").orElse("us")) {
            case "us" -> "https://api.sparkpost.com";
            case "eu" -> "https://api.eu.sparkpost.com";
            default -> throw url.mistake("option region must be us or eu");
          };
      Credential key =
          environment.requireCredential(
              url.variable("API_KEY"),
              "a SparkPost API key with the permission Transmissions: Read/Write");
      return new Settings(url.name(), url.endpoint(vendor), key, url.flag("sandbox"));
    }
  }

  Request request(Email email, Secret key) {
    Optional<String> template = hosted.id(email.template());
    var body = new LinkedHashMap<String, Object>();
    body.put("options", settings.sandbox() ? IN_SANDBOX : OPTIONS);
    body.put("campaign_id", email.template().trigger());
    body.put(
        "metadata",
        Fields.of("notification_id", email.id().value(), "trigger", email.template().trigger()));
    if (template.isPresent()) {
      body.put("substitution_data", TemplateData.nested(email));
    }
    body.put("recipients", List.of(Fields.of("address", Fields.of("email", email.to().value()))));
    body.put(
        "content",
        template.isPresent() ? Fields.of("template_id", template.get()) : content(email));
    return Request.post(
        URI.create(settings.endpoint() + "/api/v1/transmissions"),
        Fields.of(
            "Authorization",
            key.reveal(),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            email.id().value()),
        Json.write(body));
  }

  /**
   * A link in a security mail leads where it says, and nobody learns who has read it; both are on
   * by default. A transactional mail reaches those, too, who have unsubscribed from newsletters.
   */
  private static final Map<String, Boolean> OPTIONS =
      Fields.of("open_tracking", false, "click_tracking", false, "transactional", true);

  private static final Map<String, Boolean> IN_SANDBOX =
      Fields.of(
          "open_tracking", false, "click_tracking", false, "transactional", true, "sandbox", true);

  private static Map<String, Object> content(Email email) {
    var content = new LinkedHashMap<String, Object>();
    Mailbox from = email.from();
    content.put(
        "from",
        WrittenMailbox.fields(new Mailbox(verbatim(from.name()), from.address()), "email", "name"));
    content.put("subject", verbatim(email.subject()));
    Fields.putUnlessEmpty(content, "text", verbatim(email.text()));
    Fields.putUnlessEmpty(content, "html", verbatim(email.html()));
    PassedHeaders.replyTo(email)
        .ifPresent(mailbox -> content.put("reply_to", verbatim(WrittenMailbox.text(mailbox))));
    var headers = new LinkedHashMap<>(PassedHeaders.of(email));
    headers.replaceAll((header, value) -> verbatim(value));
    if (!headers.isEmpty()) {
      content.put("headers", headers);
    }
    return content;
  }

  /**
   * SparkPost's template language works in inline content, too: what a user calls himself must
   * neither be evaluated nor break the mail.
   *
   * @see <a href="https://developers.sparkpost.com/api/template-language/">Template Language</a>
   */
  private static String verbatim(String text) {
    return BRACES
        .matcher(text)
        .replaceAll(braces ->
            braces.group().length() == 3
                ? "{{opening_triple_curly()}}"
                : "{{opening_double_curly()}}");
  }

  private static final Pattern BRACES = Pattern.compile("\\{\\{\\{?");

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    if (answer.status() != 200) {
      return isSuppressed(body.at("errors"))
          ? Replies.rejected(name(), "suppressed", answer, "1902")
          : refused(answer, code(body.at("errors")));
    }
    Json results = body.at("results");
    Optional<String> id = results.at("id").text();
    long accepted = results.at("total_accepted_recipients").number().orElse(-1L);
    long rejected = results.at("total_rejected_recipients").number().orElse(-1L);
    if (id.isPresent() && accepted == 1) {
      return new Outcome.Accepted(name(), Replies.messageId(id));
    }
    if (accepted == 0 && rejected == 1) {
      String code = code(results.at("rcpt_to_errors"));
      return code.equals(INVALID_FORMAT)
          ? Replies.rejected(name(), "invalid_address", answer, code)
          : Replies.misconfigured(name(), "refused", answer, code);
    }
    return Replies.byStatus(name(), answer, code(body.at("errors")));
  }

  /**
   * "Invalid data format/type/length", said of a recipient, of whom we send nothing but the
   * address. 1400 is a field that we left out.
   */
  private static final String INVALID_FORMAT = "1300";

  /** SparkPost's codes have four or five digits, in a string or as a number. */
  private static String code(Json errors) {
    Json code = errors.at(0).at("code");
    return code.text()
        .or(() -> code.number().map(String::valueOf))
        .filter(digits -> digits.matches("[0-9]{4,5}"))
        .orElse("");
  }

  /** 1902 has many reasons; this sentence is about the recipient alone. */
  private static boolean isSuppressed(Json errors) {
    Optional<String> sentence = errors.at(0).at("description").text();
    return code(errors).equals("1902")
        && sentence.orElse("").equals("recipient address suppressed due to customer policy");
  }

  /** After a 429, SparkPost asks to wait 1 to 5 seconds. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Outcome refused(Answered answer, String code) {
    return switch (answer.status()) {
      case 400, 403, 404, 422 -> wrong(answer, code);
      // Another request with this key is under way or was of another content: it may be sent.
      case 409 -> Replies.unknown(name(), "sent_before", answer, code);
      // The limit of the hour or the day passes; the sandbox's is that of an account's whole life.
      case 420 ->
          code.equals("2103")
              ? Replies.misconfigured(name(), "quota_exceeded", answer, code)
              : Replies.unavailable(name(), "sending_limit", answer, code);
      case 429 ->
          answer.header("Retry-After").isPresent()
              ? Replies.byStatus(name(), answer, code)
              : Replies.unavailable(name(), "throttled", answer, code, PAUSE);
      default -> Replies.byStatus(name(), answer, code);
    };
  }

  private Outcome wrong(Answered answer, String code) {
    return switch (code) {
      case "5002" -> Replies.rejected(name(), "invalid_address", answer, code);
      case "7000", "7001" -> Replies.misconfigured(name(), "sender_refused", answer, code);
      case "1502" -> Replies.unavailable(name(), "unavailable", answer, code);
      case "2103" -> Replies.misconfigured(name(), "quota_exceeded", answer, code);
      case "1600" ->
          answer.status() == 404
              ? Replies.misconfigured(name(), "template_refused", answer, code)
              : Replies.byStatus(name(), answer, code);
      case "2002", "2004", "2005", "2106", "3000", "3001", "3002", "3010", "3020", "3040", "3050" ->
          Replies.misconfigured(name(), "template_refused", answer, code);
      default -> Replies.byStatus(name(), answer, code);
    };
  }
}
