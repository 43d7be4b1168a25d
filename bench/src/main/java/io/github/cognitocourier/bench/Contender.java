package io.github.cognitocourier.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One way to do the same.
 *
 * @param name in results.json
 * @param label in tables and plots
 * @param folder where the process starts, with what is shipped in it
 * @param artifact what is shipped: its size is the package's
 * @param command the process: a runtime that asks {@code AWS_LAMBDA_RUNTIME_API} for events
 * @param environment beside what every contender gets
 */
record Contender(
    String name,
    String label,
    Path folder,
    Path artifact,
    List<String> command,
    Map<String, String> environment) {

  Contender {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
