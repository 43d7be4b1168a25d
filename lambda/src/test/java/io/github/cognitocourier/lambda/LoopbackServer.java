package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real server on a free port of this machine that remembers what it was asked. */
final class LoopbackServer implements AutoCloseable {

  /** One request. */
  record Asked(String path, String target, String authorization, String body) {}

  /** What it answers. */
  record Answer(int status, Map<String, String> headers, String body) {

    static Answer json(int status, String body) {
      return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<Asked, Answer> manner;

  LoopbackServer(Function<Asked, Answer> manner) {
    this.manner = manner;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** From now on it answers so. */
  void answering(Function<Asked, Answer> other) {
    manner = other;
  }

  /** From now on it answers nothing, until it is closed. */
  void stalling() {
    manner =
        request -> {
          try {
            closing.await();
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
          return Answer.json(500, "{}");
        };
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The client's port of each request, which tells the connection that carried it. */
  List<Integer> ports() {
    return List.copyOf(ports);
  }

  Asked last() {
    return asked.getLast();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          new Asked(
              exchange.getRequestURI().getPath(),
              header(exchange, "X-Amz-Target"),
              header(exchange, "Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      ports.add(exchange.getRemoteAddress().getPort());
      asked.add(request);
      Answer answer = manner.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
