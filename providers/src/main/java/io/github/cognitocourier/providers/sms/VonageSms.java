package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.http.Form;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.Replies;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Vonage's SMS API, which answers 200 to almost everything: each part of the message has a status
 * of its own. Pure functions.
 *
 * @see <a href="https://developer.vonage.com/en/api/sms">SMS API</a>
 * @see <a href="https://developer.vonage.com/en/api-errors/sms">SMS API errors</a>
 */
final class VonageSms {

  /** No text has more parts than this, so a longer list is somebody else's. */
  private static final int MOST_PARTS = 64;

  private VonageSms() {}

  static Request request(Vonage.Settings settings, Sms sms, Secret secret) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("from", settings.sender(sms));
    fields.put("to", Vonage.digits(sms.to()));
    fields.put("text", sms.text());
    if (SmsSegments.of(sms.text()).encoding() == SmsSegments.Encoding.UCS_2) {
      // Otherwise Vonage sends text, in which other characters become question marks.
      fields.put("type", "unicode");
    }
    // Vonage takes 20 seconds to 7 days, in milliseconds.
    fields.put("ttl", "" + Math.clamp(sms.usefulFor().toMillis(), 20_000, 604_800_000));
    fields.put("client-ref", Vonage.reference(sms));
    settings.callback().ifPresent(callback -> fields.put("callback", callback));
    return Request.post(
        URI.create(settings.endpoint() + "/sms/json"),
        Fields.of(
            "Authorization", settings.authorization(secret), "Content-Type", Form.CONTENT_TYPE),
        Form.encode(fields));
  }

  static Outcome outcome(String provider, Answered answer) {
    Json messages = Json.lenient(answer.body()).at("messages");
    Set<String> statuses =
        IntStream.range(0, MOST_PARTS)
            .mapToObj(messages::at)
            .takeWhile(part -> !part.isAbsent())
            .map(part -> part.at("status").text().filter(s -> s.matches("[0-9]{1,3}")).orElse(""))
            .collect(Collectors.toSet());
    if (answer.status() != 200 || statuses.isEmpty() || statuses.contains("")) {
      return Replies.byStatus(provider, answer, "");
    }
    if (statuses.size() > 1) {
      // A part of the message is on its way, or Vonage gives two reasons: nobody knows which holds.
      String word = statuses.contains("0") ? "partly_accepted" : "undocumented_answer";
      return Replies.unknown(provider, word, answer, "");
    }
    String status = statuses.iterator().next();
    if (!status.equals("0")) {
      return refused(provider, answer, status);
    }
    Optional<String> id =
        messages.at(0).at("message-id").text().filter(text -> text.matches("[A-Za-z0-9-]{8,64}"));
    return id.isPresent()
        ? new Outcome.Accepted(provider, Replies.messageId(id))
        : Replies.byStatus(provider, answer, "");
  }

  /** A status that is not 0: nothing was submitted. */
  private static Outcome refused(String provider, Answered answer, String status) {
    return switch (status) {
      case "7" -> Replies.rejected(provider, "barred", answer, status);
      case "33" -> Replies.rejected(provider, "deactivated", answer, status);
      case "34" -> Replies.rejected(provider, "invalid_number", answer, status);
      case "1", "10" -> Replies.unavailable(provider, "throttled", answer, status);
      case "5" -> Replies.unavailable(provider, "internal_error", answer, status);
      case "4" -> Replies.wrongKey(provider, answer, status);
      // An unknown prefix is an example of it, not its definition: another provider may know it.
      case "6" -> Replies.misconfigured(provider, "no_route", answer, status);
      case "8" -> Replies.misconfigured(provider, "account_inactive", answer, status);
      case "9" -> Replies.misconfigured(provider, "quota_exceeded", answer, status);
      case "11" -> Replies.misconfigured(provider, "not_enabled", answer, status);
      case "12" -> Replies.misconfigured(provider, "too_large", answer, status);
      case "14", "32" -> Replies.misconfigured(provider, "signature_required", answer, status);
      case "15" -> Replies.misconfigured(provider, "sender_refused", answer, status);
      case "17" -> Replies.misconfigured(provider, "content_refused", answer, status);
      case "29" -> Replies.misconfigured(provider, "trial_account", answer, status);
      default -> Replies.misconfigured(provider, "refused", answer, status);
    };
  }
}
