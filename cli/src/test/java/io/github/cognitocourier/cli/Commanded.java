package io.github.cognitocourier.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One call of the command line: its exit code and what it printed. */
record Commanded(int exitCode, String out, String err) {

  /** With nothing in the environment, as on a terminal of 80 columns. */
  static Commanded run(String... arguments) {
    return in(Map.of(), arguments);
  }

  static Commanded in(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        CourierCommand.commandLine(environment)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setUsageHelpAutoWidth(false)
            .execute(arguments);
    return new Commanded(
        exitCode,
        out.toString().replace(System.lineSeparator(), "\n"),
        err.toString().replace(System.lineSeparator(), "\n"));
  }
}
