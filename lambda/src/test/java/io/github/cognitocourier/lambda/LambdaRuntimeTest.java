package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.crac.Core;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hooks as Lambda's own runtime finds and calls them, in a process started as it starts one.
 */
class LambdaRuntimeTest {

  private static final List<String> FOR_SNAPSHOTS =
      List.of(" org.crac.", ".lambda.SnapStart ", ".lambda.Priming ");

  @TempDir private Path folder;

  @Test
  void the_runtime_calls_the_hooks_although_it_holds_them_weakly_and_nothing_is_logged()
      throws Exception {
    assertThat(run("snap-start"))
        .containsExactly("ttl 0", "negative ttl 0", "opened", "hung up", "opened");
    assertThat(classes()).anyMatch(LambdaRuntimeTest::isForSnapshots);
  }

  @Test
  void without_snapstart_none_of_it_is_loaded() throws Exception {
    assertThat(run("on-demand")).containsExactly("ttl default", "negative ttl 10");
    assertThat(classes()).noneMatch(LambdaRuntimeTest::isForSnapshots);
  }

  private static boolean isForSnapshots(String line) {
    return FOR_SNAPSHOTS.stream().anyMatch(line::contains);
  }

  private List<String> classes() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("classes.log"))) {
      return lines.toList();
    }
  }

  private List<String> run(String initializationType) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Xlog:class+load:file=" + folder.resolve("classes.log"),
                "-cp",
                System.getProperty("java.class.path"),
                LambdaRuntimeTest.class.getName(),
                initializationType)
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }

  /** The process: what Lambda's runtime does from its start to the first message. */
  public static void main(String[] arguments) throws Exception {
    try (var provider = new SilentServer()) {
      var variables = new HashMap<String, String>();
      variables.putAll(
          Map.of(
              "AWS_REGION", "us-east-1",
              "AWS_ACCESS_KEY_ID", "a",
              "AWS_SECRET_ACCESS_KEY", "b",
              "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
              "KMS_KEY_ARN", Stage.KEY,
              "COURIER_FROM", "no-reply@example.com",
              "COURIER_EMAIL", "sendgrid://default?endpoint=" + provider.uri(),
              "SENDGRID_API_KEY", "k"));
      variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", arguments[0]);
      var function = new CourierFunction(variables);
      System.gc();
      System.out.println("ttl " + property("networkaddress.cache.ttl"));
      System.out.println("negative ttl " + property("networkaddress.cache.negative.ttl"));
      if (arguments[0].equals("snap-start")) {
        checkpoint();
        System.out.println(provider.hasOpened() ? "opened" : "not opened");
        System.out.println(provider.hasHungUp() ? "hung up" : "still open");
        Core.getGlobalContext().afterRestore(null);
        System.out.println(provider.hasOpened() ? "opened" : "not opened");
      }
      System.exit(function.places().size() == 2 ? 0 : 1);
    }
  }

  private static String property(String name) {
    return Optional.ofNullable(Security.getProperty(name)).orElse("default");
  }

  /** The runtime calls the hooks, and then native code of its own that this process lacks. */
  private static void checkpoint() throws Exception {
    try {
      Core.getGlobalContext().beforeCheckpoint(null);
    } catch (UnsatisfiedLinkError notInLambda) {
      return;
    }
  }
}
