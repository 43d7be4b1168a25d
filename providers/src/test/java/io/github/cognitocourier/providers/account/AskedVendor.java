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

/** A vendor on loopback that answers each address as it was told, and 404 to any other. */
final class AskedVendor implements AutoCloseable {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpExchange exchange = new HttpExchange(InstantSource.system());
  private final HttpServer server;

  /** One that notes the value of {@code credential}, a header. */
  AskedVendor(String credential) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext(
        "/",
        call -> {
          try (call) {
            String address = call.getRequestURI().toString();
            asked.add(
                call.getRequestMethod()
                    + " "
                    + address
                    + " "
                    + call.getRequestHeaders().getFirst(credential));
            String[] answer = answers.getOrDefault(address, "404 {}").split(" ", 2);
            byte[] body = answer[1].getBytes(UTF_8);
            call.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            call.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /** {@code answer} is a status and a body. */
  void answers(String address, String answer) {
    answers.put(address, answer);
  }

  /** Method, address and credential of each request. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The account of a URL without its endpoint, which is this vendor. */
  Account account(String url, Map<String, String> variables) {
    String sign = url.contains("?") ? "&" : "?";
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    return Accounts.of(
            ProviderUrl.parse("URL", url + sign + "endpoint=" + endpoint),
            Environment.of(variables),
            exchange)
        .orElseThrow();
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10), InstantSource.system());
  }

  /** The kind of evidence, for a table. */
  static String kind(Evidence evidence) {
    return evidence.getClass().getSimpleName();
  }

  @Override
  public void close() {
    server.stop(0);
    exchange.close();
  }
}
