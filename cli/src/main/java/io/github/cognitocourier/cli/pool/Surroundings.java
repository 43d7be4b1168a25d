package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.cli.terminal.Terminal;
import io.github.cognitocourier.core.delivery.Pause;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command runs: who can be asked and told, the time, and the account. */
record Surroundings(
    AwsAccount account,
    Terminal terminal,
    InstantSource clock,
    Pause pause,
    PrintWriter out,
    PrintWriter err) {

  /** Those of this process. */
  static Surroundings of(AwsAccount account, CommandSpec spec) {
    return new Surroundings(
        account,
        Terminal.ofProcess(),
        InstantSource.system(),
        Pause.ofThread(),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }
}
