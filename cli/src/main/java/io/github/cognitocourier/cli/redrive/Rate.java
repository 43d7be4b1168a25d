package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often the function is invoked, written as {@code 5/s} or {@code 0.5/s}. */
record Rate(Duration interval) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,2})?)(?:/s)?");
  private static final double FASTEST = 100;
  private static final double SLOWEST = 0.05;

  static Rate parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    double perSecond = form.matches() ? new BigDecimal(form.group(1)).doubleValue() : 0;
    if (perSecond < SLOWEST || perSecond > FASTEST) {
      throw new InvalidSettings("--rate must be from 0.05/s to 100/s, such as 5/s.");
    }
    return new Rate(Duration.ofNanos(Math.round(1e9 / perSecond)));
  }

  /** Twice as long as {@code count} invocations may take, each at most as long as {@code each}. */
  Duration ampleFor(int count, Duration each) {
    return interval.plus(each).multipliedBy(2L * count);
  }
}
