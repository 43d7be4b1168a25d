package io.github.cognitocourier.providers.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
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
import java.util.stream.Stream;

/**
 * Twilio Verify with Cognito's own code as its custom code: by SMS, WhatsApp or a call. Twilio
 * writes the message, so it carries a verification code and nothing else. Safe for concurrent use.
 *
 * @see <a href="https://www.twilio.com/docs/verify/api/verification">Verifications</a>
 * @see <a href="https://www.twilio.com/docs/verify/api/customization-options">Custom codes</a>
 * @see <a href="https://www.twilio.com/docs/api/errors">Error Dictionary</a>
 */
public final class TwilioVerify implements Provider<Sms> {

  /** What the API's description lists for {@code Locale}. */
  private static final Set<String> LOCALES =
      Set.of(
          "af", "ar", "ca", "cs", "da", "de", "el", "en", "en-GB", "es", "fi", "fr", "he", "hi",
          "hr", "hu", "id", "it", "ja", "ko", "ms", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru",
          "sv", "th", "tl", "tr", "vi", "zh", "zh-CN", "zh-HK");

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private TwilioVerify(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The service that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static TwilioVerify of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new TwilioVerify(Settings.of(url, environment), hosted, wire);
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
  public Carries carries() {
    return Carries.CODES_ONLY;
  }

  @Override
  public Outcome send(Sms sms, Deadline deadline) {
    return code(sms)
        .map(code ->
            wire.attempt(
                name(),
                settings.key().password(),
                deadline,
                password -> request(sms, code, password),
                this::outcome))
        .orElseGet(() -> new Outcome.Misconfigured(name(), "no_code"));
  }

  /** Twilio takes 4 to 10 characters; a white space is never part of a code. */
  private static Optional<String> code(Sms sms) {
    return Optional.ofNullable(sms.variables().values().get("code"))
        .filter(code -> code.matches("[\\x21-\\x7E]{4,10}"));
  }

  /**
   * {@code twilio-verify://account?service=VA…&channel=sms|whatsapp|call&
   * risk-check=enable|disable&endpoint=…} with the variables of {@link TwilioKey}.
   */
  record Settings(
      String name,
      URI endpoint,
      TwilioKey key,
      String service,
      String channel,
      Optional<String> riskCheck) {

    private static final Set<String> OPTIONS =
        Set.of("endpoint", "service", "channel", "risk-check");

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(OPTIONS);
      String service = url.option("service").orElse("");
      if (!service.matches("VA[0-9a-fA-F]{32}")) {
        throw url.mistake("option service must be the SID (VA…) of a Verify service");
      }
      String channel = url.option("channel").orElse("sms");
      if (!channel.matches("sms|whatsapp|call")) {
        throw url.mistake("option channel must be sms, whatsapp or call");
      }
      Optional<String> riskCheck = url.option("risk-check");
      if (!riskCheck.orElse("enable").matches("enable|disable")) {
        throw url.mistake("option risk-check must be enable or disable");
      }
      return new Settings(
          url.name(),
          url.endpoint("https://verify.twilio.com"),
          TwilioKey.of(url, environment),
          service,
          channel,
          riskCheck);
    }
  }

  Request request(Sms sms, String code, Secret password) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("To", sms.to().value());
    fields.put("Channel", settings.channel());
    fields.put("CustomCode", code);
    locale(sms.template()).ifPresent(locale -> fields.put("Locale", locale));
    // Twilio has templates for SMS and calls; WhatsApp has its own.
    if (!settings.channel().equals("whatsapp")) {
      hosted
          .id(sms.template())
          .ifPresent(sid -> {
            fields.put("TemplateSid", sid);
            fields.put("TemplateCustomSubstitutions", Json.write(substitutions(sms.variables())));
          });
    }
    settings.riskCheck().ifPresent(check -> fields.put("RiskCheck", check));
    fields.put(
        "Tags",
        Json.write(
            Fields.of(
                "notification_id",
                shortened(sms.id().value()),
                "trigger",
                sms.template().trigger())));
    String path = "/v2/Services/" + URLEncoder.encode(settings.service(), UTF_8);
    return Request.post(
        URI.create(settings.endpoint() + path + "/Verifications"),
        Fields.of(
            "Authorization",
            BasicAuth.header(settings.key().user(), password),
            "Content-Type",
            Form.CONTENT_TYPE),
        Form.encode(fields));
  }

  /** The first that Twilio knows, else its language alone; none leaves it to the phone number. */
  private static Optional<String> locale(TemplateKey template) {
    return template.locales().stream()
        .flatMap(tag -> Stream.of(tag, tag.split("-", 2)[0]))
        .filter(LOCALES::contains)
        .findFirst();
  }

  /** Without the code, which is Twilio's own variable. */
  private static Map<String, String> substitutions(Variables variables) {
    Map<String, String> flat = TemplateData.flat(variables);
    flat.remove("code");
    flat.values().removeIf(String::isEmpty);
    return flat;
  }

  /** A tag's value has at most 128 characters. */
  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 128));
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    if (!answer.isSuccess()) {
      return refused(answer, body.at("code").number().orElse(0L));
    }
    Optional<String> sid = body.at("sid").text().filter(id -> id.matches("VE[0-9a-fA-F]{32}"));
    String status = body.at("status").text().orElse("");
    if (answer.status() != 201 || sid.isEmpty()) {
      return Replies.byStatus(name(), answer, "");
    }
    return switch (status) {
      case "pending" -> new Outcome.Accepted(name(), Replies.messageId(sid));
      case "canceled", "max_attempts_reached", "deleted", "failed", "expired" ->
          Replies.misconfigured(name(), "refused", answer, status);
      default -> Replies.byStatus(name(), answer, "");
    };
  }

  private Outcome refused(Answered answer, long number) {
    // Codes have five digits; anything else could be a part of somebody's message.
    int known = number >= 10_000 && number <= 99_999 ? (int) number : 0;
    String code = known == 0 ? "" : Integer.toString(known);
    if (answer.status() / 100 != 4) {
      return Replies.byStatus(name(), answer, code);
    }
    return switch (known) {
      case 60205 -> Replies.rejected(name(), "no_mobile_number", answer, code);
      case 20429, 60212 -> Replies.unavailable(name(), "throttled", answer, code);
      // No wait would help: it ends when the verification is checked, updated or ten minutes old,
      // and it concerns this recipient alone, so it must not look like an outage of Twilio's.
      case 60203 -> Replies.misconfigured(name(), "send_limit_reached", answer, code);
      case 60410, 60412 -> Replies.misconfigured(name(), "blocked_as_fraud", answer, code);
      case 60605 -> Replies.misconfigured(name(), "country_not_enabled", answer, code);
      case 60204 -> Replies.misconfigured(name(), "custom_code_not_enabled", answer, code);
      case 60224, 60249, 60252 -> Replies.misconfigured(name(), "template_refused", answer, code);
      case 20003 -> Replies.wrongKey(name(), answer, code);
      case 10001, 20005 -> Replies.misconfigured(name(), "account_inactive", answer, code);
      case 21608 -> Replies.misconfigured(name(), "trial_account", answer, code);
      default -> Replies.byStatus(name(), answer, code);
    };
  }
}
