package io.github.cognitocourier.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * An HTTPS server on a free port of localhost that answers every request after the same time,
 * counted from the request's last byte.
 */
final class Stub implements AutoCloseable {

  /** What it answers. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(int status, Map<String, String> headers, byte[] body) {}

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration delay;
  private final Function<byte[], Reply> answers;

  private Stub(HttpsServer server, Duration delay, Function<byte[], Reply> answers) {
    this.server = server;
    this.delay = delay;
    this.answers = answers;
  }

  static Stub open(SSLContext tls, Duration delay, Function<byte[], Reply> answers)
      throws IOException {
    var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var stub = new Stub(HttpsServer.create(loopback, 0), delay, answers);
    stub.server.setHttpsConfigurator(new HttpsConfigurator(tls));
    stub.server.setExecutor(stub.threads);
    stub.server.createContext("/", stub::serve);
    stub.server.start();
    return stub;
  }

  /** Where it is; the name stands in its certificate. */
  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      long due = System.nanoTime() + delay.toNanos();
      Reply reply = answers.apply(body);
      for (long left = delay.toNanos(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }
}
