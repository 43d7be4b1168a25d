package io.github.cognitocourier.sandbox.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda's Runtime API for one runtime, on a free port of 127.0.0.1: hands events out, takes
 * answers and errors in. A runtime is any process that was started with {@code
 * AWS_LAMBDA_RUNTIME_API} set to {@link #address()}. Safe for concurrent use.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {

  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InstantSource clock;
  private final Duration timeout;
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Event> taken = new ConcurrentHashMap<>();
  private final CompletableFuture<Answered> closed = new CompletableFuture<>();

  private RuntimeApi(HttpServer server, Duration timeout, InstantSource clock) {
    this.server = server;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Opens the API of a function that has {@code timeout} for each event. */
  public static RuntimeApi open(Duration timeout, InstantSource clock) {
    try {
      var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      var api = new RuntimeApi(HttpServer.create(loopback, 0), timeout, clock);
      api.server.setExecutor(api.threads);
      api.server.createContext(PREFIX, api::serve);
      api.server.start();
      return api;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}: {@code 127.0.0.1:9001}. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * When the runtime first asked for an event, by {@link System#nanoTime()}: its init has ended.
   * Fails with {@link InitFailed} when the runtime reports that it cannot start, and when this is
   * closed before.
   */
  public CompletableFuture<Long> ready() {
    return ready.copy();
  }

  /**
   * Gives the runtime one event and waits for what becomes of it. Events wait for each other when
   * the runtime takes one at a time.
   *
   * @throws TimeoutException when there is no answer after the function's timeout
   * @throws IllegalStateException when this is closed meanwhile
   */
  public Answered invoke(byte[] event) throws TimeoutException, InterruptedException {
    var offered = new Event(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.add(offered);
    try {
      CompletableFuture.anyOf(offered.answer(), closed)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return offered.answer().join();
    } catch (ExecutionException gone) {
      throw new IllegalStateException("The runtime is gone.", gone.getCause());
    }
  }

  /**
   * Drops every connection: a runtime that waits for an event ends, and so does who waits for it.
   */
  @Override
  public void close() {
    var gone = new IllegalStateException("closed");
    ready.completeExceptionally(gone);
    closed.completeExceptionally(gone);
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      List<String> path =
          List.of(exchange.getRequestURI().getPath().substring(PREFIX.length()).split("/"));
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals(List.of("invocation", "next"))) {
        ready.complete(now);
        hand(exchange, waiting.take());
      } else if (path.equals(List.of("init", "error"))) {
        ready.completeExceptionally(new InitFailed(errorType(exchange).orElse("unknown")));
        answer(exchange, 202, ACCEPTED);
      } else if (path.size() == 3 && path.getFirst().equals("invocation")) {
        Optional<String> errorType =
            path.getLast().equals("error")
                ? errorType(exchange).or(() -> Optional.of("unknown"))
                : Optional.empty();
        answer(exchange, took(path.get(1), body, errorType, now) ? 202 : 400, ACCEPTED);
      } else {
        answer(exchange, 404, ACCEPTED);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void hand(HttpExchange exchange, Event event) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", event.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", String.valueOf(clock.instant().plus(timeout).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:cognito-courier");
    taken.put(event.id(), event.takenAt(System.nanoTime()));
    answer(exchange, 200, event.body());
  }

  /** Whether somebody waits for this answer: an event is answered once. */
  private boolean took(String id, byte[] body, Optional<String> errorType, long now) {
    Event event = taken.remove(id);
    return event != null
        && event.answer().complete(new Answered(body, errorType, event.takenNanos(), now));
  }

  private static Optional<String> errorType(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(ERROR_TYPE));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** The runtime reported that it cannot start; its message is its error's type. */
  public static final class InitFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    InitFailed(String errorType) {
      super(errorType);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Event(
      String id, byte[] body, CompletableFuture<Answered> answer, long takenNanos) {

    Event(String id, byte[] body, CompletableFuture<Answered> answer) {
      this(id, body, answer, 0);
    }

    Event takenAt(long nanos) {
      return new Event(id, body, answer, nanos);
    }
  }
}
