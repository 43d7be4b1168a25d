package io.github.cognitocourier.testkit.conformance;

import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * A key that is kept elsewhere and takes its time: the time of the clock that this is as well, so
 * that nobody waits.
 */
public final class SlowSecrets implements Secrets, InstantSource {

  private final Lookup first;
  private final UnaryOperator<Duration> finding;
  private final Lookup then;
  private final UnaryOperator<Duration> replacing;
  private Duration ahead = Duration.ZERO;

  /**
   * Finds {@code first}, and in its place {@code then}; each look-up takes what is said of the time
   * that it is given.
   */
  public SlowSecrets(
      Lookup first,
      UnaryOperator<Duration> finding,
      Lookup then,
      UnaryOperator<Duration> replacing) {
    this.first = first;
    this.finding = finding;
    this.then = then;
    this.replacing = replacing;
  }

  @Override
  public Lookup find(Credential.Reference reference, Deadline deadline) {
    ahead = ahead.plus(finding.apply(deadline.remaining()));
    return first;
  }

  @Override
  public Lookup insteadOf(Credential.Reference reference, Secret refused, Deadline deadline) {
    ahead = ahead.plus(replacing.apply(deadline.remaining()));
    return then;
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead);
  }
}
