package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The function's own process beside a Runtime API; other tests run it as image and zip do. */
@Timeout(60)
class FunctionRuntimeTest {

  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "KMS_KEY_ARN",
          "arn:aws:kms:us-east-1:111122223333:key/1",
          "COURIER_FROM",
          "a@example.com",
          "COURIER_EMAIL",
          "sendgrid://default",
          "SENDGRID_API_KEY",
          "SG.1",
          "AWS_REGION",
          "us-east-1",
          "AWS_ACCESS_KEY_ID",
          "AKIDEXAMPLE",
          "AWS_SECRET_ACCESS_KEY",
          "secret");

  /** What the function answered or reported, with its path and its error's type. */
  private record Told(String path, String errorType, String body) {}

  private final List<Told> told = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private final Queue<byte[]> events = new ArrayDeque<>();
  private boolean chunked;
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void it_answers_event_after_event_over_one_connection_until_the_api_is_gone() {
    // What Cognito would never send: it cannot be delivered, and is told of in a line.
    events.add("{}".getBytes(UTF_8));
    events.add("[]".getBytes(UTF_8));

    assertThatThrownBy(() -> run(SETTINGS)).isInstanceOf(IOException.class);

    assertThat(told)
        .extracting(Told::path)
        .containsExactly(
            "/2018-06-01/runtime/invocation/id-1/error",
            "/2018-06-01/runtime/invocation/id-0/error");
    assertThat(told)
        .allSatisfy(each -> {
          assertThat(each.errorType()).endsWith(".DeliveryFailedException");
          Json error = Json.parse(each.body());
          assertThat(error.at("errorType").text()).hasValue(each.errorType());
          assertThat(error.at("errorMessage").text().orElseThrow()).isNotEmpty();
        });
    assertThat(logged).hasSize(2).allMatch(line -> line.contains("\"requestId\":\"id-"));
  }

  @Test
  void an_event_may_come_in_chunks() {
    chunked = true;
    events.add("{}".getBytes(UTF_8));

    assertThatThrownBy(() -> run(SETTINGS)).isInstanceOf(IOException.class);

    assertThat(told)
        .extracting(Told::path)
        .containsExactly("/2018-06-01/runtime/invocation/id-0/error");
  }

  @Test
  void a_function_that_cannot_be_made_is_told_of_and_ends_the_process() {
    assertThatThrownBy(() -> run(Map.of()))
        .hasMessage("the function could not be made; the log says why");

    assertThat(told)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.path()).isEqualTo("/2018-06-01/runtime/init/error");
          assertThat(each.errorType()).endsWith(".InvalidSettings");
          assertThat(each.body()).contains("KMS_KEY_ARN is not set");
        });
    assertThat(logged).singleElement().asString().contains("\"level\":\"ERROR\"", "KMS_KEY_ARN");
  }

  @Test
  void outside_of_lambda_it_says_so() {
    assertThatThrownBy(() -> FunctionRuntime.run(Map.of(), logged::add))
        .hasMessage("AWS_LAMBDA_RUNTIME_API is not set; only Lambda starts this");
  }

  private void run(Map<String, String> settings) throws IOException {
    var variables = new HashMap<>(settings);
    variables.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "courier");
    FunctionRuntime.run(variables, logged::add);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      byte[] answer = "{}".getBytes(UTF_8);
      int status = 202;
      if (path.equals(NEXT)) {
        if (events.isEmpty()) {
          exchange.sendResponseHeaders(500, -1);
          return;
        }
        answer = events.remove();
        status = 200;
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "id-" + events.size());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "4102444800000");
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda");
      } else {
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        told.add(new Told(path, String.valueOf(type), new String(body, UTF_8)));
      }
      exchange.sendResponseHeaders(status, chunked ? 0 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
