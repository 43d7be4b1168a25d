package io.github.cognitocourier.cli.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Cognito, Lambda and KMS on one loopback port, as far as attach and detach ask them. */
public final class FakeAws implements AutoCloseable {

  /** Looks at a call before it is served; may change the world, and may refuse. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * Before the {@code nth} call (from 1) of this operation.
     *
     * @return the error to answer with
     */
    Optional<Refusal> before(String operation, int nth);
  }

  private final HttpServer server;
  private final Map<String, FakePool> pools = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final FakeLambda lambda = new FakeLambda();
  private final FakeKms kms = new FakeKms();
  private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();
  private volatile Watcher watcher = (operation, nth) -> Optional.empty();

  /** Started, and empty. */
  public FakeAws() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where every service answers. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Serves this pool from now on, and returns it. */
  public FakePool holds(FakePool pool) {
    pools.put(pool.id(), pool);
    return pool;
  }

  /** Serves it no longer. */
  void forget(FakePool pool) {
    pools.remove(pool.id());
  }

  /** Watches every call from now on. */
  public void watch(Watcher newWatcher) {
    counts.clear();
    watcher = newWatcher;
  }

  /** Happens once, when the call that is being served has been served. */
  void afterwards(Runnable event) {
    afterwards.add(event);
  }

  /** The operations that were called, in order. */
  public List<String> calls() {
    return calls;
  }

  /** The functions and their policies. */
  public FakeLambda lambda() {
    return lambda;
  }

  /** The keys. */
  public FakeKms kms() {
    return kms;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (target == null) {
        String operation = FakeLambda.operation(exchange);
        Optional<Refusal> refusal = refusal(operation);
        answer(exchange, refusal.isPresent() ? refusal.get() : lambda.serve(exchange, body));
      } else {
        String operation = target.substring(target.indexOf('.') + 1);
        Optional<Refusal> refusal = refusal(operation);
        Map<String, Object> input = FakePool.parse(body);
        Object answer =
            refusal.isPresent()
                ? refusal.get()
                : target.startsWith("TrentService")
                    ? kms.serve(operation, input)
                    : cognito(operation, input);
        Optional.ofNullable(afterwards.poll()).ifPresent(Runnable::run);
        answer(exchange, answer);
      }
    }
  }

  private Optional<Refusal> refusal(String operation) {
    calls.add(operation);
    return watcher.before(operation, counts.merge(operation, 1, Integer::sum));
  }

  private Object cognito(String operation, Map<String, Object> input) {
    FakePool pool = pools.get(String.valueOf(input.get("UserPoolId")));
    if (pool == null) {
      return new Refusal(
          400,
          "ResourceNotFoundException",
          "User pool " + input.get("UserPoolId") + " does not exist.");
    }
    return switch (operation) {
      case "DescribeUserPool" -> Map.of("UserPool", pool.describe());
      case "GetUserPoolMfaConfig" -> pool.mfa();
      case "UpdateUserPool" -> pool.update(input).<Object>map(one -> one).orElse(Map.of());
      case "SetUserPoolMfaConfig" ->
          pool.setMfa(input).<Object>map(one -> one).orElseGet(pool::mfa);
      default -> new Refusal(400, "InvalidAction", operation);
    };
  }

  private static void answer(HttpExchange exchange, Object answer) throws IOException {
    int status = 200;
    Object body = answer;
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    if (answer instanceof Refusal refusal) {
      status = refusal.status();
      body = Map.of("__type", refusal.code(), "message", refusal.message());
      exchange.getResponseHeaders().set("X-Amzn-ErrorType", refusal.code());
    }
    byte[] bytes = JsonWriter.string(body).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
