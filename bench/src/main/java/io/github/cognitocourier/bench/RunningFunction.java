package io.github.cognitocourier.bench;

import io.github.cognitocourier.sandbox.runtime.Answered;
import io.github.cognitocourier.sandbox.runtime.RuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of a contender, on one processor, behind a Runtime API of its own. */
final class RunningFunction implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int TICKS_PER_SECOND = 100;

  private final RuntimeApi api;
  private final Process process;
  private final long startedAt;

  private RunningFunction(RuntimeApi api, Process process, long startedAt) {
    this.api = api;
    this.process = process;
    this.startedAt = startedAt;
  }

  /** Starts {@code contender} within {@code limits}; what it prints goes to {@code log}. */
  static RunningFunction start(
      Contender contender, Map<String, String> environment, Limits limits, Path log)
      throws IOException {
    RuntimeApi api = RuntimeApi.open(TIMEOUT, InstantSource.system());
    List<String> command = new ArrayList<>(limits.prefix());
    command.addAll(contender.command());
    var builder =
        new ProcessBuilder(command)
            .directory(contender.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(lambda(contender.folder(), limits));
    builder.environment().putAll(contender.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    long now = System.nanoTime();
    return new RunningFunction(api, builder.start(), now);
  }

  /** What Lambda sets for every function. */
  private static Map<String, String> lambda(Path folder, Limits limits) {
    return Map.of(
        "PATH", System.getenv("PATH"),
        "LANG", "en_US.UTF-8",
        "TZ", ":UTC",
        "LAMBDA_TASK_ROOT", folder.toString(),
        "LD_LIBRARY_PATH", folder + ":" + folder.resolve("lib"),
        "AWS_LAMBDA_FUNCTION_NAME", "bench",
        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(limits.memoryMegabytes()),
        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
  }

  /** Waits for the end of init: from the process's start to the first question for an event. */
  long awaitInit() throws InterruptedException, IOException {
    try {
      return api.ready().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) - startedAt;
    } catch (ExecutionException | TimeoutException notStarted) {
      throw new IOException("the function did not start", notStarted);
    }
  }

  /** Delivers one event. */
  Answered invoke(byte[] event) throws InterruptedException, IOException {
    try {
      Answered answered = api.invoke(event);
      if (answered.errorType().isPresent()) {
        throw new IOException("the function threw " + answered.errorType().get());
      }
      return answered;
    } catch (TimeoutException late) {
      throw new IOException("the function did not answer", late);
    }
  }

  /** When it was started, by {@link System#nanoTime()}. */
  long startedAt() {
    return startedAt;
  }

  /** The most memory it has had, in KiB: {@code VmHWM}. */
  long peakRssKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** The processor time of all its threads, those that have ended too. */
  Duration cpu() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    // The name, in parentheses, may hold spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
