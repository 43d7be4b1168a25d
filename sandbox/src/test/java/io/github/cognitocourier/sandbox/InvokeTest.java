package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.sandbox.function.FunctionName;
import io.github.cognitocourier.sandbox.function.InFlight;
import io.github.cognitocourier.sandbox.function.Invocation;
import io.github.cognitocourier.sandbox.function.InvokeRoom;
import io.github.cognitocourier.sandbox.function.LocalFunction;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function, invoked as Lambda would. */
@Timeout(60)
class InvokeTest {

  private final BlockingQueue<String> invoked = new LinkedBlockingQueue<>();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Sandbox sandbox = Sandbox.start(0, environment -> this::handle, log::add);
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  private void handle(InputStream in, OutputStream out, Context context) throws IOException {
    String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    context.getLogger().log("hello\n");
    invoked.add(event);
    if (event.contains("fail")) {
      throw new IllegalStateException("as told");
    }
    String answer =
        Json.write(
            Map.of(
                "name", context.getFunctionName(),
                "arn", context.getInvokedFunctionArn(),
                "remaining", context.getRemainingTimeInMillis(),
                "id", context.getAwsRequestId()));
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void answers_with_what_the_function_wrote_and_tells_it_of_its_invocation() {
    var answer = invoke("cognito-courier", "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Executed-Version")).hasValue("$LATEST");
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    assertThat(answer.headers().firstValue("X-Amz-Log-Result")).isEmpty();
    Json json = Json.parse(answer.body());
    assertThat(json.at("name").requireText()).isEqualTo("cognito-courier");
    assertThat(json.at("arn").requireText())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:cognito-courier");
    assertThat(json.at("remaining").number().orElseThrow()).isBetween(10_000L, 15_000L);
    assertThat(answer.headers().firstValue("x-amzn-RequestId"))
        .hasValue(json.at("id").requireText());
    assertThat(log).containsExactly("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cognito-courier",
        "cognito-courier:live",
        "cognito-courier:$LATEST",
        "000000000000:function:cognito-courier",
        "arn:aws:lambda:us-east-1:000000000000:function:cognito-courier",
        "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Acognito-courier%3Alive"
      })
  void the_function_is_found_by_every_form_of_its_name(String name) {
    assertThat(invoke(name, "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "cognito-courier:a:b", "arn:aws:s3:::cognito-courier", "%20"})
  void another_name_is_not_found(String name) {
    var answer = invoke(name, "{}");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("ResourceNotFoundException");
    assertThat(Json.parse(answer.body()).at("Type").requireText()).isEqualTo("User");
    assertThat(invoked).isEmpty();
  }

  @Test
  void what_the_function_throws_is_an_unhandled_error() {
    var answer = invoke("cognito-courier", "\"fail\"");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
    Json error = Json.parse(answer.body());
    assertThat(error.at("errorMessage").requireText()).isEqualTo("as told");
    assertThat(error.at("errorType").requireText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.at("stackTrace").at(0).requireText())
        .contains("InvokeTest.handle(InvokeTest.java:");
  }

  @Test
  void an_event_is_answered_at_once_and_invoked_once_even_when_it_fails() throws Exception {
    var answer = invoke("cognito-courier", "\"fail\"", "X-Amz-Invocation-Type", "Event");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(invoked.poll(10, TimeUnit.SECONDS)).isEqualTo("\"fail\"");
    assertThat(invoke("cognito-courier", "1").statusCode()).isEqualTo(200);
    assertThat(invoked).containsExactly("1");
  }

  @Test
  void a_dry_run_invokes_nothing() {
    var answer = invoke("cognito-courier", "{}", "X-Amz-Invocation-Type", "DryRun");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(invoked).isEmpty();
    assertThat(invoke("none", "{}", "X-Amz-Invocation-Type", "DryRun").statusCode()).isEqualTo(404);
  }

  @Test
  void the_tail_of_the_log_comes_when_it_is_asked_for() {
    var answer = invoke("cognito-courier", "{}", "X-Amz-Log-Type", "Tail");
    String tail =
        new String(
            Base64.getDecoder()
                .decode(answer.headers().firstValue("X-Amz-Log-Result").orElseThrow()),
            StandardCharsets.UTF_8);
    assertThat(tail)
        .matches(
            "(?s)START RequestId: [0-9a-f-]{36} Version: \\$LATEST\\nhello\\n"
                + "END RequestId: [0-9a-f-]{36}\\nREPORT RequestId: [0-9a-f-]{36}\\t.*");
  }

  @Test
  void a_payload_that_is_not_json_never_reaches_the_function() {
    for (String type : List.of("RequestResponse", "Event")) {
      var answer = invoke("cognito-courier", "nonsense", "X-Amz-Invocation-Type", type);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
          .hasValue("InvalidRequestContentException");
    }
    assertThat(invoked).isEmpty();
  }

  @Test
  void no_payload_is_an_empty_object() {
    invoke("cognito-courier", "");
    assertThat(invoked).containsExactly("{}");
  }

  @Test
  void an_unknown_invocation_type_is_refused() {
    assertThat(invoke("cognito-courier", "{}", "X-Amz-Invocation-Type", "x").statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_function_that_does_not_return_is_timed_out() {
    var never = new CountDownLatch(1);
    try (var function = function((in, out, context) -> await(never), Duration.ofMillis(50))) {
      var answer =
          (Answer.Whole)
              new InvokeRoom(function, UUID::randomUUID)
                  .answer(
                      new Call(
                          "POST",
                          "/2015-03-31/functions/f/invocations",
                          Map.of(),
                          Map.of(),
                          new byte[0]));
      assertThat(answer.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
      Json error = Json.parse(new String(answer.body(), StandardCharsets.UTF_8));
      assertThat(error.at("errorType").requireText()).isEqualTo("Sandbox.Timedout");
      assertThat(error.at("errorMessage").requireText())
          .endsWith("Error: Task timed out after 0.05 seconds");
    }
  }

  @Test
  void an_error_is_an_error_and_not_an_accident_of_the_sandbox() {
    try (var function =
        function(
            (in, out, context) -> {
              throw new StackOverflowError();
            },
            Duration.ofSeconds(5))) {
      assertThat(function.invoke(new byte[0]).ending())
          .isInstanceOfSatisfying(
              Invocation.Ending.Threw.class,
              threw -> assertThat(threw.error()).isInstanceOf(StackOverflowError.class));
    }
  }

  private static LocalFunction function(RequestStreamHandler handler, Duration timeout) {
    return new LocalFunction(
        new FunctionName("f"),
        handler,
        timeout,
        new InFlight(),
        Clock.systemUTC(),
        UUID::randomUUID,
        line -> {});
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException timeIsUp) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> invoke(String name, String payload, String... headers) {
    return caller.post("/2015-03-31/functions/" + name + "/invocations", payload, headers);
  }
}
