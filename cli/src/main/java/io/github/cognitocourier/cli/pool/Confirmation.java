package io.github.cognitocourier.cli.pool;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the person in front of the terminal. */
@FunctionalInterface
interface Confirmation {

  /** Whether the answer was yes; empty when nobody is there to ask. */
  Optional<Boolean> ask(String question);

  /** On the terminal in which the command runs. */
  static Confirmation onTerminal() {
    return question ->
        // Absent when the output is redirected, too.
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> isYes(console.readLine("%s", question)));
  }

  private static boolean isYes(@Nullable String answer) {
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
