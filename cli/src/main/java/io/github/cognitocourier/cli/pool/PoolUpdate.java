package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.AwsErrors;
import io.github.cognitocourier.cli.pool.Difference.Change;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Changes the triggers of one pool and nothing else: writes, reads again, and can restore what it
 * found when anything else has changed.
 */
final class PoolUpdate {

  /** How it ended. */
  sealed interface Outcome {

    /** The pool has the wanted triggers, and every other setting as before. */
    record Applied() implements Outcome {}

    /** Somebody else has changed the pool since it was shown; nothing was written. */
    record Overtaken() implements Outcome {}

    /** Cognito refused, and the pool is as it was. */
    record Refused(String reason) implements Outcome {}

    /** The update was sent, and the pool could not be read since. */
    record Unverified(String reason) implements Outcome {}

    /**
     * The pool is neither as wanted nor as it was.
     *
     * @param byOthers whether something tells that somebody else has written to it as well
     */
    record Damaged(String reason, List<Change> unwanted, boolean byOthers) implements Outcome {}
  }

  /** How a restoration ended. */
  sealed interface Restoration {

    /** The pool is as it was. */
    record Restored() implements Restoration {}

    /** It is not, or nobody knows. */
    record NotRestored(String reason, List<Change> remaining) implements Restoration {}
  }

  private static final int ATTEMPTS = 4;
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final UserPools pools;
  private final String userPoolId;
  private final Pause pause;

  PoolUpdate(UserPools pools, String userPoolId, Pause pause) {
    this.pools = pools;
    this.userPoolId = userPoolId;
    this.pause = pause;
  }

  /**
   * Gives the pool, which was {@code before}, these triggers. Throws what the first reading throws,
   * and nothing once the update was sent.
   */
  Outcome apply(PoolState before, Json lambdaConfig) {
    if (Difference.isWritten(before, pools.read(userPoolId))) {
      return new Outcome.Overtaken();
    }
    PoolState wanted = before.withLambdaConfig(lambdaConfig);
    Optional<RuntimeException> refusal =
        attempt(() -> pools.update(UpdateInput.echo(userPoolId, wanted)));
    try {
      return judged(before, wanted, refusal, readPatiently());
    } catch (RuntimeException unreadable) {
      return new Outcome.Unverified(
          refusal.map(refused -> PoolErrors.sentence(refused) + " ").orElse("")
              + PoolErrors.sentence(unreadable));
    }
  }

  /** Writes the state before over whatever the pool is now; throws nothing. */
  Restoration restore(PoolState before, Outcome.Damaged damage) {
    // MFA first: an update that says ON is refused while no factor is enabled.
    Optional<RuntimeException> notSet =
        damage.unwanted().stream().anyMatch(change -> change.path().startsWith("MFA "))
            ? attempt(() -> pools.setMfa(UpdateInput.restoringMfa(userPoolId, before)))
            : Optional.empty();
    Optional<RuntimeException> notUpdated =
        attempt(() -> pools.update(UpdateInput.restoring(userPoolId, before)));
    try {
      List<Change> remaining = Difference.between(before, readPatiently());
      return remaining.isEmpty()
          ? new Restoration.Restored()
          : new Restoration.NotRestored(
              notUpdated.or(() -> notSet).map(PoolErrors::sentence).orElse(damage.reason()),
              remaining);
    } catch (RuntimeException unreadable) {
      return new Restoration.NotRestored(PoolErrors.sentence(unreadable), damage.unwanted());
    }
  }

  private Outcome judged(
      PoolState before, PoolState wanted, Optional<RuntimeException> refusal, PoolState after) {
    List<Change> unwanted = Difference.between(wanted, after);
    if (unwanted.isEmpty()) {
      // Also when the answer was lost on its way: what counts is the pool.
      return new Outcome.Applied();
    }
    if (refusal.isPresent() && Difference.between(before, after).isEmpty()) {
      return new Outcome.Refused(PoolErrors.sentence(refusal.get()));
    }
    return new Outcome.Damaged(
        refusal
            .map(PoolErrors::sentence)
            .orElse(
                "the update changed more than it was asked to, or somebody else did just then."),
        unwanted,
        isByOthers(refusal, unwanted, after));
  }

  /**
   * The API tells only when a pool was written last. But what Cognito has taken from us, it keeps
   * or (as with an omission) resets: another trigger or a new value is somebody else's, and so is
   * what comes after our update.
   */
  private boolean isByOthers(
      Optional<RuntimeException> refusal, List<Change> unwanted, PoolState after) {
    boolean told =
        refusal
            .filter(AwsServiceException.class::isInstance)
            .map(refused -> AwsErrors.code((AwsServiceException) refused))
            .filter("ConcurrentModificationException"::equals)
            .isPresent();
    boolean seen =
        refusal.isEmpty()
            && unwanted.stream().anyMatch(one -> isTrigger(one) || !Difference.isReset(one));
    return told || seen || Difference.isWritten(after, readPatiently());
  }

  private static boolean isTrigger(Change change) {
    return change.path().startsWith("LambdaConfig.");
  }

  private PoolState readPatiently() {
    for (int attempt = 1; ; attempt++) {
      try {
        return pools.read(userPoolId);
      } catch (RuntimeException unreadable) {
        if (attempt == ATTEMPTS) {
          throw unreadable;
        }
        pause.pause(WAIT.multipliedBy(attempt));
      }
    }
  }

  private static Optional<RuntimeException> attempt(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (RuntimeException refused) {
      return Optional.of(refused);
    }
  }
}
