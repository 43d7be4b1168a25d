package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a function, of one of its versions, or of an alias such as {@code live}.
 *
 * @param function the ARN without version and alias
 * @param qualifier version or alias
 */
record FunctionArn(String region, String function, Optional<String> qualifier) {

  private static final Pattern FORM =
      Pattern.compile(
          "(arn:[\\w-]+:lambda:([a-z0-9-]+):\\d{12}:function:[\\w-]+)(?::([\\w-]+|\\$LATEST))?");

  /**
   * Parses what the user gave.
   *
   * @throws InvalidSettings when it is no such ARN
   */
  static FunctionArn parse(String text) {
    FunctionArn arn =
        find(text)
            .orElseThrow(() ->
                new InvalidSettings(
                    "--function must be the ARN of a Lambda function, best of its alias:"
                        + " arn:aws:lambda:REGION:ACCOUNT:function:NAME:live."));
    if (arn.qualifier().filter("$LATEST"::equals).isPresent()) {
      throw new InvalidSettings(
          "--function must not end with $LATEST: name the alias (…:live) or the function itself.");
    }
    return arn;
  }

  /** Parses what a pool holds; empty when it is no such ARN. */
  static Optional<FunctionArn> find(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new FunctionArn(form.group(2), form.group(1), Optional.ofNullable(form.group(3))))
        : Optional.empty();
  }

  /** As the pool's settings hold it. */
  String text() {
    return function + qualifier.map(name -> ":" + name).orElse("");
  }
}
