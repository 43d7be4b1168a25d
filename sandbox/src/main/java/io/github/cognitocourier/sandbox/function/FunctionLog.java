package io.github.cognitocourier.sandbox.function;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one invocation logs: kept, and passed on line by line. Safe for concurrent use. */
final class FunctionLog implements LambdaLogger {

  private final List<String> lines = new ArrayList<>();
  private final Consumer<String> onward;

  FunctionLog(Consumer<String> onward) {
    this.onward = onward;
  }

  @Override
  public void log(String message) {
    String line = message.stripTrailing();
    synchronized (this) {
      lines.add(line);
    }
    onward.accept(line);
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, StandardCharsets.UTF_8));
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
