package io.github.cognitocourier.providers.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A vendor on loopback that answers as it was told, and 404 to everything else. */
final class AskedVendor implements AutoCloseable {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpExchange exchange = new HttpExchange(InstantSource.system());
  private final HttpServer server;

  AskedVendor() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext(
        "/",
        call -> {
          try (call) {
            String path = call.getRequestURI().toString();
            String key = call.getRequestHeaders().getFirst("Authorization");
            asked.add(call.getRequestMethod() + " " + path + " " + key);
            String[] answer = answers.getOrDefault(path, "404 {}").split(" ", 2);
            byte[] body = answer[1].getBytes(UTF_8);
            call.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            call.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /** {@code answer} is a status and a body, as in {@code 200 {}}. */
  AskedVendor answering(String path, String answer) {
    answers.put(path, answer);
    return this;
  }

  /** What was asked: method, path and query, {@code Authorization}. */
  List<String> asked() {
    return asked;
  }

  /** The account at this vendor; {@code url} ends in an option. */
  Account account(String url, Map<String, String> variables) {
    String here = url + "&endpoint=http://127.0.0.1:" + server.getAddress().getPort();
    return Accounts.of(ProviderUrl.parse("URL", here), Environment.of(variables), exchange)
        .orElseThrow();
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10), InstantSource.system());
  }

  @Override
  public void close() {
    server.stop(0);
    exchange.close();
  }
}
