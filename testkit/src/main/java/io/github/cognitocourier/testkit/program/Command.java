package io.github.cognitocourier.testkit.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs commands to their end.
 *
 * @param variables laid over the environment
 * @param patience how long a command may take
 */
public record Command(Path folder, Map<String, String> variables, Duration patience) {

  /** How a command ended. */
  public record Ended(int exitCode, String output, String errors) {

    /** What it said, when all went well; fails the test otherwise. */
    public String orFail() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + ": " + errors + output);
      }
      return output;
    }
  }

  /** Runs {@code words} without input. */
  public Ended run(List<String> words) throws InterruptedException {
    return run(words, "");
  }

  /** Runs {@code words} with {@code input}. */
  public Ended run(List<String> words, String input) throws InterruptedException {
    try {
      var builder = new ProcessBuilder(words).directory(folder.toFile());
      Process process = Surroundings.lay(variables, builder).start();
      try {
        return ended(process, input);
      } catch (TimeoutException | ExecutionException stuck) {
        throw new AssertionError(words.getFirst() + " did not end within " + patience, stuck);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  private Ended ended(Process process, String input)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    // Both are read at once: a full pipe would stop the program.
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
    CompletableFuture<String> errors =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    }
    process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    return new Ended(process.exitValue(), output.get(), errors.get());
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
