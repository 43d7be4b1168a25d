package io.github.cognitocourier.sandbox.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.sandbox.function.Invocation.Ending;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One function, invoked as Lambda does: with a context, a timeout (15 s unless told otherwise) and
 * a log. Safe for concurrent use; unlike Lambda, which gives every concurrent invocation an
 * instance of its own, all share one.
 */
public final class LocalFunction implements AutoCloseable {

  /** The function's own timeout in every example deployment. */
  public static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final FunctionName name;
  private final RequestStreamHandler handler;
  private final Duration timeout;
  private final InFlight inFlight;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final Consumer<String> log;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Runs {@code handler}; each line that it logs goes to {@code log} as well. */
  public LocalFunction(
      FunctionName name,
      RequestStreamHandler handler,
      Duration timeout,
      InFlight inFlight,
      InstantSource clock,
      Supplier<UUID> ids,
      Consumer<String> log) {
    this.name = name;
    this.handler = handler;
    this.timeout = timeout;
    this.inFlight = inFlight;
    this.clock = clock;
    this.ids = ids;
    this.log = log;
  }

  /** The function's name. */
  public FunctionName name() {
    return name;
  }

  /** Invokes the function and waits until it has ended, or its time is up. */
  public Invocation invoke(byte[] event) {
    var lines = new FunctionLog(log);
    var started = clock.instant();
    var context = new LocalContext(ids.get().toString(), name, Deadline.in(timeout, clock), lines);
    Json json = Json.lenient(new String(event, StandardCharsets.UTF_8));
    try (var _ = inFlight.begin(json)) {
      Ending ending = run(event, context);
      return new Invocation(
          context.requestId(), ending, lines.lines(), Duration.between(started, clock.instant()));
    }
  }

  /** Invokes the function on a thread of its own, once: a failure is logged and not retried. */
  public void invokeLater(byte[] event) {
    var _ = threads.submit(() -> invoke(event));
  }

  /** Interrupts what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Ending run(byte[] event, Context context) {
    Future<String> result = threads.submit(() -> call(event, context));
    try {
      return new Ending.Returned(result.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException timeIsUp) {
      result.cancel(true);
      return new Ending.TimedOut(timeout);
    } catch (ExecutionException thrown) {
      return new Ending.Threw(thrown.getCause() == null ? thrown : thrown.getCause());
    } catch (InterruptedException closing) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      return new Ending.Threw(closing);
    }
  }

  private String call(byte[] event, Context context) throws IOException {
    var out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), out, context);
    return out.toString(StandardCharsets.UTF_8);
  }
}
