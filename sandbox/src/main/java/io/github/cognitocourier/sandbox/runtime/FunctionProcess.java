package io.github.cognitocourier.sandbox.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A function in a process of its own, started as Lambda starts a container image. It takes one
 * event at a time: others wait, those that come before it is ready too. Safe for concurrent use.
 */
public final class FunctionProcess implements RequestStreamHandler, AutoCloseable {

  /** What a process needs of its surroundings; nothing of an operator's settings or credentials. */
  private static final Set<String> KEPT = Set.of("LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TZ");

  /** A JVM that was told to write an AOT cache at its end starts another one to make it. */
  private static final Duration FAREWELL = Duration.ofMinutes(2);

  /** Starts its arguments but the first with the log of the first as file 3. */
  private static final String WITH_LOG = "exec \"$@\" 3>>\"$0\"";

  private final RuntimeApi api;
  private final Duration timeout;
  private final Process process;
  private final GrowingFile log;
  private final GrowingFile output;
  private final Consumer<String> printed;
  private final ReentrantLock turn = new ReentrantLock();

  private FunctionProcess(
      RuntimeApi api,
      Duration timeout,
      Process process,
      GrowingFile log,
      GrowingFile output,
      Consumer<String> printed) {
    this.api = api;
    this.timeout = timeout;
    this.process = process;
    this.log = log;
    this.output = output;
    this.printed = printed;
  }

  /**
   * Starts {@code command} in {@code folder} and does not wait for it.
   *
   * @param environment all that it finds but the variables that Lambda itself sets
   * @param timeout what each event has, the first one start-up included
   * @param printed takes what it logs while no event is worked on, at the next one or at the end
   */
  public static FunctionProcess start(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      Duration timeout,
      Consumer<String> printed) {
    RuntimeApi api = RuntimeApi.open(timeout, InstantSource.system());
    try {
      var log = new GrowingFile("log");
      var output = new GrowingFile("output");
      var builder = new ProcessBuilder("/bin/sh", "-c", WITH_LOG, log.path().toString());
      builder.command().addAll(command);
      builder.directory(folder.toFile());
      builder.redirectErrorStream(true).redirectOutput(output.path().toFile());
      builder.environment().keySet().retainAll(KEPT);
      builder.environment().putAll(environment);
      builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "cognito-courier");
      builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
      builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
      builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      builder.environment().put("LAMBDA_TASK_ROOT", folder.toAbsolutePath().toString());
      builder.environment().put("_LAMBDA_TELEMETRY_LOG_FD", "3");
      Process process = builder.start();
      var _ = process.onExit().thenRun(api::close);
      return new FunctionProcess(api, timeout, process, log, output, printed);
    } catch (IOException notStarted) {
      api.close();
      throw new UncheckedIOException(notStarted);
    }
  }

  /**
   * Waits until it asks for its first event, as long as an event may take.
   *
   * @throws IllegalStateException when it does not start
   */
  public void awaitReady() throws InterruptedException {
    try {
      api.ready().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("The function does not start.", failure);
    }
  }

  /**
   * Gives it one event; what it logs meanwhile goes to the context's logger: the entries that a
   * client of AWS's writes, and every line that is printed.
   *
   * @throws FunctionFailed when the function throws
   * @throws IllegalStateException when it does not answer, or its process ends
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    turn.lock();
    try {
      log.entries().forEach(printed);
      output.lines().forEach(printed);
      Answered answered = api.invoke(event.readAllBytes());
      if (answered.errorType().isPresent()) {
        throw new FunctionFailed(new String(answered.body(), StandardCharsets.UTF_8));
      }
      answer.write(answered.body());
    } catch (TimeoutException silent) {
      throw new IllegalStateException("The function does not answer.", silent);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", hurry);
    } finally {
      log.entries().forEach(context.getLogger()::log);
      output.lines().forEach(context.getLogger()::log);
      turn.unlock();
    }
  }

  /**
   * Asks the process to end, as Lambda does, and waits until it has.
   *
   * @throws IllegalStateException when it had to be killed
   */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(FAREWELL)) {
        process.destroyForcibly();
        throw new IllegalStateException("The function did not end within " + FAREWELL + ".");
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      api.close();
      end();
    }
  }

  private void end() {
    turn.lock();
    try {
      log.entries().forEach(printed);
      output.lines().forEach(printed);
      log.delete();
      output.delete();
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    } finally {
      turn.unlock();
    }
  }

  /** The function threw; the message is Lambda's document of its error. */
  public static final class FunctionFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    FunctionFailed(String document) {
      super(document);
    }
  }
}
