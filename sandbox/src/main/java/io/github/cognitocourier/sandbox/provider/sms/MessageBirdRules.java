package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What MessageBird's legacy API requires of a message. It names everything that is wrong at once.
 *
 * @see <a href="https://developers.messagebird.com/api/sms-messaging/">SMS messaging</a>
 */
final class MessageBirdRules {

  private static final int MISSING = 9;
  private static final int INVALID = 10;
  private static final String SENDER = "\\+?[0-9]{3,17}|(?=.*[A-Za-z])[0-9A-Za-z &+_-]{1,11}";

  private MessageBirdRules() {}

  /** One entry of {@code errors}. */
  record Problem(int code, String description, @Nullable String parameter) {

    Map<String, @Nullable Object> json() {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("code", code);
      json.put("description", description);
      json.put("parameter", parameter);
      return json;
    }
  }

  /** What is wrong with it; nothing when MessageBird would take it. */
  static List<Problem> problems(Json message) {
    var problems = new ArrayList<Problem>();
    List<String> recipients = recipients(message);
    if (recipients.isEmpty()
        || !recipients.stream().allMatch(each -> each.matches("[1-9][0-9]{6,14}"))) {
      problems.add(new Problem(MISSING, "no (correct) recipients found", "recipients"));
    }
    String originator = message.at("originator").text().orElse("");
    if (originator.isEmpty()) {
      problems.add(new Problem(MISSING, "originator is required", "originator"));
    } else if (!originator.matches(SENDER)) {
      problems.add(new Problem(INVALID, "originator is invalid", "originator"));
    }
    if (message.at("body").text().orElse("").isEmpty()) {
      problems.add(new Problem(MISSING, "body is required", "body"));
    }
    Map.of(
            "type", "sms|binary|flash",
            "datacoding", "plain|unicode|auto",
            "reportUrl", "https?://.+",
            "reference", "(?s).{1,128}")
        .forEach((name, form) -> {
          Json field = message.at(name);
          if (!field.isAbsent() && field.text().filter(text -> text.matches(form)).isEmpty()) {
            problems.add(new Problem(INVALID, name + " is invalid", name));
          }
        });
    Json validity = message.at("validity");
    if (!validity.isAbsent() && seconds(validity).filter(it -> it > 0).isEmpty()) {
      problems.add(new Problem(INVALID, "validity is invalid", "validity"));
    }
    return problems;
  }

  /**
   * The recipients, without a leading plus sign: an array of strings or numbers, or one string with
   * commas.
   */
  static List<String> recipients(Json message) {
    Json field = message.at("recipients");
    List<String> each =
        field.at(0).isAbsent()
            ? List.of(digits(field).split(",", -1))
            : field.items().stream().map(MessageBirdRules::digits).toList();
    return each.stream()
        .map(number -> number.strip().replaceFirst("^\\+", ""))
        .filter(number -> !number.isEmpty())
        .toList();
  }

  private static String digits(Json field) {
    return field.text().or(() -> field.number().map(String::valueOf)).orElse("");
  }

  /** A whole number, which a form holds as text. */
  static Optional<Long> seconds(Json field) {
    return field
        .number()
        .or(() -> field.text().filter(it -> it.matches("[0-9]{1,9}")).map(Long::parseLong));
  }
}
