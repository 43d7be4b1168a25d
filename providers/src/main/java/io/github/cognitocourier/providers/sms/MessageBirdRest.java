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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * MessageBird's REST API, resource Messages. It hosts no templates. Pure functions.
 *
 * @see <a href="https://developers.messagebird.com/api/sms-messaging/">SMS Messaging API</a>
 * @see <a href="https://developers.messagebird.com/api/#errors">API errors</a>
 */
final class MessageBirdRest {

  private static final int MOST_ERRORS = 16;

  private MessageBirdRest() {}

  static Request request(MessageBird.Settings settings, Sms sms, Secret key) {
    var message = new LinkedHashMap<String, Object>();
    message.put("originator", withoutPlus(settings.sender(sms)));
    message.put("recipients", List.of(withoutPlus(sms.to().value())));
    message.put("body", sms.text());
    // Otherwise the text is taken for GSM-7, whatever its characters.
    message.put("datacoding", "auto");
    message.put("validity", Math.clamp(sms.usefulFor().toSeconds(), 1, 172_800));
    message.put("reference", sms.id().value());
    settings.callback().ifPresent(callback -> message.put("reportUrl", callback));
    return Request.post(
        URI.create(settings.endpoint() + "/messages"),
        Fields.of(
            "Authorization",
            "AccessKey " + key.reveal(),
            "Content-Type",
            "application/json",
            "Accept",
            "application/json"),
        Json.write(message));
  }

  private static String withoutPlus(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }

  static Outcome outcome(String provider, Answered answer) {
    Json body = Json.lenient(answer.body());
    if (answer.isSuccess()) {
      return success(provider, answer, body);
    }
    List<Problem> problems = Problem.all(body.at("errors"));
    String code = problems.isEmpty() ? "" : problems.getFirst().code();
    if (answer.status() / 100 != 4 || problems.isEmpty()) {
      return Replies.byStatus(provider, answer, code);
    }
    // A wrong key comes together with complaints about everything else.
    if (problems.stream().anyMatch(problem -> problem.code().equals("2"))) {
      return Replies.wrongKey(provider, answer, "2");
    }
    if (problems.stream().anyMatch(problem -> problem.code().equals("25"))) {
      return Replies.misconfigured(provider, "quota_exceeded", answer, "25");
    }
    if (problems.stream().allMatch(problem -> problem.isAbout("recipient"))) {
      return Replies.rejected(provider, "invalid_number", answer, code);
    }
    return problems.stream().anyMatch(problem -> problem.isAbout("originator"))
        ? Replies.misconfigured(provider, "sender_refused", answer, code)
        : Replies.byStatus(provider, answer, code);
  }

  private static Outcome success(String provider, Answered answer, Json body) {
    Optional<String> id = body.at("id").text().filter(text -> text.matches("[0-9A-Za-z]{16,64}"));
    if (answer.status() != 201 || id.isEmpty()) {
      return Replies.byStatus(provider, answer, "");
    }
    String status = body.at("recipients").at("items").at(0).at("status").text().orElse("sent");
    return switch (status) {
      case "sent", "buffered", "scheduled", "delivered" ->
          new Outcome.Accepted(provider, Replies.messageId(id));
      case "delivery_failed", "expired" ->
          Replies.misconfigured(provider, "refused", answer, status);
      default -> Replies.byStatus(provider, answer, "");
    };
  }

  /** One entry of {@code errors}; its code has one to four digits, or it is none. */
  private record Problem(String code, String parameter) {

    static List<Problem> all(Json errors) {
      return IntStream.range(0, MOST_ERRORS)
          .mapToObj(errors::at)
          .takeWhile(error -> !error.isAbsent())
          .map(error ->
              new Problem(
                  error
                      .at("code")
                      .number()
                      .filter(code -> code >= 1 && code <= 9_999)
                      .map(String::valueOf)
                      .orElse(""),
                  error.at("parameter").text().orElse("")))
          .toList();
    }

    /** Whether this parameter, in the singular or the plural, is missing (9) or invalid (10). */
    boolean isAbout(String name) {
      return (code.equals("9") || code.equals("10"))
          && (parameter.equals(name) || parameter.equals(name + "s"));
    }
  }
}
