package io.github.cognitocourier.core.delivery;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Sms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Answers in the order of its script, and notes how much time it was given. */
final class Scripted implements Provider<Sms> {

  final List<Duration> shares = new ArrayList<>();
  private final String name;
  private final HandClock clock;
  private final Queue<Outcome> script;
  private Duration takes = Duration.ZERO;

  Scripted(String name, HandClock clock, Outcome... outcomes) {
    this.name = name;
    this.clock = clock;
    this.script = new ArrayDeque<>(List.of(outcomes));
  }

  Scripted taking(long millis) {
    takes = Duration.ofMillis(millis);
    return this;
  }

  void then(Outcome outcome) {
    script.add(outcome);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome send(Sms message, Deadline deadline) {
    shares.add(deadline.remaining());
    clock.advance(takes);
    return script.remove();
  }
}
