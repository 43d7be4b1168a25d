package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.TemplateData;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SMS by Bird's platform API, which keeps the text of the category {@code authentication} from
 * later readers, and sends a message with the same {@code Idempotency-Key} once in three hours.
 * Pure functions.
 *
 * @see <a href="https://bird.com/docs/api/reference/create-sms-message">Create an SMS message</a>
 * @see <a href="https://bird.com/docs/guides/idempotency">Idempotency</a>
 * @see <a href="https://bird.com/docs/guides/errors">Errors</a>
 */
final class BirdPlatform {

  private BirdPlatform() {}

  static Request request(
      MessageBird.Settings settings, Sms sms, Optional<String> template, Secret key) {
    var message = new LinkedHashMap<String, Object>();
    message.put("to", sms.to().value());
    // Bird's own templates choose their sender and refuse one.
    if (!template.orElse("").startsWith("bird_")) {
      message.put("from", settings.sender(sms));
    }
    template.ifPresentOrElse(
        id -> message.put("template", template(id, sms.variables())),
        () -> {
          message.put("text", sms.text());
          message.put("category", "authentication");
        });
    message.put("tags", List.of(Fields.of("name", "trigger", "value", sms.template().trigger())));
    message.put(
        "metadata",
        Fields.of("notification_id", sms.id().value(), "trigger", sms.template().trigger()));
    return Request.post(
        URI.create(settings.endpoint() + "/v1/sms/messages"),
        Fields.of(
            "Authorization",
            "Bearer " + key.reveal(),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            sms.id().value()),
        Json.write(message));
  }

  private static Map<String, Object> template(String id, Variables variables) {
    // An id begins with smt_; anything else is the template's name.
    return Fields.of(
        id.startsWith("smt_") ? "id" : "slug", id, "parameters", TemplateData.flat(variables));
  }

  static Outcome outcome(String provider, Answered answer) {
    Json body = Json.lenient(answer.body());
    if (answer.isSuccess()) {
      Optional<String> id =
          body.at("id").text().filter(text -> text.matches("sms_[0-9A-Za-z]{1,64}"));
      boolean accepted = body.at("status").text().orElse("").equals("accepted");
      return answer.status() == 202 && accepted && id.isPresent()
          ? new Outcome.Accepted(provider, Replies.messageId(id))
          : Replies.byStatus(provider, answer, "");
    }
    Json error = body.at("error");
    String code = error.at("code").text().filter(text -> text.matches("E[0-9]{5}")).orElse("");
    return refused(provider, answer, code, error.at("name").text().orElse(""));
  }

  /** The name says what the code means; it is Bird's word, so it decides but is not repeated. */
  private static Outcome refused(String provider, Answered answer, String code, String name) {
    return switch (answer.status()) {
      // The message with this key is under way, or has been with other words.
      case 409 ->
          switch (code) {
            case "E01004" -> Replies.unknown(provider, "in_progress", answer, code);
            case "E01005" -> Replies.unknown(provider, "key_reused", answer, code);
            default -> Replies.byStatus(provider, answer, code);
          };
      case 421 -> Replies.misconfigured(provider, "wrong_region", answer, code);
      case 422 ->
          switch (name) {
            // "Cannot be routed" is said of Bird's own routes: another provider may have one.
            case "SMSInvalidRecipient" -> Replies.misconfigured(provider, "no_route", answer, code);
            case "SMSNoEligibleSender",
                "SMSSenderNotConfigured",
                "SMSSenderReserved",
                "SenderCategoryNotPermitted" ->
                Replies.misconfigured(provider, "sender_refused", answer, code);
            default -> Replies.byStatus(provider, answer, code);
          };
      default -> Replies.byStatus(provider, answer, code);
    };
  }
}
