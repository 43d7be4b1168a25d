package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Parsed;
import io.github.cognitocourier.core.trigger.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads Lambda's invocation records.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Capturing records of Lambda asynchronous invocations</a>
 */
final class LetterReader {

  private static final Pattern CONDITION = Pattern.compile("[A-Za-z]{1,40}");
  private static final String SUCCESS = "Success";

  private LetterReader() {}

  /** Reads a message's body. Never throws. */
  static Letter read(String body) {
    Json record = Json.lenient(body);
    Json context = record.at("requestContext");
    Optional<Instant> failedAt = record.at("timestamp").text().flatMap(LetterReader::instant);
    Optional<FunctionArn> function = context.at("functionArn").text().flatMap(FunctionArn::find);
    Optional<String> condition =
        context.at("condition").text().filter(CONDITION.asMatchPredicate());
    Optional<String> event = record.at("requestPayload").raw().map(Json::write);
    if (failedAt.isEmpty() || function.isEmpty() || condition.isEmpty() || event.isEmpty()) {
      return new Letter.Foreign("not a failure record of Lambda");
    }
    if (condition.get().equals(SUCCESS)) {
      return new Letter.Foreign("the record of a success");
    }
    // An event that never reached the function has no response.
    Optional<String> word = ErrorWord.of(record.at("responsePayload"));
    String reason = condition.get() + word.map(", "::concat).orElse("");
    return switch (Trigger.parse(event.get().getBytes(StandardCharsets.UTF_8))) {
      case Parsed.Malformed malformed -> new Letter.Foreign("not an event of a custom sender");
      case Trigger trigger ->
          new Letter.Failed(failedAt.get(), function.get(), reason, trigger, event.get());
    };
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }
}
