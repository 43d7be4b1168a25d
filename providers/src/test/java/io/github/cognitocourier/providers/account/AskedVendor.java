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

/** A vendor on loopback that answers questions; what it has no answer to is 404. */
final class AskedVendor implements AutoCloseable {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpExchange exchange = new HttpExchange(InstantSource.system());
  private final HttpServer server;

  /** Keeps the value of {@code header} of each question. */
  AskedVendor(String header) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext(
        "/",
        call -> {
          try (call) {
            String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
            asked.add(
                call.getRequestMethod()
                    + " "
                    + call.getRequestURI()
                    + " "
                    + call.getRequestHeaders().getFirst(header)
                    + body);
            String[] answer =
                answers.getOrDefault(call.getRequestURI().toString(), "404 {}").split(" ", 2);
            byte[] bytes = answer[1].getBytes(UTF_8);
            call.sendResponseHeaders(Integer.parseInt(answer[0]), bytes.length);
            call.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  /** Status, a space, and the body. */
  void answers(String path, String answer) {
    answers.put(path, answer);
  }

  List<String> asked() {
    return asked;
  }

  Account account(String url, String variable) {
    String sign = url.contains("?") ? "&" : "?";
    String here = url + sign + "endpoint=http://127.0.0.1:" + server.getAddress().getPort();
    return Accounts.of(
            ProviderUrl.parse("URL", here), Environment.of(Map.of(variable, "key")), exchange)
        .orElseThrow();
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10), InstantSource.system());
  }

  static String kind(Evidence evidence) {
    return evidence.getClass().getSimpleName();
  }

  @Override
  public void close() {
    server.stop(0);
    exchange.close();
  }
}
