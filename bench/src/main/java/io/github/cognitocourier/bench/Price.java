package io.github.cognitocourier.bench;

import java.time.Duration;

/**
 * What Lambda charges for a million messages in us-east-1, without the free tier: 0.20 USD for the
 * requests, and the time of init and invocation, rounded up to a millisecond, for each GB of
 * memory.
 *
 * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>
 */
final class Price {

  /** One in so many invocations finds no environment that is warm. */
  static final int ONE_COLD_IN = 100;

  private static final double REQUESTS = 0.20;
  private static final double GIGABYTE_SECOND_X86 = 0.0000166667;
  private static final int MILLION = 1_000_000;

  private Price() {}

  /** In USD, on x86_64. */
  static double perMillion(int memoryMegabytes, Duration init, Duration first, Duration warm) {
    long cold = MILLION / ONE_COLD_IN;
    double seconds =
        cold * (billed(init) + billed(first)) + (double) (MILLION - cold) * billed(warm);
    return REQUESTS + seconds * memoryMegabytes / 1024 * GIGABYTE_SECOND_X86;
  }

  private static double billed(Duration time) {
    return time.plusNanos(999_999).toMillis() / 1000.0;
  }
}
