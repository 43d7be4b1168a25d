package io.github.cognitocourier.providers.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.BasicAuth;
import io.github.cognitocourier.http.Form;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.TemplateData;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Twilio Programmable Messaging, the Messages resource. Safe for concurrent use.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Messages resource</a>
 * @see <a href="https://www.twilio.com/docs/api/errors">Error Dictionary</a>
 */
public final class Twilio implements Provider<Sms> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private Twilio(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Twilio of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Twilio(Settings.of(url, environment), hosted, wire);
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
  public Outcome send(Sms sms, Deadline deadline) {
    return wire.attempt(
        name(),
        settings.key().password(),
        deadline,
        password -> request(sms, password),
        this::outcome);
  }

  /**
   * {@code twilio://account?from=…|messaging-service=…&region=…&edge=…&risk-check=enable|disable&
   * smart-encoded=true|false&status-callback=…&retain-content=true|false&endpoint=…} with {@code
   * TWILIO_ACCOUNT_SID} and {@code TWILIO_API_KEY_SID}, {@code TWILIO_API_KEY_SECRET} or else
   * {@code TWILIO_AUTH_TOKEN}.
   *
   * @param fixed the fields that are the same in every request
   */
  record Settings(String name, URI endpoint, TwilioKey key, Map<String, String> fixed) {

    private static final String OPTIONS =
        "endpoint region edge from messaging-service risk-check smart-encoded status-callback "
            + "retain-content";

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of(OPTIONS.split(" ")));
      if (url.option("from").isPresent() == url.option("messaging-service").isPresent()) {
        throw url.mistake("give either option from or option messaging-service");
      }
      URI host = url.endpoint("https://" + host(url));
      return new Settings(url.name(), host, TwilioKey.of(url, environment), fixed(url));
    }

    private static String host(ProviderUrl url) {
      String edge = url.option("edge").orElse("");
      String region = url.option("region").orElse("");
      if (edge.isEmpty() && region.isEmpty()) {
        return "api.twilio.com";
      }
      if (!edge.matches("[a-z-]+") || !region.matches("[a-z]+[0-9]")) {
        throw url.mistake("give region and edge together, such as region=ie1&edge=dublin");
      }
      return "api." + edge + "." + region + ".twilio.com";
    }

    private static Map<String, String> fixed(ProviderUrl url) {
      var fields = new LinkedHashMap<String, String>();
      url.option("from").ifPresent(from -> fields.put("From", from));
      url.option("messaging-service").ifPresent(sid -> fields.put("MessagingServiceSid", sid));
      // A link in a security message leads where it says.
      fields.put("ShortenUrls", "false");
      url.option("risk-check").ifPresent(check -> fields.put("RiskCheck", check));
      if (!fields.getOrDefault("RiskCheck", "enable").matches("enable|disable")) {
        throw url.mistake("option risk-check must be enable or disable");
      }
      if (url.option("smart-encoded").isPresent()) {
        fields.put("SmartEncoded", Boolean.toString(url.flag("smart-encoded")));
      }
      url.option("status-callback").ifPresent(callback -> fields.put("StatusCallback", callback));
      if (url.option("retain-content").isPresent() && !url.flag("retain-content")) {
        fields.put("ContentRetention", "discard");
        fields.put("AddressRetention", "obfuscate");
      }
      return fields;
    }
  }

  Request request(Sms sms, Secret password) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("To", sms.to().value());
    hosted.id(sms.template()).ifPresent(sid -> fields.put("ContentSid", sid));
    if (fields.containsKey("ContentSid")) {
      fields.put("ContentVariables", Json.write(contentVariables(sms.variables())));
    } else {
      fields.put("Body", sms.text());
    }
    // Twilio takes 1 to 36,000 seconds.
    fields.put("ValidityPeriod", "" + Math.clamp(sms.usefulFor().toSeconds(), 1, 36_000));
    fields.putAll(settings.fixed());
    if (!sms.from().isEmpty()) {
      // With a messaging service, too: the brand's sender must then be in the service's pool.
      fields.put("From", sms.from());
    }
    String path = "/2010-04-01/Accounts/" + URLEncoder.encode(settings.key().accountSid(), UTF_8);
    return Request.post(
        URI.create(settings.endpoint() + path + "/Messages.json"),
        Fields.of(
            "Authorization",
            BasicAuth.header(settings.key().user(), password),
            "Content-Type",
            Form.CONTENT_TYPE),
        Form.encode(fields));
  }

  /** Twilio refuses an empty value. */
  private static Map<String, String> contentVariables(Variables variables) {
    Map<String, String> flat = TemplateData.flat(variables);
    flat.values().removeIf(String::isEmpty);
    return flat;
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    if (!answer.isSuccess()) {
      return refused(answer, body.at("code").number().orElse(0L));
    }
    Optional<String> sid = body.at("sid").text().filter(id -> id.matches("(SM|MM)[0-9a-fA-F]{32}"));
    if (answer.status() != 201 || sid.isEmpty()) {
      return Replies.byStatus(name(), answer, "");
    }
    Optional<Long> error = body.at("error_code").number();
    String status = body.at("status").text().orElse("");
    return error.isPresent() || status.matches("failed|undelivered|canceled")
        ? refused(answer, error.orElse(0L))
        : new Outcome.Accepted(name(), Replies.messageId(sid));
  }

  /** A refusal, in an error or inside a success. */
  private Outcome refused(Answered answer, long number) {
    // Codes have four or five digits; anything else could be a part of somebody's message.
    int known = number >= 1_000 && number <= 99_999 ? (int) number : 0;
    String code = known == 0 ? "" : Integer.toString(known);
    if (answer.status() / 100 != 4 && !answer.isSuccess()) {
      return Replies.byStatus(name(), answer, code);
    }
    return switch (known) {
      case 21211, 21265 -> Replies.rejected(name(), "invalid_number", answer, code);
      case 21268 -> Replies.rejected(name(), "premium_number", answer, code);
      case 21610 -> Replies.rejected(name(), "opted_out", answer, code);
      case 21614, 21635 -> Replies.rejected(name(), "no_mobile_number", answer, code);
      case 20429, 63017 -> Replies.unavailable(name(), "throttled", answer, code);
      case 21611, 30001 -> Replies.unavailable(name(), "queue_full", answer, code);
      case 21730 -> Replies.unavailable(name(), "maintenance", answer, code);
      // Not the recipient's fault for certain: another carrier may get through.
      case 30003, 30005, 30006 -> Replies.unavailable(name(), "unreachable", answer, code);
      case 20003 -> Replies.wrongKey(name(), answer, code);
      case 10001, 20005, 30002 -> Replies.misconfigured(name(), "account_inactive", answer, code);
      case 63038, 30023 -> Replies.misconfigured(name(), "quota_exceeded", answer, code);
      case 21408 -> Replies.misconfigured(name(), "country_not_enabled", answer, code);
      case 21219, 21608 -> Replies.misconfigured(name(), "trial_account", answer, code);
      case 21212,
          21266,
          21603,
          21606,
          21612,
          21657,
          21659,
          21660,
          21661,
          21703,
          21704,
          21705,
          21709,
          21711 ->
          Replies.misconfigured(name(), "sender_refused", answer, code);
      case 21654, 21655, 21656, 21658 ->
          Replies.misconfigured(name(), "template_refused", answer, code);
      default ->
          answer.isSuccess()
              ? Replies.misconfigured(name(), "refused", answer, code)
              : Replies.byStatus(name(), answer, code);
    };
  }
}
