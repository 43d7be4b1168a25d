package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.pool.Difference.Change;
import io.github.cognitocourier.cli.pool.PoolUpdate.Outcome;
import io.github.cognitocourier.cli.terminal.Terminal;
import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import software.amazon.awssdk.core.exception.SdkException;

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
  private final Terminal terminal;
  private final InstantSource clock;
  private final PrintWriter out;
  private final PrintWriter err;

  Procedure(
      UserPools pools,
      PoolOptions options,
      Terminal terminal,
      InstantSource clock,
      PrintWriter out,
      PrintWriter err) {
    this.pools = pools;
    this.options = options;
    this.terminal = terminal;
    this.clock = clock;
    this.out = out;
    this.err = err;
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
    if (options.dryRun) {
      if (options.backup().isPresent()) {
        save(options.backup().get(), task.before());
      }
      out.println("Dry run: nothing was changed.");
      return ExitCode.OK;
    }
    Optional<Boolean> answer = options.yes ? Optional.of(true) : terminal.confirm("Apply? [y/N] ");
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
        options.backup().orElseGet(() -> SavedFile.backup(options.userPoolId, clock.instant()));
    save(backup, task.before());
    task.access().before();
    Outcome outcome = poolChanges ? update(task) : new Outcome.Applied();
    if (!(outcome instanceof Outcome.Applied)) {
      withdraw(task.access(), outcome);
    }
    return switch (outcome) {
      case Outcome.Applied() -> settled(task.access());
      case Outcome.Overtaken() ->
          failed(
              "Somebody has changed the pool in the meantime: run the command again. " + UNTOUCHED);
      case Outcome.Refused(String reason) -> failed(reason, UNTOUCHED);
      case Outcome.Restored(String reason, List<Change> unwanted) -> {
        err.println("Something went wrong: " + reason);
        unwanted.forEach(change -> err.println("  " + change));
        yield failed("All of it was changed back: the pool is as it was.");
      }
      case Outcome.NotRestored(String reason, List<Change> remaining) -> {
        err.println("The pool is not as it was: " + reason);
        remaining.forEach(change -> err.println("  " + change));
        yield failed(
            "Restore it now, with both commands:",
            "  " + command("set-user-pool-mfa-config", SavedFile.mfa(backup)),
            "  " + command("update-user-pool", backup));
      }
    };
  }

  private Outcome update(Task task) {
    try {
      return new PoolUpdate(pools, options.userPoolId).apply(task.before(), task.lambdaConfig());
    } catch (SdkException unreadable) {
      return new Outcome.Refused(PoolErrors.sentence(unreadable));
    }
  }

  /** A right is taken back only where the pool certainly does not use it. */
  private void withdraw(Access access, Outcome outcome) {
    try {
      if (!(outcome instanceof Outcome.NotRestored)) {
        access.undo();
      }
    } catch (SdkException refused) {
      err.println("The permission stays: " + PoolErrors.sentence(refused));
    }
  }

  private int settled(Access access) {
    try {
      access.after();
    } catch (SdkException refused) {
      return failed(
          "The pool is changed, but the permission stays: " + PoolErrors.sentence(refused));
    }
    out.println("Done. The pool was read again: nothing else has changed.");
    return ExitCode.OK;
  }

  private int failed(String... lines) {
    List.of(lines).forEach(err::println);
    return ExitCode.SOFTWARE;
  }

  private String command(String operation, Path file) {
    return "aws cognito-idp "
        + operation
        + " --region "
        + pools.region()
        + " --cli-input-json file://"
        + file;
  }
}
