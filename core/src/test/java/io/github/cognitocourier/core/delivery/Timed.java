package io.github.cognitocourier.core.delivery;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Sms;
import java.time.Duration;

/** Takes its time, moves the clock by it, and has timed out when it was given less. */
final class Timed implements Provider<Sms> {

  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final String name;
  private final HandClock clock;
  private Duration takes = FOR_EVER;
  int asked;

  Timed(String name, HandClock clock) {
    this.name = name;
    this.clock = clock;
  }

  Timed hanging() {
    takes = FOR_EVER;
    return this;
  }

  Timed taking(long millis) {
    takes = Duration.ofMillis(millis);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome send(Sms message, Deadline deadline) {
    asked++;
    Duration given = deadline.remaining();
    boolean answers = takes.compareTo(given) <= 0;
    clock.advance(answers ? takes : given);
    return answers
        ? new Outcome.Accepted(name, "id-" + name)
        : new Outcome.Unknown(name, "timed_out");
  }
}
