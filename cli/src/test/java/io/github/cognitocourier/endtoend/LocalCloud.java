package io.github.cognitocourier.endtoend;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code courier dev} as a process of its own, and what a program can ask it over HTTP. */
final class LocalCloud implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("local cloud is at (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Program program;
  private final URI uri;
  private final Json settings;
  private final HttpClient http;

  private LocalCloud(Program program, HttpClient http, URI uri) throws InterruptedException {
    this.program = program;
    this.http = http;
    this.uri = uri;
    this.settings = Json.parse(send(get("/api/settings")).body());
  }

  /** Starts one on a free port, with the classes under test. */
  static LocalCloud start() throws InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Program program =
        Program.start(
            "courier dev",
            Path.of("").toAbsolutePath(),
            Map.of(),
            List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.cognitocourier.cli.CourierCommand",
                "dev",
                "--port",
                "0"));
    try {
      URI uri = URI.create(program.awaitLine(READY, PATIENCE).group(1));
      return new LocalCloud(program, HttpClient.newHttpClient(), uri);
    } catch (RuntimeException | AssertionError | InterruptedException unusable) {
      program.close();
      throw unusable;
    }
  }

  /** Where it is. */
  URI uri() {
    return uri;
  }

  /** The ARN of the key with which codes are to be encrypted. */
  String kmsKeyArn() {
    return settings.at("kmsKeyArn").requireText();
  }

  /** The name of the function that delivers. */
  String functionName() {
    return settings.at("functionName").requireText();
  }

  /** Invokes the function and waits for its answer. */
  HttpResponse<String> invoke(String event) throws InterruptedException {
    String path = "/2015-03-31/functions/" + functionName() + "/invocations";
    return send(request(path).POST(BodyPublishers.ofString(event)));
  }

  /** Empties the inbox. */
  void clear() throws InterruptedException {
    send(request("/api/messages").DELETE());
  }

  /** The inbox, newest first. */
  List<Received> messages() throws InterruptedException {
    return Json.parse(send(get("/api/messages")).body()).items().stream()
        .map(Received::of)
        .toList();
  }

  /**
   * The only message in the inbox to {@code recipient}; fails the test unless there is just one.
   */
  Received onlyMessageTo(String recipient) throws InterruptedException {
    List<Received> found =
        messages().stream().filter(message -> message.to().equals(recipient)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " messages to " + recipient + ": " + String.join("\n", output()));
    }
    return found.getFirst();
  }

  /** What it has printed so far, the function's log included. */
  List<String> output() {
    return program.output();
  }

  /** Waits until it prints a line in which {@code pattern} is found. */
  void awaitLine(Pattern pattern) throws InterruptedException {
    program.awaitLine(pattern, PATIENCE);
  }

  @Override
  public void close() {
    program.close();
  }

  private HttpRequest.Builder get(String path) {
    return request(path).GET();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri.resolve(path)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
