package io.github.cognitocourier.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The tables that a run printed, in target/doctor.txt. */
final class Transcript {

  private Transcript() {}

  static synchronized void add(String title, String table) throws IOException {
    Files.writeString(
        Path.of("target/doctor.txt"),
        "## " + title + "\n\n" + table + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
