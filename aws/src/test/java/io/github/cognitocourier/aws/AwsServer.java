package io.github.cognitocourier.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on loopback that speaks AWS JSON and is as strict as AWS: every request's signature is
 * made anew with AWS's own signer. Answers are given in the order in which a test has put them, the
 * last one for ever.
 */
final class AwsServer implements AutoCloseable {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=(\\w+)/(\\d{8})/([a-z0-9-]+)/([a-z-]+)/aws4_request,"
              + " SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  /** A request whose signature was right. */
  record Call(String service, String region, String target, String accessKeyId, Json input) {}

  /** What a test wants to be answered. */
  sealed interface Answer {}

  record Say(int status, Map<String, String> headers, String body) implements Answer {}

  /** Reads the request and hangs up. */
  record HangUp() implements Answer {}

  /** Reads the request and never answers. */
  record Stall() implements Answer {}

  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Credentials> known = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  AwsServer(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Requests signed with these are accepted. */
  AwsServer knows(Credentials credentials) {
    known.put(credentials.accessKeyId(), credentials);
    return this;
  }

  AwsServer answers(Answer... more) {
    answers.addAll(List.of(more));
    return this;
  }

  AwsServer answers(int status, String body) {
    return answers(new Say(status, Map.of(), body));
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Optional<Call> call = verified(exchange, body);
      if (call.isEmpty()) {
        say(exchange, new Say(400, Map.of(), "{\"__type\":\"InvalidSignatureException\"}"));
        return;
      }
      calls.add(call.get());
      switch (answers.size() > 1 ? answers.remove() : answers.element()) {
        case Say say -> say(exchange, say);
        case HangUp ignored -> {}
        case Stall ignored -> closed.await();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Call> verified(HttpExchange exchange, String body) {
    Matcher signature = AUTHORIZATION.matcher(header(exchange, "Authorization"));
    if (!signature.matches() || !known.containsKey(signature.group(1))) {
      return Optional.empty();
    }
    Credentials credentials = known.get(signature.group(1));
    List<String> names = List.of(signature.group(5).split(";"));
    var headers = new TreeMap<String, String>();
    names.forEach(name -> headers.put(name, header(exchange, name)));
    headers.keySet().removeAll(List.of("host", "x-amz-date", "x-amz-security-token"));
    Instant signedAt = STAMP.parse(header(exchange, "X-Amz-Date"), Instant::from);
    String expected =
        SdkSigner.authorizationOfExactly(
            URI.create("http://" + header(exchange, "Host") + exchange.getRequestURI()),
            headers,
            body,
            credentials,
            signature.group(3),
            signature.group(4),
            signedAt);
    boolean strict =
        exchange.getRequestMethod().equals("POST")
            && exchange.getRequestURI().toString().equals("/")
            && header(exchange, "Content-Type").equals("application/x-amz-json-1.1")
            && names.containsAll(List.of("host", "content-type", "x-amz-date", "x-amz-target"))
            && Duration.between(signedAt, clock.instant()).abs().compareTo(CLOCK_SKEW) < 0
            && expected.equals(header(exchange, "Authorization"));
    return strict
        ? Optional.of(
            new Call(
                signature.group(4),
                signature.group(3),
                header(exchange, "X-Amz-Target"),
                credentials.accessKeyId(),
                Json.parse(body)))
        : Optional.empty();
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static void say(HttpExchange exchange, Say say) throws IOException {
    byte[] bytes = say.body().getBytes(UTF_8);
    say.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(say.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
