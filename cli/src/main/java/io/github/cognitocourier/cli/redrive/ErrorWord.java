package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.lambda.DeliveryFailedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word for a function's error. The rest of an error's message may be anybody's: only our own
 * reason word and the name of the exception's class are repeated.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html">Function
 *     errors</a>
 */
final class ErrorWord {

  private static final Pattern OURS = Pattern.compile("([a-z_]{1,60}): .*", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("(?:[A-Za-z_$][\\w$]*\\.)*([A-Z][\\w$]{0,80})");
  private static final String TIMED_OUT = "Task timed out after";

  private ErrorWord() {}

  /** The word of what Lambda calls {@code responsePayload}; empty when it has none. */
  static Optional<String> of(Json error) {
    String message = error.at("errorMessage").text().orElse("");
    String type = error.at("errorType").text().orElse("");
    if (type.equals(DeliveryFailedException.class.getName())) {
      Matcher ours = OURS.matcher(message);
      return ours.matches() ? Optional.of(ours.group(1)) : Optional.empty();
    }
    if (message.contains(TIMED_OUT)) {
      return Optional.of("timed_out");
    }
    Matcher named = TYPE.matcher(type);
    return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
  }
}
