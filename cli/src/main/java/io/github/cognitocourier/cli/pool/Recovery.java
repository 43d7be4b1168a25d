package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.pool.PoolUpdate.Outcome;
import io.github.cognitocourier.cli.pool.PoolUpdate.Restoration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The way back from a damaged pool. It overwrites nobody's work: where something tells that
 * somebody else has written to the pool, only a person may decide.
 */
final class Recovery {

  private final UserPools pools;
  private final PoolUpdate update;
  private final PoolOptions options;
  private final Surroundings surroundings;

  Recovery(UserPools pools, PoolUpdate update, PoolOptions options, Surroundings surroundings) {
    this.pools = pools;
    this.update = update;
    this.options = options;
    this.surroundings = surroundings;
  }

  /** Whether the pool is as it was afterwards; tells what happened. */
  boolean from(Outcome.Damaged damage, PoolState before, Path backup) {
    PrintWriter err = surroundings.err();
    err.println("Something went wrong: " + damage.reason());
    damage.unwanted().forEach(change -> err.println("  " + change));
    if (!isWanted(damage)) {
      err.println(
          damage.byOthers()
              ? "Somebody else seems to have changed the pool at the same time: nothing was"
                  + " overwritten. Decide whose changes stay."
              : "The pool is not as it was.");
      tellTheWayBack(backup);
      return false;
    }
    return switch (update.restore(before, damage)) {
      case Restoration.Restored() -> {
        err.println("All of it was changed back: the pool is as it was.");
        yield true;
      }
      case Restoration.NotRestored(String reason, List<Difference.Change> remaining) -> {
        err.println("The pool is not as it was: " + reason);
        remaining.forEach(change -> err.println("  " + change));
        tellTheWayBack(backup);
        yield false;
      }
    };
  }

  /** The commands that restore the backup. */
  void tellTheWayBack(Path backup) {
    surroundings.err().println("To restore the state before, run both:");
    surroundings.err().println("  " + command("set-user-pool-mfa-config", SavedFile.mfa(backup)));
    surroundings.err().println("  " + command("update-user-pool", backup));
  }

  private boolean isWanted(Outcome.Damaged damage) {
    Optional<Boolean> answer =
        options.yes
            ? Optional.empty()
            : surroundings.terminal().confirm("Restore the state before? [y/N] ");
    return answer.orElse(!damage.byOthers());
  }

  private String command(String operation, Path file) {
    return surroundings
        .account()
        .command(
            pools.region(),
            "cognito-idp",
            operation,
            "--cli-input-json",
            "file://" + file.toAbsolutePath());
  }
}
