package io.github.cognitocourier.cli;

import io.github.cognitocourier.cli.doctor.DoctorCommand;
import io.github.cognitocourier.cli.image.TrainCommand;
import io.github.cognitocourier.cli.pool.AttachCommand;
import io.github.cognitocourier.cli.pool.DetachCommand;
import io.github.cognitocourier.cli.provider.ProvidersCommand;
import io.github.cognitocourier.cli.redrive.RedriveCommand;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
    subcommands = {
      DevCommand.class,
      DemoCommand.class,
      SendCommand.class,
      PackageCommand.class,
      TrainCommand.class,
      ProvidersCommand.class,
      AttachCommand.class,
      DetachCommand.class,
      DoctorCommand.class,
      RedriveCommand.class
    },
    footer = {"", "  test      Runs every test of this checkout (./courier test)."})
public final class CourierCommand implements Runnable {

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  /** Over these environment variables. */
  @SuppressWarnings("NullAway.Init")
  CourierCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Runs the command and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /** The whole command line, over these environment variables. */
  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new CourierCommand(environment))
        .setExecutionExceptionHandler(CourierCommand::told)
        .setUsageHelpAutoWidth(true);
  }

  /** What the user can mend is told in a sentence; anything else is a bug, with its stack trace. */
  private static int told(Exception exception, CommandLine commandLine, ParseResult parsed)
      throws Exception {
    PrintWriter err = commandLine.getErr();
    if (exception instanceof InvalidSettings invalid) {
      invalid.mistakes().forEach(err::println);
    } else if (exception instanceof FileSystemException file) {
      err.println(file.getFile() + " cannot be read or written.");
    } else {
      throw exception;
    }
    return CommandLine.ExitCode.USAGE;
  }

  /** The environment variables of the call. */
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
