package io.github.cognitocourier.sandbox.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * The HTTP server of the sandbox, or HTTPS server: bound to 127.0.0.1 unless it is in a container,
 * a virtual thread for each request, bodies of at most 6 MiB (what AWS Lambda takes), calls of
 * strangers refused with 403, answers kept from other pages.
 */
public final class FrontDoor implements AutoCloseable {

  private static final int MAX_BODY = 6 * 1024 * 1024;
  private static final Room CLOSED = call -> Answer.error(503, "The sandbox is still starting.");

  private final HttpServer server;
  private final URI uri;
  private final ExecutorService threads;
  private final Guard guard;
  private final AtomicReference<Room> room = new AtomicReference<>(CLOSED);

  private FrontDoor(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
    int port = server.getAddress().getPort();
    // A certificate is for a name.
    this.uri =
        URI.create(
            server instanceof HttpsServer
                ? "https://localhost:" + port
                : "http://127.0.0.1:" + port);
    this.guard = new Guard(uri.getScheme(), port);
  }

  /**
   * Opens the door on {@code port}, or on a free one when it is 0; with {@code tls} it speaks HTTPS
   * alone. Throws {@link UncheckedIOException} when the port is taken.
   */
  public static FrontDoor open(Reach reach, int port, Optional<SSLContext> tls) {
    try {
      HttpServer server =
          server(new InetSocketAddress(InetAddress.ofLiteral(reach.address()), port), tls);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      FrontDoor door = new FrontDoor(server, threads);
      server.setExecutor(threads);
      server.createContext("/", door::serve);
      server.start();
      return door;
    } catch (IOException cannotBind) {
      throw new UncheckedIOException(
          "port "
              + port
              + " of "
              + reach.address()
              + " cannot be opened: "
              + cannotBind.getMessage(),
          cannotBind);
    }
  }

  private static HttpServer server(InetSocketAddress here, Optional<SSLContext> tls)
      throws IOException {
    if (tls.isEmpty()) {
      return HttpServer.create(here, 0);
    }
    HttpsServer server = HttpsServer.create(here, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
    return server;
  }

  /** Leads every call to {@code room} from now on; before, they are answered with 503. */
  public void leadTo(Room room) {
    this.room.set(room);
  }

  /** Where the door is: {@code http://127.0.0.1:8025}, or {@code https://localhost:8025}. */
  public URI uri() {
    return uri;
  }

  /** Drops every connection. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      // A page of another origin can neither embed an answer nor have it taken for a script.
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
      switch (answer(exchange)) {
        case Answer.Whole whole -> write(exchange, whole);
        case Answer.Stream stream -> stream(exchange, stream);
        case Answer.Withheld withheld -> withheld.until().await();
        // Closing an exchange that has no answer yet closes its connection.
        case Answer.Dropped dropped -> {}
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    Optional<String> refusal = guard.refusal(exchange);
    if (refusal.isPresent()) {
      return Answer.error(403, refusal.get());
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return Answer.error(413, "The body is larger than " + MAX_BODY + " bytes.");
    }
    try {
      return room.get().answer(call(exchange, body));
    } catch (RuntimeException bug) {
      // The message may quote the request: its type is enough to find the place.
      return Answer.error(500, "The sandbox failed with " + bug.getClass().getName() + ".");
    }
  }

  private static Call call(HttpExchange exchange, byte[] body) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, String.join(", ", all)));
    URI uri = exchange.getRequestURI();
    String path = Optional.ofNullable(uri.getPath()).orElse("/");
    Map<String, String> query = Call.form(Optional.ofNullable(uri.getRawQuery()).orElse(""));
    return new Call(exchange.getRequestMethod(), path, query, headers, body);
  }

  private static void write(HttpExchange exchange, Answer.Whole answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    if (bodiless && !forbidsLength(answer.status())) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body().length));
    }
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static boolean forbidsLength(int status) {
    return status == 204 || status == 304;
  }

  private static void stream(HttpExchange exchange, Answer.Stream answer)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      answer.writer().writeTo(out);
    }
  }
}
