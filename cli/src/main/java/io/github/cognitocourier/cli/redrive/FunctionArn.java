package io.github.cognitocourier.cli.redrive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function's ARN, with a version or alias behind it or without.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
record FunctionArn(String function, String region, String account, Optional<String> qualifier) {

  private static final Pattern FORM =
      Pattern.compile(
          "(arn:aws[a-z-]*:lambda:([a-z0-9-]{1,40}):([0-9]{12}):function:[A-Za-z0-9_-]{1,64})"
              + "(?::(\\$LATEST|[A-Za-z0-9_-]{1,128}))?");
  private static final Pattern NO_ALIAS = Pattern.compile("\\$LATEST|[0-9]+");
  private static final String LIVE = "live";

  static Optional<FunctionArn> parse(String text) {
    Matcher arn = FORM.matcher(text);
    return arn.matches()
        ? Optional.of(
            new FunctionArn(
                arn.group(1), arn.group(2), arn.group(3), Optional.ofNullable(arn.group(4))))
        : Optional.empty();
  }

  /**
   * The same function by an alias: {@code live} where a version is named or none, since what failed
   * there has been mended in a newer one.
   */
  FunctionArn byAlias() {
    Optional<String> alias = qualifier.filter(name -> !NO_ALIAS.matcher(name).matches());
    return new FunctionArn(function, region, account, Optional.of(alias.orElse(LIVE)));
  }

  @Override
  public String toString() {
    return function + qualifier.map(name -> ":" + name).orElse("");
  }
}
