package io.github.cognitocourier.cli.aws;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a function, of one of its versions, or of an alias such as {@code live}.
 *
 * @param function the ARN without version and alias
 * @param qualifier version or alias
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public record FunctionArn(
    String function, String region, String account, Optional<String> qualifier) {

  private static final Pattern FORM =
      Pattern.compile(
          "(arn:aws[a-z-]*:lambda:([a-z0-9-]{1,40}):([0-9]{12}):function:[A-Za-z0-9_-]{1,64})"
              + "(?::(\\$LATEST|[A-Za-z0-9_-]{1,128}))?");
  private static final Pattern NO_ALIAS = Pattern.compile("\\$LATEST|[0-9]+");
  private static final String LIVE = "live";

  /**
   * Parses what the user gave by {@code --function}.
   *
   * @throws InvalidSettings when it is no such ARN, or one of {@code $LATEST}
   */
  public static FunctionArn parse(String text) {
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

  /** Parses what AWS holds; empty when it is no such ARN. */
  public static Optional<FunctionArn> find(String text) {
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
  public FunctionArn byAlias() {
    Optional<String> alias = qualifier.filter(name -> !NO_ALIAS.matcher(name).matches());
    return new FunctionArn(function, region, account, Optional.of(alias.orElse(LIVE)));
  }

  /** As AWS writes it. */
  public String text() {
    return function + qualifier.map(name -> ":" + name).orElse("");
  }
}
