package io.github.cognitocourier.sandbox.trigger;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.sandbox.function.Invocation;
import io.github.cognitocourier.sandbox.function.Invocation.Ending;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a notification: read from the one line of JSON that the function logs for it, the
 * only thing that tells of it when the function runs at AWS.
 */
record Report(Invocation invocation, Json line) {

  /** The last line of {@code invocation} that tells of a notification; or none. */
  static Report of(Invocation invocation) {
    return new Report(
        invocation,
        invocation.log().reversed().stream()
            .map(Json::lenient)
            .filter(line -> line.at("event").text().orElse("").equals("notification"))
            .findFirst()
            .orElseGet(() -> Json.lenient("")));
  }

  /** The answer of {@code POST /api/triggers}. */
  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("result", result());
    json.put("provider", line.at("provider").text().orElse(null));
    json.put("reason", line.at("reason").text().or(this::reason).orElse(null));
    json.put("advice", line.at("advice").text().or(this::advice).orElse(null));
    json.put("attempts", line.at("attempts").items().stream().map(Report::attempt).toList());
    json.put(
        "durationMillis",
        line.at("durationMillis").number().orElse(invocation.duration().toMillis()));
    return json;
  }

  /** An invocation that did not return is a failure, whatever was logged before. */
  private String result() {
    return switch (invocation.ending()) {
      case Ending.Threw thrown -> "failed";
      case Ending.TimedOut timedOut -> "failed";
      case Ending.Returned returned -> line.at("result").text().orElse("failed");
    };
  }

  private Optional<String> reason() {
    return switch (invocation.ending()) {
      case Ending.Threw(Throwable error) -> Optional.of(error.getClass().getName());
      case Ending.TimedOut timedOut -> Optional.of("timed_out");
      case Ending.Returned returned ->
          line.isAbsent() ? Optional.of("nothing_logged") : Optional.empty();
    };
  }

  private Optional<String> advice() {
    return switch (invocation.ending()) {
      case Ending.Threw(Throwable error) -> Optional.ofNullable(error.getMessage());
      case Ending.TimedOut(var timeout) ->
          Optional.of("The function did not return within " + timeout.toSeconds() + " s.");
      case Ending.Returned returned ->
          line.isAbsent()
              ? Optional.of(
                  "The function returned without logging what became of the notification.")
              : Optional.empty();
    };
  }

  private static Map<String, @Nullable Object> attempt(Json attempt) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    for (String field : List.of("provider", "outcome", "reason")) {
      json.put(field, attempt.at(field).text().orElse(null));
    }
    return json;
  }
}
