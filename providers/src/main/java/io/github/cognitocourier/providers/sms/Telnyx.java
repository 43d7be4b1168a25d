package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Telnyx Messaging, API v2. It hosts no templates for SMS. Safe for concurrent use.
 *
 * @see <a href="https://developers.telnyx.com/api-reference/messages/send-a-message">Send a
 *     message</a>
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/error-codes">Messaging error
 *     codes</a>
 * @see <a href="https://developers.telnyx.com/development/api-fundamentals/api-errors">API error
 *     codes</a>
 */
public final class Telnyx implements Provider<Sms> {

  private final Settings settings;
  private final Wire wire;

  private Telnyx(Settings settings, Wire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Telnyx of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Telnyx(Settings.of(url, environment), wire);
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
    return wire.attempt(name(), settings.key(), deadline, key -> request(sms, key), this::outcome);
  }

  /**
   * {@code telnyx://account?from=…&messaging-profile=…&status-callback=…&endpoint=…} and {@code
   * TELNYX_API_KEY}. One of {@code from} and {@code messaging-profile} is required, both for an
   * alphanumeric sender.
   *
   * @param fixed the fields that are the same in every request
   */
  record Settings(String name, URI endpoint, Credential key, Map<String, Object> fixed) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "from", "messaging-profile", "status-callback"));
      String from = url.option("from").orElse("");
      String profile = url.option("messaging-profile").orElse("");
      if (from.isEmpty() && profile.isEmpty()) {
        throw url.mistake("give option from or option messaging-profile");
      }
      if (profile.isEmpty() && from.matches(".*[A-Za-z].*")) {
        throw url.mistake("an alphanumeric sender needs option messaging-profile, too");
      }
      Credential key =
          environment.requireCredential(url.variable("API_KEY"), "a Telnyx API key (v2)");
      var fields = new LinkedHashMap<String, Object>();
      // Telnyx refuses an empty value of either.
      putUnlessEmpty(fields, "from", from);
      putUnlessEmpty(fields, "messaging_profile_id", profile);
      putUnlessEmpty(fields, "webhook_url", url.option("status-callback").orElse(""));
      return new Settings(url.name(), url.endpoint("https://api.telnyx.com"), key, fields);
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String name, String value) {
      if (!value.isEmpty()) {
        fields.put(name, value);
      }
    }
  }

  Request request(Sms sms, Secret key) {
    var body = new LinkedHashMap<String, Object>();
    body.put("to", sms.to().value());
    body.put("text", sms.text());
    body.put("type", "SMS");
    body.putAll(settings.fixed());
    if (!sms.from().isEmpty()) {
      body.put("from", sms.from());
    }
    return Request.post(
        URI.create(settings.endpoint() + "/v2/messages"),
        Fields.of("Authorization", "Bearer " + key.reveal(), "Content-Type", "application/json"),
        Json.write(body));
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    if (!answer.isSuccess()) {
      return refused(answer, body.at("errors").at(0));
    }
    Json message = body.at("data");
    Optional<String> id = message.at("id").text().filter(text -> text.matches("[0-9a-fA-F-]{36}"));
    if (answer.status() != 200 || id.isEmpty()) {
      return Replies.byStatus(name(), answer, "");
    }
    Json error = message.at("errors").at(0);
    String status = message.at("to").at(0).at("status").text().orElse("");
    return error.isObject() || status.matches("sending_failed|delivery_failed|expired")
        ? refused(answer, error)
        : new Outcome.Accepted(name(), Replies.messageId(id));
  }

  /** A refusal, in an error or inside a success. */
  private Outcome refused(Answered answer, Json error) {
    // Codes have five digits; anything else could be a part of somebody's message.
    String code = error.at("code").text().filter(text -> text.matches("[0-9]{5}")).orElse("");
    if (answer.status() / 100 != 4 && !answer.isSuccess()) {
      return Replies.byStatus(name(), answer, code);
    }
    return switch (code) {
      // In a later report 40300 may mean any permanent failure: there, only the title tells.
      case "40300" ->
          answer.isSuccess() && !error.at("title").text().orElse("").equals(STOPPED)
              ? Replies.misconfigured(name(), "refused", answer, code)
              : Replies.rejected(name(), "opted_out", answer, code);
      case "40310" -> Replies.rejected(name(), "invalid_number", answer, code);
      case "10002", "10016" ->
          isAboutRecipient(error)
              ? Replies.rejected(name(), "invalid_number", answer, code)
              : Replies.misconfigured(name(), "refused", answer, code);
      case "10011", "40011" -> throttled(answer, code);
      case "40318" -> Replies.unavailable(name(), "queue_full", answer, code);
      // Not the recipient's fault for certain: another carrier may get through. 40001 is a landline
      // or a number without a route, and nobody tells which.
      case "40001", "40006", "40008", "40012" ->
          Replies.unavailable(name(), "unreachable", answer, code);
      default -> misconfigured(answer, code);
    };
  }

  private Outcome misconfigured(Answered answer, String code) {
    return switch (code) {
      case "10009", "20002", "20006" -> Replies.wrongKey(name(), answer, code);
      case "20012", "20013", "20014", "20015", "20016", "20017", "40314" ->
          Replies.misconfigured(name(), "account_inactive", answer, code);
      case "20100", "40333", "40016", "40018" ->
          Replies.misconfigured(name(), "quota_exceeded", answer, code);
      case "40309" -> Replies.misconfigured(name(), "country_not_enabled", answer, code);
      case "40010",
          "40013",
          "40100",
          "40150",
          "40151",
          "40301",
          "40305",
          "40306",
          "40312",
          "40315",
          "40319",
          "40320",
          "40321",
          "40329" ->
          Replies.misconfigured(name(), "sender_refused", answer, code);
      case "40302", "40328" -> Replies.misconfigured(name(), "too_large", answer, code);
      default -> {
        if (answer.status() == 429) {
          yield throttled(answer, code);
        }
        yield answer.isSuccess()
            ? Replies.misconfigured(name(), "refused", answer, code)
            : Replies.byStatus(name(), answer, code);
      }
    };
  }

  /** Without {@code Retry-After}, Telnyx says in seconds when the limit is reset. */
  private Outcome throttled(Answered answer, String code) {
    Optional<Duration> reset =
        answer
            .header("x-ratelimit-reset")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return answer.header("Retry-After").isEmpty() && reset.isPresent()
        ? Replies.unavailable(name(), "throttled", answer, code, reset.get())
        : Replies.unavailable(name(), "throttled", answer, code);
  }

  private static final String STOPPED = "Blocked due to STOP message";

  /** Telnyx points at the field that it refuses. */
  private static boolean isAboutRecipient(Json error) {
    return error.at("source").at("pointer").text().orElse("").matches("/to(/0)?");
  }
}
