package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.settings.InvalidSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 done, 1 not delivered or not built, 2 a mistake in the call or in
 * a setting.
 */
@Command(
    name = "courier",
    description = "Delivers AWS Cognito's codes through any e-mail or SMS provider.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {DevCommand.class, DemoCommand.class, SendCommand.class, PackageCommand.class},
    footer = {"", "  test      Runs every test of this checkout (./courier test)."})
public final class CourierCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init")
  public CourierCommand() {}

  /** Runs the command and exits. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command and returns its exit code. */
  static int run(String... arguments) {
    IExecutionExceptionHandler sentences =
        (exception, commandLine, parsed) -> {
          if (exception instanceof InvalidSettings invalid) {
            invalid.mistakes().forEach(commandLine.getErr()::println);
            return CommandLine.ExitCode.USAGE;
          }
          throw exception;
        };
    return new CommandLine(new CourierCommand())
        .setExecutionExceptionHandler(sentences)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
