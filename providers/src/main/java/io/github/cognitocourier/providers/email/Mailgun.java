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
import io.github.cognitocourier.http.BasicAuth;
import io.github.cognitocourier.http.Form;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mailgun, the Messages resource of one sending domain. Safe for concurrent use.
 *
 * @see <a
 *     href="https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/messages/post-v3--domain-name--messages">
 *     Send an email</a>
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/quickstart-guide/responses">API
 *     response codes</a>
 */
public final class Mailgun implements Provider<Email> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private Mailgun(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Mailgun of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Mailgun(Settings.of(url, environment), hosted, wire);
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
   * {@code mailgun://account?domain=…&region=us|eu&sandbox=false|true&endpoint=…} and {@code
   * MAILGUN_API_KEY}.
   *
   * @param domain the sending domain, which is a part of the address
   */
  record Settings(String name, URI endpoint, String domain, Credential key, boolean sandbox) {

    private static final Pattern DOMAIN =
        Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,}");

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "region", "domain", "sandbox"));
      String vendor =
          switch (url.option("region").orElse("us")) {
            case "us" -> "https://api.mailgun.net";
            case "eu" -> "https://api.eu.mailgun.net";
            default -> throw url.mistake("option region must be us or eu");
          };
      String domain =
          url.option("domain")
              .filter(DOMAIN.asMatchPredicate())
              .orElseThrow(() ->
                  url.mistake(
                      "option domain must be a sending domain of the account, such as"
                          + " domain=mg.example.com"));
      Credential key =
          environment.requireCredential(
              url.variable("API_KEY"), "a Mailgun API key or a sending key of the domain");
      return new Settings(url.name(), url.endpoint(vendor), domain, key, url.flag("sandbox"));
    }
  }

  Request request(Email email, Secret key) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("from", WrittenMailbox.text(email.from()));
    fields.put("to", email.to().value());
    // With a hosted template, too: Mailgun refuses a mail without a subject.
    fields.put("subject", email.subject());
    Optional<String> template = hosted.id(email.template());
    if (template.isPresent()) {
      fields.put("template", template.get());
      fields.put("t:variables", Json.write(TemplateData.nested(email)));
      // The text part is made from the template, too.
      fields.put("t:text", "yes");
    } else {
      Fields.putUnlessEmpty(fields, "text", email.text());
      Fields.putUnlessEmpty(fields, "html", email.html());
    }
    PassedHeaders.replyTo(email)
        .ifPresent(mailbox -> fields.put("h:Reply-To", WrittenMailbox.text(mailbox)));
    PassedHeaders.of(email).forEach((name, value) -> fields.put("h:" + name, value));
    fields.put("o:tag", email.template().trigger());
    fields.put("v:notification_id", email.id().value());
    fields.put("v:trigger", email.template().trigger());
    // A link in a security mail leads where it says, and nobody learns who has read it.
    fields.put("o:tracking", "no");
    fields.put("o:tracking-clicks", "no");
    fields.put("o:tracking-opens", "no");
    if (settings.sandbox()) {
      fields.put("o:testmode", "yes");
    }
    return Request.post(
        URI.create(settings.endpoint() + "/v3/" + settings.domain() + "/messages"),
        Fields.of("Authorization", BasicAuth.header("api", key), "Content-Type", Form.CONTENT_TYPE),
        Form.encode(fields));
  }

  /** {@code <20111114174239.25659.5817@samples.mailgun.org>} */
  private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>@\\s]+)@[^<>@\\s]+>");

  /** What a path that Mailgun does not have is answered with: nothing was sent. */
  private static final String NO_SUCH_PATH = "Mailgun Magnificent API";

  /** The one sentence that Mailgun documents for an address, about the field of the recipient. */
  private static final Pattern INVALID_RECIPIENT =
      Pattern.compile(
          "'?to'? parameter is not a valid address(\\. please check documentation)?\\.?");

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    if (answer.status() == 200) {
      Matcher id = MESSAGE_ID.matcher(body.at("id").text().orElse(""));
      if (id.matches()) {
        // Without its domain: what has an @ in it is taken for an address, and not logged.
        return new Outcome.Accepted(name(), Replies.messageId(Optional.of(id.group(1))));
      }
      if (answer.body().strip().equals(NO_SUCH_PATH)) {
        return Replies.misconfigured(name(), "not_found", answer, "");
      }
    }
    String message = body.at("message").text().orElse("");
    return switch (answer.status()) {
      case 400 ->
          INVALID_RECIPIENT.matcher(message).matches()
              ? Replies.rejected(name(), "invalid_address", answer, "")
              : Replies.byStatus(name(), answer, "");
      // "Parameters were valid but request failed": nothing about money.
      case 402 -> Replies.misconfigured(name(), "refused", answer, "");
      case 420 -> Replies.unavailable(name(), "sending_limit", answer, "");
      default -> Replies.byStatus(name(), answer, "");
    };
  }
}
