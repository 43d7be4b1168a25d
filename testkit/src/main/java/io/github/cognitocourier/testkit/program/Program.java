package io.github.cognitocourier.testkit.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that runs beside the test until {@link #close()}; its output, standard error included,
 * is kept. It ends with the test's JVM at the latest.
 */
public final class Program implements AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Thread lastResort;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Optional<String>> unread = new LinkedBlockingQueue<>();
  private final Thread reader;

  private Program(String name, Process process) {
    this.name = name;
    this.process = process;
    this.lastResort = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(lastResort);
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts {@code command} in {@code folder} with {@code variables} laid over the environment. */
  public static Program start(
      String name, Path folder, Map<String, String> variables, List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    try {
      Process process = Surroundings.lay(variables, builder).start();
      process.getOutputStream().close();
      return new Program(name, process);
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  /** Waits for the next line in which {@code pattern} is found. */
  public Matcher awaitLine(Pattern pattern, Duration patience) throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (true) {
      long left = Duration.between(Instant.now(), end).toMillis();
      Optional<String> line = unread.poll(left, TimeUnit.MILLISECONDS);
      if (line == null || line.isEmpty()) {
        String verdict = line == null ? " was silent for too long: " : " has ended: ";
        throw new AssertionError(name + verdict + String.join("\n", output));
      }
      Matcher matcher = pattern.matcher(line.get());
      if (matcher.find()) {
        return matcher;
      }
    }
  }

  /** The lines so far. */
  public List<String> output() {
    return List.copyOf(output);
  }

  /** Asks it to end, insists after ten seconds, and returns when it is gone. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(lastResort);
    process.destroy();
    try {
      process.onExit().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      reader.join(FAREWELL);
    } catch (TimeoutException deaf) {
      process.destroyForcibly().onExit().join();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        unread.add(Optional.of(line));
      }
    } catch (IOException closed) {
      // The program has been stopped: there is nothing more to read.
    } finally {
      unread.add(Optional.empty());
    }
  }
}
