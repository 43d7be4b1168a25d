package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Sinch requires of a batch of text, with Sinch's own codes.
 *
 * @see <a href="https://developers.sinch.com/docs/sms/api-reference/sms/batches">Batches</a>
 */
final class SinchRules {

  private static final String NUMBER = "\\+?[1-9][0-9]{6,14}";
  private static final String NAME = "(?=.*[A-Za-z])[A-Za-z0-9 _.-]{1,11}";
  private static final Set<String> REPORTS =
      Set.of("none", "summary", "full", "per_recipient", "per_recipient_final");
  private static final int MOST_RECIPIENTS = 1_000;
  private static final int LONGEST_BODY = 2_000;
  private static final int LONGEST_REFERENCE = 2_048;
  private static final Duration LONGEST_LIFE = Duration.ofDays(3);

  private SinchRules() {}

  /** One error of Sinch's. */
  record Problem(String code, String text) {

    /** A field is missing, or too long, or out of bounds. */
    static Optional<Problem> constraint(String text) {
      return Optional.of(new Problem("syntax_constraint_violation", text));
    }

    /** A field's value is of another form. */
    static Optional<Problem> format(String text) {
      return Optional.of(new Problem("syntax_invalid_parameter_format", text));
    }
  }

  /**
   * What is wrong with it at this moment; empty when Sinch would take it. Throws {@link
   * io.github.cognitocourier.core.json.MalformedJson} for a field of another type.
   */
  static Optional<Problem> problem(Json batch, Instant now) {
    return recipientProblem(batch)
        .or(() -> senderProblem(batch))
        .or(() -> bodyProblem(batch))
        .or(() -> reportProblem(batch))
        .or(() -> partsProblem(batch))
        .or(() -> expiryProblem(batch, now));
  }

  /** The numbers in {@code to}. */
  static List<String> recipients(Json batch) {
    return batch.at("to").items().stream().map(Json::requireText).toList();
  }

  private static Optional<Problem> recipientProblem(Json batch) {
    List<String> recipients = recipients(batch);
    if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS) {
      return Problem.constraint("Invalid size of 'to': must be between 1 and 1000");
    }
    return recipients.stream().allMatch(number -> number.matches(NUMBER))
        ? Optional.empty()
        : Problem.format("Invalid MSISDN in 'to'");
  }

  private static Optional<Problem> senderProblem(Json batch) {
    Optional<String> from = batch.at("from").optionalText();
    if (from.isEmpty()) {
      return Problem.constraint("Missing required field: from");
    }
    String sender = from.get();
    return sender.matches(NUMBER) || sender.matches("[0-9]{3,8}") || sender.matches(NAME)
        ? Optional.empty()
        : Problem.format("Invalid originator in 'from'");
  }

  private static Optional<Problem> bodyProblem(Json batch) {
    if (!batch.at("type").optionalText().orElse("mt_text").equals("mt_text")) {
      return Problem.constraint("This sandbox takes the type mt_text only");
    }
    String body = batch.at("body").optionalText().orElse("");
    if (body.isEmpty()) {
      return Problem.constraint("Missing required field: body");
    }
    return body.codePointCount(0, body.length()) > LONGEST_BODY
        ? Problem.constraint("Invalid size of 'body': at most 2000 characters")
        : Optional.empty();
  }

  private static Optional<Problem> reportProblem(Json batch) {
    if (!REPORTS.contains(batch.at("delivery_report").optionalText().orElse("none"))) {
      return Problem.format("Invalid value of 'delivery_report'");
    }
    Optional<String> callback = batch.at("callback_url").optionalText();
    if (callback.isPresent() && !callback.get().matches("https?://[^\\s/]+\\S*")) {
      return Problem.format("Invalid URL in 'callback_url'");
    }
    return batch.at("client_reference").optionalText().orElse("").length() > LONGEST_REFERENCE
        ? Problem.constraint("Invalid size of 'client_reference': at most 2048 characters")
        : Optional.empty();
  }

  private static Optional<Problem> partsProblem(Json batch) {
    Json parts = batch.at("max_number_of_message_parts");
    if (!parts.isAbsent() && parts.number().filter(most -> most >= 1).isEmpty()) {
      return Problem.constraint("'max_number_of_message_parts' must be 1 or more");
    }
    for (String name : List.of("flash_message", "truncate_concat", "feedback_enabled")) {
      if (batch.at(name).raw().filter(value -> !(value instanceof Boolean)).isPresent()) {
        return Problem.format("'" + name + "' must be a boolean");
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> expiryProblem(Json batch, Instant now) {
    Optional<String> text = batch.at("expire_at").optionalText();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant end = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text.get(), Instant::from);
      return end.isAfter(now) && !end.isAfter(now.plus(LONGEST_LIFE))
          ? Optional.empty()
          : Problem.constraint("'expire_at' must be after 'send_at', by 3 days at most");
    } catch (DateTimeException notDate) {
      return Problem.format("'expire_at' must be a date and time as in ISO 8601");
    }
  }
}
