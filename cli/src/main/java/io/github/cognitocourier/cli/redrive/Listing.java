package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.FunctionArn;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * One line a message: trigger source, pool, age, why it failed, what became of it. Nothing of the
 * user.
 */
final class Listing {

  private static final String ROW = "%-46s %-24s %-7s %-32s %s%n";

  private final PrintWriter out;
  private final Set<FunctionArn> named = new HashSet<>();
  private boolean headed;

  Listing(PrintWriter out) {
    this.out = out;
  }

  /** Names the function that is invoked from now on, once. */
  void invokes(FunctionArn arn) {
    if (named.add(arn)) {
      out.println("function " + arn.text());
    }
  }

  void add(Letter.Failed failed, Duration age, String fate) {
    row(
        failed.trigger().fullSource(),
        failed.trigger().userPoolId(),
        age(age),
        failed.reason(),
        fate);
  }

  void add(Letter.Foreign foreign) {
    row("–", "–", "–", foreign.reason(), "left alone");
  }

  private void row(String source, String pool, String age, String reason, String fate) {
    if (!headed) {
      out.printf(Locale.ROOT, ROW, "trigger source", "user pool", "age", "reason", "outcome");
      headed = true;
    }
    out.printf(Locale.ROOT, ROW, source, pool, age, reason, fate);
    out.flush();
  }

  /** In the largest unit that is not nothing. */
  static String age(Duration age) {
    if (age.toDays() > 1) {
      return age.toDays() + " d";
    }
    if (age.toHours() > 1) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 1 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }
}
