package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zip's {@code start}, before a Java that tells where and how it was called. */
@NeedsTool("sh")
class StartScriptTest {

  @TempDir private static Path built;

  @TempDir private Path folder;

  private Path task;
  private Path java;
  private List<String> lambdas = List.of();

  @BeforeAll
  static void build() {
    String zip = built.resolve("courier.zip").toString();
    assertThat(Commanded.run("package", "--output", zip).exitCode()).isZero();
  }

  @BeforeEach
  void unpack() throws IOException {
    task = folder.resolve("task");
    UnpackedFunction.unpack(built.resolve("courier.zip"), task);
    java = Files.createDirectories(folder.resolve("lang/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\npwd\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    archive();
    lambdas = new ArrayList<>(UnpackedFunction.command(java));
    // What functions have printed of earlier runtimes, and what would be split.
    lambdas.addAll(
        2,
        List.of(
            "-javaagent:/var/runtime/lib/Agent.jar=verbose=false",
            "-Dnote=two words",
            "-Xshare:on",
            "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-XX:+ErrorFileToStderr"));
  }

  @Test
  void it_starts_the_functions_own_runtime_within_lambdas_limits() throws Exception {
    assertThat(started(Map.of()))
        .containsExactly(
            task.toRealPath().toString(),
            "-XX:MaxHeapSize=445645k",
            "-Dnote=two words",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djava.net.preferIPv4Stack=true",
            "@java.args");
    assertThat(Files.readAllLines(task.resolve("java.args")))
        .contains("lib/cognito-courier.jar")
        .endsWith("io.github.cognitocourier.lambda.FunctionRuntime");
  }

  @Test
  void the_handler_may_name_its_method() throws Exception {
    assertThat(started(Map.of("_HANDLER", UnpackedFunction.HANDLER + "::handleRequest")))
        .endsWith("@java.args");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_LAMBDA_INITIALIZATION_TYPE,snap-start",
    "AWS_LAMBDA_INITIALIZATION_TYPE,provisioned-concurrency",
    "AWS_LAMBDA_INITIALIZATION_TYPE,''",
    "_HANDLER,com.example.Mine",
    "_HANDLER,''",
  })
  void it_leaves_other_starts_to_lambda(String variable, String value) throws Exception {
    assertThat(started(Map.of(variable, value))).isEqualTo(lambdasOwn());
  }

  @Test
  void a_jvm_without_an_archive_of_its_classes_is_started_as_lambda_would() throws Exception {
    Files.delete(archive());

    assertThat(started(Map.of())).isEqualTo(lambdasOwn());
  }

  @Test
  void a_command_that_is_no_javas_is_left_as_it_is() throws Exception {
    lambdas = List.of("/bin/echo", "-Xmx1m", "as it is");

    assertThat(started(Map.of())).containsExactly("-Xmx1m as it is");
  }

  private Path archive() throws IOException {
    Path archive = folder.resolve("lang/lib/server/classes.jsa");
    Files.createDirectories(archive.getParent());
    return Files.write(archive, new byte[0]);
  }

  private List<String> lambdasOwn() throws IOException {
    var own = new ArrayList<>(lambdas);
    own.set(0, folder.toRealPath().toString());
    return own;
  }

  /** Called elsewhere than in the function's folder. */
  private List<String> started(Map<String, String> more) throws InterruptedException {
    var variables = new HashMap<>(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));
    variables.put("_HANDLER", UnpackedFunction.HANDLER);
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.putAll(more);
    var words = new ArrayList<>(List.of(task.resolve("start").toString()));
    words.addAll(lambdas);
    return new Command(folder, variables, Duration.ofMinutes(1))
        .run(words)
        .orFail()
        .lines()
        .toList();
  }
}
