package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.pool.Difference.Change;
import io.github.cognitocourier.cli.pool.PoolUpdate.Outcome;
import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** What attach and detach do alike: show, ask, save, write, verify, tell. */
final class Procedure {

  /**
   * What is to be done to a pool.
   *
   * @param before the pool as it was read
   * @param lambdaConfig the triggers it is to have
   * @param notes what the user should know before saying yes
   */
  record Task(PoolState before, Json lambdaConfig, Access access, List<String> notes) {}

  private static final String UNTOUCHED = "The pool was not changed.";

  private final UserPools pools;
  private final PoolOptions options;
  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  Procedure(UserPools pools, PoolOptions options, Surroundings surroundings) {
    this.pools = pools;
    this.options = options;
    this.surroundings = surroundings;
    this.out = surroundings.out();
    this.err = surroundings.err();
  }

  /** Why this pool cannot be changed safely, one sentence each. */
  static List<String> obstacles(String userPoolId, PoolState state) {
    List<String> strangers =
        UpdateInput.strangers(userPoolId, state).stream()
            .map(path ->
                "The pool has the setting "
                    + path
                    + ", which this version of courier does not know and would reset: update courier,"
                    + " or set the triggers another way.")
            .toList();
    return strangers.isEmpty()
        ? UpdateInput.unreadable(userPoolId, state).stream()
            .map(mistake ->
                "The pool has a setting that this version of courier cannot send back: "
                    + mistake
                    + ". Update courier, or set the triggers another way.")
            .toList()
        : strangers;
  }

  /** The exit code: 0 done, also when there is nothing to do; 1 not done; 2 nobody to ask. */
  int run(Task task) throws IOException {
    PoolState wanted = task.before().withLambdaConfig(task.lambdaConfig());
    List<Change> changes = Difference.between(task.before(), wanted);
    show(task, changes);
    if (options.output().isPresent()) {
      SavedFile.write(options.output().get(), UpdateInput.echo(options.userPoolId, wanted));
      out.println("Input of UpdateUserPool: " + options.output().get());
    }
    if (changes.isEmpty() && task.access().permissions().isEmpty()) {
      out.println("Nothing to change.");
      return ExitCode.OK;
    }
    options.backup().ifPresent(SavedFile::requireFree);
    if (options.dryRun) {
      if (options.backup().isPresent()) {
        save(options.backup().get(), task.before());
      }
      out.println("Dry run: nothing was changed.");
      return ExitCode.OK;
    }
    Optional<Boolean> answer =
        options.yes ? Optional.of(true) : surroundings.terminal().confirm("Apply? [y/N] ");
    if (answer.isEmpty()) {
      err.println("Nobody is there to ask: run this in a terminal, or give --yes. " + UNTOUCHED);
      return ExitCode.USAGE;
    }
    if (!answer.get()) {
      out.println(UNTOUCHED);
      return ExitCode.SOFTWARE;
    }
    return apply(task, !changes.isEmpty());
  }

  private void show(Task task, List<Change> changes) {
    out.println(
        "User pool "
            + options.userPoolId
            + " ("
            + task.before().pool().at("Name").text().orElse("no name")
            + ") in "
            + pools.region());
    changes.forEach(change -> out.println("  " + change));
    task.access().lines().forEach(line -> out.println("  " + line));
    if (!changes.isEmpty()) {
      out.println("Every other setting is sent to Cognito again as it is.");
    }
    task.notes().forEach(note -> out.println("Note: " + note));
  }

  private void save(Path file, PoolState before) throws IOException {
    SavedFile.writeBackup(file, options.userPoolId, before);
    out.println("Backup: " + file + " (and " + SavedFile.mfa(file) + ")");
  }

  private int apply(Task task, boolean poolChanges) throws IOException {
    Path backup =
        options
            .backup()
            .orElseGet(() -> SavedFile.backup(options.userPoolId, surroundings.clock().instant()));
    save(backup, task.before());
    Access.Prepared prepared = task.access().before(surroundings.pause());
    if (prepared.obstacle().isPresent()) {
      withdraw(task.access(), prepared);
      return failed(prepared.obstacle().get(), UNTOUCHED);
    }
    var update = new PoolUpdate(pools, options.userPoolId, surroundings.pause());
    Outcome outcome = poolChanges ? update(update, task) : new Outcome.Applied();
    return switch (outcome) {
      case Outcome.Applied() -> settled(task.access());
      case Outcome.Overtaken() -> {
        withdraw(task.access(), prepared);
        yield failed(
            "Somebody has changed the pool in the meantime: run the command again. This one has not"
                + " changed the pool.");
      }
      case Outcome.Refused(String reason) -> {
        withdraw(task.access(), prepared);
        yield failed(reason, UNTOUCHED);
      }
      case Outcome.Unverified(String reason) -> {
        err.println("The update was sent, but the pool could not be read afterwards: " + reason);
        err.println("Look at it: run the command again, with --dry-run.");
        recovery(update).tellTheWayBack(backup);
        yield ExitCode.SOFTWARE;
      }
      case Outcome.Damaged damage -> {
        if (recovery(update).from(damage, task.before(), backup)) {
          withdraw(task.access(), prepared);
        }
        yield ExitCode.SOFTWARE;
      }
    };
  }

  private Recovery recovery(PoolUpdate update) {
    return new Recovery(pools, update, options, surroundings);
  }

  private static Outcome update(PoolUpdate update, Task task) {
    try {
      return update.apply(task.before(), task.lambdaConfig());
    } catch (RuntimeException notSent) {
      return new Outcome.Refused(PoolErrors.sentence(notSent));
    }
  }

  /** Takes back what this run has added, unless the pool needs it by now. */
  private void withdraw(Access access, Access.Prepared prepared) {
    try {
      access.undo(prepared, pools, surroundings.pause()).forEach(err::println);
    } catch (RuntimeException refused) {
      err.println("The permission stays: " + PoolErrors.sentence(refused));
    }
  }

  private int settled(Access access) {
    try {
      List<String> left = access.after(pools, surroundings.pause());
      if (!left.isEmpty()) {
        err.println("The pool is changed. But:");
        return failed(left.toArray(String[]::new));
      }
    } catch (RuntimeException refused) {
      return failed(
          "The pool is changed, but what becomes of the permission is not known: "
              + PoolErrors.sentence(refused));
    }
    out.println("Done. The pool was read again: nothing else has changed.");
    return ExitCode.OK;
  }

  private int failed(String... lines) {
    List.of(lines).forEach(err::println);
    return ExitCode.SOFTWARE;
  }
}
