package io.github.cognitocourier.sandbox.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.github.cognitocourier.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process under the very client that Lambda's Java runtime is. */
class FunctionProcessTest {

  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  @Test
  void it_answers_event_after_event_and_ends_when_it_is_asked_to() throws Exception {
    try (FunctionProcess function = started(Map.of("SETTING", "1"))) {
      function.awaitReady();
      assertThat(handled(function, "{\"a\":\"ä\"}")).isEqualTo("{\"a\":\"ä\"}");
      assertThat(logged).containsExactly("one\nentry", "another of cognito-courier", "printed");

      assertThat(handled(function, "\"names\"").split(" "))
          .contains("SETTING", "LAMBDA_TASK_ROOT", "AWS_LAMBDA_RUNTIME_API")
          .doesNotContain("HOME", "JAVA_HOME");

      assertThatThrownBy(() -> handled(function, "\"fail\""))
          .isInstanceOf(FunctionProcess.FunctionFailed.class)
          .satisfies(failure -> {
            Json document = Json.parse(failure.getMessage());
            assertThat(document.at("errorMessage").text()).hasValue("as told");
            assertThat(document.at("errorType").text()).hasValue("java.lang.IllegalStateException");
          });
      // The runtime survives a function that throws.
      assertThat(handled(function, "2")).isEqualTo("2");
    }
    assertThat(printed).contains("farewell");
  }

  @Test
  void an_event_fails_at_once_when_the_process_ends() throws IOException {
    try (FunctionProcess function = started(Map.of())) {
      assertThatThrownBy(() -> handled(function, "\"end\"")).hasMessage("The runtime is gone.");
      assertThatThrownBy(() -> handled(function, "1")).hasMessage("The runtime is gone.");
    }
  }

  @Test
  void a_function_that_does_not_start_is_told_of_in_its_log() throws IOException {
    try (FunctionProcess function = started(Map.of("BROKEN", "1"))) {
      assertThatThrownBy(function::awaitReady).hasMessage("The function does not start.");
      assertThatThrownBy(() -> handled(function, "1")).hasMessage("The runtime is gone.");
    }
    assertThat(printed).anyMatch(line -> line.contains("BROKEN is set"));
  }

  private FunctionProcess started(Map<String, String> environment) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            Echo.class.getName());
    return FunctionProcess.start(
        command, folder, environment, Duration.ofSeconds(60), printed::add);
  }

  private String handled(FunctionProcess function, String event) throws IOException {
    var answer = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context());
    return answer.toString(UTF_8);
  }

  private Context context() {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String entry) {
            logged.add(entry);
          }

          @Override
          public void log(byte[] entry) {
            logged.add(new String(entry, UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> logger);
  }
}
