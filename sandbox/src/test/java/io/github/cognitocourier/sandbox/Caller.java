package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Calls a sandbox over real HTTP. */
final class Caller implements AutoCloseable {

  static final String ACCOUNT = "AC00000000000000000000000000000000";
  static final String MAIL =
      """
      {"personalizations":[{"to":[{"email":"jane@example.com"}]}],
       "from":{"email":"no-reply@example.com","name":"Example"},
       "subject":"Your code",
       "content":[{"type":"text/plain","value":"Code 482913"},{"type":"text/html","value":"<b>482913</b>"}]}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI sandbox;

  Caller(Sandbox sandbox) {
    this.sandbox = sandbox.uri();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(sandbox.resolve(path)).GET(), headers);
  }

  HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(sandbox.resolve(path)).DELETE());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(
        HttpRequest.newBuilder(sandbox.resolve(path)).POST(BodyPublishers.ofString(body)), headers);
  }

  HttpResponse<String> mail(String body) {
    return post(
        "/sendgrid/v3/mail/send",
        body,
        "Authorization",
        "Bearer key",
        "Content-Type",
        "application/json");
  }

  HttpResponse<String> text(Map<String, String> fields) {
    return post(
        "/twilio/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json",
        form(fields),
        "Authorization",
        basic(ACCOUNT, "token"),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  HttpResponse<String> kms(String operation, Object parameters) {
    return post("/", Json.write(parameters), "X-Amz-Target", "TrentService." + operation);
  }

  void fault(String provider, String kind, int count) {
    post("/api/faults", Json.write(Map.of("provider", provider, "kind", kind, "count", count)));
  }

  List<Json> messages() {
    return Json.parse(get("/api/messages").body()).items();
  }

  HttpClient client() {
    return client;
  }

  URI uri(String path) {
    return sandbox.resolve(path);
  }

  static String basic(String user, String password) {
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  static String form(Map<String, String> fields) {
    return String.join(
        "&",
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .toList());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    try {
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
