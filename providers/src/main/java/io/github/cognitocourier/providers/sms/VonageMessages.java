package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.Replies;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The channel SMS of Vonage's Messages API. It finds the encoding of a text by itself. Pure
 * functions.
 *
 * @see <a href="https://developer.vonage.com/en/api/messages">Messages API</a>
 * @see <a href="https://developer.vonage.com/en/api-errors/messages">Messages API errors</a>
 * @see <a href="https://developer.vonage.com/en/api-errors">Errors of all of Vonage's APIs</a>
 */
final class VonageMessages {

  /** The {@code type} of a problem ends in its code: {@code …/api-errors/messages#1120}. */
  private static final Pattern TYPE =
      Pattern.compile("https://[a-z./-]+#([0-9]{4}|[a-z]{2,20}(?:-[a-z]{2,20}){0,3})");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private VonageMessages() {}

  static Request request(Vonage.Settings settings, Sms sms, Secret secret) {
    var message = new LinkedHashMap<String, Object>();
    message.put("channel", "sms");
    message.put("message_type", "text");
    message.put("from", settings.sender(sms));
    message.put("to", Vonage.digits(sms.to()));
    message.put("text", sms.text());
    // Seconds here, unlike in the SMS API.
    message.put("ttl", Math.clamp(sms.usefulFor().toSeconds(), 20, 604_800));
    message.put("client_ref", Vonage.reference(sms));
    settings.callback().ifPresent(callback -> message.put("webhook_url", callback));
    return Request.post(
        URI.create(settings.endpoint() + "/v1/messages"),
        Fields.of(
            "Authorization",
            settings.authorization(secret),
            "Content-Type",
            "application/json",
            "Accept",
            "application/json"),
        Json.write(message));
  }

  static Outcome outcome(String provider, Answered answer) {
    Json body = Json.lenient(answer.body());
    Optional<String> id =
        body.at("message_uuid").text().filter(text -> UUID.matcher(text).matches());
    if (answer.status() == 202 && id.isPresent()) {
      return new Outcome.Accepted(provider, Replies.messageId(id));
    }
    Matcher type = TYPE.matcher(body.at("type").text().orElse(""));
    String code = type.matches() ? type.group(1) : "";
    return answer.status() / 100 == 4
        ? refused(provider, answer, code)
        : Replies.byStatus(provider, answer, code);
  }

  private static Outcome refused(String provider, Answered answer, String code) {
    return switch (code) {
      case "1050" -> Replies.rejected(provider, "barred", answer, code);
      case "1170", "1430" -> Replies.rejected(provider, "invalid_number", answer, code);
      case "1190" -> Replies.rejected(provider, "deactivated", answer, code);
      case "1240" -> Replies.rejected(provider, "opted_out", answer, code);
      case "1000", "1241", "throttled" -> Replies.unavailable(provider, "throttled", answer, code);
      case "1100" -> Replies.unavailable(provider, "not_submitted", answer, code);
      case "1180" -> Replies.unavailable(provider, "unreachable", answer, code);
      case "unauthorized", "invalid-api-key" -> Replies.wrongKey(provider, answer, code);
      case "1040", "1250", "1251", "1260" ->
          Replies.misconfigured(provider, "no_route", answer, code);
      case "1060", "account-suspended", "application-suspended" ->
          Replies.misconfigured(provider, "account_inactive", answer, code);
      case "1070", "1460", "low-balance" ->
          Replies.misconfigured(provider, "quota_exceeded", answer, code);
      case "1080", "1140", "unprovisioned" ->
          Replies.misconfigured(provider, "not_enabled", answer, code);
      case "1090" -> Replies.misconfigured(provider, "too_large", answer, code);
      case "1120", "1420", "1476", "1481" ->
          Replies.misconfigured(provider, "sender_refused", answer, code);
      case "1160" -> Replies.misconfigured(provider, "trial_account", answer, code);
      case "1210", "1282", "1480", "1482", "1483" ->
          Replies.misconfigured(provider, "content_refused", answer, code);
      case "1470", "1472", "1473", "1475", "2001" ->
          Replies.misconfigured(provider, "blocked_as_fraud", answer, code);
      case "1474" -> Replies.misconfigured(provider, "country_not_enabled", answer, code);
      case "invalid-ip" -> Replies.misconfigured(provider, "ip_not_allowed", answer, code);
      default -> Replies.byStatus(provider, answer, code);
    };
  }
}
