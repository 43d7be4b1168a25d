package io.github.cognitocourier.sandbox.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Runtime API as a runtime sees it, by HTTP. */
class RuntimeApiTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RuntimeApi api = RuntimeApi.open(Duration.ofSeconds(15), InstantSource.fixed(NOW));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  @Test
  void an_event_is_handed_out_with_its_id_and_its_deadline() {
    var _ = invoke("{\"a\":1}");
    HttpResponse<String> event = next();

    assertThat(event.statusCode()).isEqualTo(200);
    assertThat(event.body()).isEqualTo("{\"a\":1}");
    assertThat(header(event, "Lambda-Runtime-Aws-Request-Id")).isNotBlank();
    assertThat(header(event, "Lambda-Runtime-Deadline-Ms"))
        .isEqualTo("" + NOW.plusSeconds(15).toEpochMilli());
    assertThat(header(event, "Lambda-Runtime-Invoked-Function-Arn"))
        .endsWith(":function:cognito-courier");
  }

  @Test
  void what_the_runtime_answers_is_the_result() {
    CompletableFuture<Answered> result = invoke("{}");
    String id = header(next(), "Lambda-Runtime-Aws-Request-Id");

    assertThat(post("invocation/" + id + "/response", "{\"done\":true}")).isEqualTo(202);
    Answered answered = result.join();
    assertThat(answered.body()).asString(UTF_8).isEqualTo("{\"done\":true}");
    assertThat(answered.errorType()).isEmpty();
    assertThat(answered.answeredNanos()).isGreaterThanOrEqualTo(answered.takenNanos());
    assertThat(post("invocation/" + id + "/response", "{}")).isEqualTo(400);
  }

  @Test
  void an_error_is_told_by_its_type() {
    CompletableFuture<Answered> result = invoke("{}");
    String id = header(next(), "Lambda-Runtime-Aws-Request-Id");

    assertThat(
            post(
                "invocation/" + id + "/error",
                "{}",
                "Lambda-Runtime-Function-Error-Type",
                "java.lang.IllegalStateException"))
        .isEqualTo(202);
    assertThat(result.join().errorType()).hasValue("java.lang.IllegalStateException");
  }

  @Test
  void events_are_handed_out_in_their_order() {
    var _ = invoke("1");
    assertThat(next().body()).isEqualTo("1");
    var _ = invoke("2");
    assertThat(next().body()).isEqualTo("2");
  }

  @Test
  void it_is_ready_when_the_runtime_asks_for_an_event() {
    assertThat(api.ready()).isNotDone();
    var _ = invoke("{}");
    next();
    assertThat(api.ready()).isCompleted();
  }

  @Test
  void a_runtime_that_cannot_start_says_why() {
    assertThat(post("init/error", "{}", "Lambda-Runtime-Function-Error-Type", "a.Reason"))
        .isEqualTo(202);
    assertThatThrownBy(api.ready()::join)
        .hasCauseInstanceOf(RuntimeApi.InitFailed.class)
        .hasRootCauseMessage("a.Reason");
  }

  @Test
  void an_event_that_nobody_asks_for_is_given_up_after_the_timeout() {
    try (var impatient = RuntimeApi.open(Duration.ofMillis(1), InstantSource.system())) {
      assertThatThrownBy(() -> impatient.invoke(new byte[0])).isInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void who_waits_is_told_when_it_closes() {
    CompletableFuture<Answered> result = invoke("{}");
    next();
    api.close();

    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The runtime is gone.");
  }

  private CompletableFuture<Answered> invoke(String event) {
    var result = new CompletableFuture<Answered>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(api.invoke(event.getBytes(UTF_8)));
          } catch (TimeoutException | InterruptedException | RuntimeException failure) {
            result.completeExceptionally(failure);
          }
        });
    return result;
  }

  private HttpResponse<String> next() {
    return send(HttpRequest.newBuilder(uri("invocation/next")));
  }

  private int post(String path, String body, String... headers) {
    var request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers)).statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }

  private URI uri(String path) {
    return URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
