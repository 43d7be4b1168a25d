package io.github.cognitocourier.sandbox.function;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The function's name, and the forms in which Lambda lets a caller write it: the name, the ARN and
 * the partial ARN, each with a version or alias behind it. Region and account of an ARN are not
 * compared: the sandbox is every region and every account.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public record FunctionName(String value) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?:arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:)?[0-9]{12}:function:)?"
              + "([a-zA-Z0-9_-]+)(?::(?:\\$LATEST|[a-zA-Z0-9_-]+))?");

  /** The function's ARN. */
  public String arn() {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + value;
  }

  /** Whether {@code text} names this function. */
  public boolean isNamedBy(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() && matcher.group(1).equals(value);
  }
}
