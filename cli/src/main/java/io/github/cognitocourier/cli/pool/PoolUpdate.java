package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.pool.Difference.Change;
import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Changes the triggers of one pool and nothing else: writes, reads again, and restores what it
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

    /** Something else had changed, and was changed back: the pool is as it was. */
    record Restored(String reason, List<Change> unwanted) implements Outcome {}

    /** The pool is neither as wanted nor as it was, or nobody knows. */
    record NotRestored(String reason, List<Change> remaining) implements Outcome {}
  }

  private final UserPools pools;
  private final String userPoolId;

  PoolUpdate(UserPools pools, String userPoolId) {
    this.pools = pools;
    this.userPoolId = userPoolId;
  }

  /**
   * Gives the pool, which was {@code before}, these triggers. Throws what a first reading throws.
   */
  Outcome apply(PoolState before, Json lambdaConfig) {
    if (Difference.isWritten(before, pools.read(userPoolId))) {
      return new Outcome.Overtaken();
    }
    PoolState wanted = before.withLambdaConfig(lambdaConfig);
    Optional<String> refusal = attempt(() -> pools.update(UpdateInput.echo(userPoolId, wanted)));
    PoolState after;
    try {
      after = pools.read(userPoolId);
    } catch (SdkException unreadable) {
      return new Outcome.NotRestored(
          "the pool could not be read after the update: " + PoolErrors.sentence(unreadable),
          List.of());
    }
    List<Change> unwanted = Difference.between(wanted, after);
    if (unwanted.isEmpty()) {
      // Also when the answer was lost on its way: what counts is the pool.
      return new Outcome.Applied();
    }
    if (refusal.isPresent() && Difference.between(before, after).isEmpty()) {
      return new Outcome.Refused(refusal.get());
    }
    return restored(
        before, refusal.orElse("the update changed more than it was asked to"), unwanted);
  }

  private Outcome restored(PoolState before, String reason, List<Change> unwanted) {
    // MFA first: an update that says ON is refused while no factor is enabled.
    Optional<String> notSet =
        unwanted.stream().anyMatch(change -> change.path().startsWith("MFA "))
            ? attempt(() -> pools.setMfa(UpdateInput.restoringMfa(userPoolId, before)))
            : Optional.empty();
    Optional<String> notUpdated =
        attempt(() -> pools.update(UpdateInput.restoring(userPoolId, before)));
    try {
      List<Change> remaining = Difference.between(before, pools.read(userPoolId));
      return remaining.isEmpty()
          ? new Outcome.Restored(reason, unwanted)
          : new Outcome.NotRestored(notUpdated.or(() -> notSet).orElse(reason), remaining);
    } catch (SdkException unreadable) {
      return new Outcome.NotRestored(PoolErrors.sentence(unreadable), unwanted);
    }
  }

  private static Optional<String> attempt(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (SdkException refused) {
      return Optional.of(PoolErrors.sentence(refused));
    }
  }
}
