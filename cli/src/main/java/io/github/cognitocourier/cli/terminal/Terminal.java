package io.github.cognitocourier.cli.terminal;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** Somebody who can be asked. */
@FunctionalInterface
public interface Terminal {

  /** The answer to a question; empty when nobody sits there. */
  Optional<String> ask(String question);

  /** Whether the answer to a question is yes; empty when nobody sits there. */
  default Optional<Boolean> confirm(String question) {
    return ask(question)
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .map(answer -> answer.equals("y") || answer.equals("yes"));
  }

  /** The terminal of this process. */
  static Terminal ofProcess() {
    return question ->
        console().map(console -> Optional.ofNullable(console.readLine("%s", question)).orElse(""));
  }

  /** Whether somebody watches what this process prints. */
  static boolean isWatched() {
    return console().isPresent();
  }

  /** Absent when the output is redirected, too. */
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
