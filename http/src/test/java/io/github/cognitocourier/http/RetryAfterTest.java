package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                              | PT0S
          120                            | PT2M
          ' 7 '                          | PT7S
          86401                          | PT24H
          99999999999999999999999        | PT24H
          Sun, 01 Mar 2026 12:01:30 GMT  | PT1M30S
          Sun, 01 Mar 2026 11:59:00 GMT  | PT0S
          Mon, 01 Mar 2027 12:00:00 GMT  | PT24H
          -5                             | PT0S
          1.5                            | PT0S
          soon                           | PT0S
          ''                             | PT0S
          """)
  void is_seconds_or_a_date_or_zero(String header, Duration expected) {
    var reply = new Reply.Answered(429, Map.of("retry-after", header), "");
    assertThat(RetryAfter.of(reply, NOON)).isEqualTo(expected);
  }

  @Test
  void is_zero_when_the_peer_says_nothing() {
    assertThat(RetryAfter.of(new Reply.Answered(503, Map.of(), ""), NOON)).isZero();
  }
}
