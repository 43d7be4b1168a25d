package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.cli.aws.FunctionArn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What the function's answer to an invocation means. */
class LambdaInvokerTest {

  private final AtomicReference<String> answer = new AtomicReference<>("");
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = answer.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void the_answer_of_cognito_courier_is_a_delivery() {
    assertThat(invoked("{}")).isEqualTo(new Invoker.Answer.Returned());
  }

  /** Another function succeeds as well, and has sent nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"", "null", "\"OK\"", "[]", "{\"statusCode\":200}", "{"})
  void another_function_that_returns_has_delivered_nothing(String payload) {
    assertThat(invoked(payload))
        .isEqualTo(
            new Invoker.Answer.Unreachable("the function is not Cognito Courier; see --function"));
  }

  private Invoker.Answer invoked(String payload) {
    answer.set(payload);
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (LambdaClient lambda = Clients.at(endpoint, LambdaClient.builder())) {
      return new LambdaInvoker(arn -> lambda)
          .invoke(
              FunctionArn.parse("arn:aws:lambda:us-east-1:123456789012:function:other:live"), "{}");
    }
  }
}
