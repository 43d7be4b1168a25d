package io.github.cognitocourier.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;

/**
 * How long a peer asks us to wait: its {@code Retry-After} header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
 */
public final class RetryAfter {

  /** No wait is longer, whatever the peer asks for. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * Zero to {@link #LONGEST}, from seconds or a date; zero when the header is missing, says neither
   * or names a date that has passed.
   */
  public static Duration of(Reply.Answered reply, InstantSource clock) {
    String value = reply.header("Retry-After").orElse("").strip();
    Duration asked = isNumber(value) ? seconds(value) : until(value, clock.instant());
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static boolean isNumber(String value) {
    return !value.isEmpty() && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static Duration seconds(String digits) {
    try {
      return Duration.ofSeconds(Long.parseLong(digits));
    } catch (NumberFormatException tooLarge) {
      return LONGEST;
    }
  }

  private static Duration until(String date, Instant now) {
    try {
      Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      return Duration.between(now, then);
    } catch (DateTimeException neither) {
      return Duration.ZERO;
    }
  }
}
