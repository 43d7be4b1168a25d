package io.github.cognitocourier.cli.redrive;

import java.io.Console;
import java.util.Optional;

/** Somebody who can be asked. */
@FunctionalInterface
interface Terminal {

  /** The answer to a question; empty when nobody sits there. */
  Optional<String> ask(String question);

  /** The terminal of this process. */
  static Terminal ofProcess() {
    return question ->
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> Optional.ofNullable(console.readLine("%s", question)).orElse(""));
  }
}
