package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.sandbox.web.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of Telnyx's {@code errors}.
 *
 * @param pointer the member that it is about; empty for the request as a whole
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/error-codes">Error codes</a>
 */
record TelnyxProblem(int status, String code, String title, String detail, String pointer) {

  private static final int MOST_PARTS = 10;
  private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /** About the request as a whole. */
  static TelnyxProblem of(String code, String title, String detail) {
    return new TelnyxProblem(400, code, title, detail, "");
  }

  /**
   * What is wrong with the message; empty when Telnyx would take it. Throws {@link
   * io.github.cognitocourier.core.json.MalformedJson} for a member of another type.
   */
  static Optional<TelnyxProblem> in(Json message) {
    return recipient(message)
        .or(() -> sender(message))
        .or(() -> content(message))
        .or(() -> webhooks(message));
  }

  private static Optional<TelnyxProblem> recipient(Json message) {
    Optional<String> to = message.at("to").optionalText();
    if (to.isEmpty()) {
      return missing("/to");
    }
    boolean shortCode = to.get().matches("[0-9]{3,8}");
    return shortCode || PhoneNumber.parse(to.get()).isPresent()
        ? Optional.empty()
        : Optional.of(
            new TelnyxProblem(
                400,
                "40310",
                "Invalid 'to' address",
                "The 'to' address should be a +E.164 number or a short code.",
                "/to"));
  }

  private static Optional<TelnyxProblem> sender(Json message) {
    Optional<String> from = message.at("from").optionalText();
    Optional<String> profile = message.at("messaging_profile_id").optionalText();
    if (profile.isPresent() && !profile.get().matches(UUID)) {
      return Optional.of(
          new TelnyxProblem(
              422,
              "10006",
              "Invalid ID",
              "The resource ID provided was invalid.",
              "/messaging_profile_id"));
    }
    if (from.isEmpty()) {
      // Without a sender, a pool of numbers sends: that of a messaging profile.
      return profile.isPresent() ? Optional.empty() : missing("/from");
    }
    if (PhoneNumber.parse(from.get()).isPresent() || from.get().matches("[0-9]{3,8}")) {
      return Optional.empty();
    }
    if (!from.get().matches("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")) {
      return Optional.of(
          new TelnyxProblem(
              400,
              "40305",
              "Invalid 'from' address",
              "The 'from' address should be a +E.164 number, a short code or an alphanumeric"
                  + " sender id.",
              "/from"));
    }
    return profile.isPresent() ? Optional.empty() : missing("/messaging_profile_id");
  }

  private static Optional<TelnyxProblem> content(Json message) {
    if (!message.at("type").optionalText().orElse("SMS").equals("SMS")) {
      return Optional.of(
          new TelnyxProblem(
              422, "10015", "Bad Request", "This sandbox takes the type SMS only.", "/type"));
    }
    String text = message.at("text").optionalText().orElse("");
    if (text.isBlank()) {
      return missing("/text");
    }
    boolean tooLong = SmsSegments.of(text).count() > MOST_PARTS;
    return tooLong
        ? Optional.of(
            new TelnyxProblem(
                400,
                "40302",
                "Message too large",
                "The message exceeds the recommended number of parts.",
                "/text"))
        : Optional.empty();
  }

  private static Optional<TelnyxProblem> webhooks(Json message) {
    for (String name : List.of("webhook_url", "webhook_failover_url")) {
      Optional<String> url = message.at(name).optionalText();
      if (url.isPresent() && !url.get().matches("https?://[^\\s/]+\\S{0,1999}")) {
        return Optional.of(
            new TelnyxProblem(
                422,
                "10003",
                "Invalid URL",
                "The URL provided was invalid, malformed, or too long.",
                "/" + name));
      }
    }
    return Optional.empty();
  }

  private static Optional<TelnyxProblem> missing(String pointer) {
    return Optional.of(
        new TelnyxProblem(
            422,
            "10004",
            "Missing required parameter",
            "A required parameter was missing. Consult the source field.",
            pointer));
  }

  /** The document with this one problem. */
  static Answer.Whole answer(int status, TelnyxProblem problem) {
    var json = new LinkedHashMap<String, Object>();
    json.put("code", problem.code());
    json.put("title", problem.title());
    json.put("detail", problem.detail());
    if (!problem.pointer().isEmpty()) {
      json.put("source", Map.of("pointer", problem.pointer()));
    }
    json.put(
        "meta",
        Map.of("url", "https://developers.telnyx.com/docs/overview/errors/" + problem.code()));
    return Answer.json(status, Map.of("errors", List.of(json)));
  }
}
