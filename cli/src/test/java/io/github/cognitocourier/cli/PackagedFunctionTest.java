package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip, unpacked as Lambda does, as the function of the local cloud: from its jars alone. */
class PackagedFunctionTest {

  /** What Lambda's runtime does, in little. */
  private static final String RUNTIME =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.lang.reflect.Proxy;

      public class Runtime {
        public static void main(String[] handler) throws Exception {
          var function = (RequestStreamHandler) Class.forName(handler[0]).getConstructor().newInstance();
          var log = Proxy.newProxyInstance(Runtime.class.getClassLoader(), new Class<?>[] {LambdaLogger.class},
              (proxy, method, line) -> { System.err.println(line[0]); return null; });
          var context = Proxy.newProxyInstance(Runtime.class.getClassLoader(), new Class<?>[] {Context.class},
              (proxy, method, nothing) -> switch (method.getName()) {
                case "getLogger" -> log;
                case "getAwsRequestId" -> "request-of-the-child";
                case "getRemainingTimeInMillis" -> 60_000;
                default -> null;
              });
          function.handleRequest(System.in, System.out, (Context) context);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void the_packaged_function_delivers() throws Exception {
    Path task = folder.resolve("task");
    unpack(packaged(), task);
    Path runtime = Files.writeString(folder.resolve("Runtime.java"), RUNTIME);

    try (var sandbox =
        Sandbox.start(
            0,
            environment ->
                (input, output, context) ->
                    inChild(task, runtime, environment, input, output, context))) {
      Json report = fire(sandbox);

      assertThat(report.at("advice").text()).isEmpty();
      assertThat(report.at("result").text()).hasValue("delivered");
      assertThat(sandbox.messages())
          .singleElement()
          .satisfies(message -> {
            assertThat(message.content().to()).isEqualTo("jane@example.com");
            assertThat(message.content().text()).contains("482913");
            assertThat(message.content().subject()).hasValue("Welcome to Packaged");
          });
    }
  }

  private Path packaged() throws IOException {
    Path config =
        Files.writeString(folder.resolve("mine.json"), "{\"brand\":{\"name\":\"Packaged\"}}");
    Path subject = folder.resolve("mine/en/email/SignUp/subject.txt");
    Files.createDirectories(subject.getParent());
    Files.writeString(subject, "Welcome to {{brandName}}");
    Path zip = folder.resolve("courier.zip");
    Commanded done =
        Commanded.run(
            "package",
            "--output",
            zip.toString(),
            "--config",
            config.toString(),
            "--templates",
            folder.resolve("mine").toString());
    assertThat(done.exitCode()).as(done.err()).isZero();
    return zip;
  }

  private static void unpack(Path zip, Path task) throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = task.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
      }
    }
  }

  private void inChild(
      Path task,
      Path runtime,
      Map<String, String> environment,
      InputStream event,
      OutputStream answer,
      Context context)
      throws IOException {
    Path log = folder.resolve("log");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                task.resolve("lib") + "/*",
                runtime.toString(),
                "io.github.cognitocourier.lambda.CourierFunction")
            .directory(folder.toFile())
            .redirectError(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    builder.environment().put("COURIER_CONFIG", "courier.json");
    builder.environment().put("COURIER_TEMPLATES", "templates");
    builder.environment().put("COURIER_DEADLINE", "30s");
    Process child = builder.start();
    try (OutputStream in = child.getOutputStream()) {
      event.transferTo(in);
    }
    child.getInputStream().transferTo(answer);
    int exitCode = child.onExit().join().exitValue();
    Files.readAllLines(log, UTF_8).forEach(context.getLogger()::log);
    if (exitCode != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  private static Json fire(Sandbox sandbox) throws IOException, InterruptedException {
    String order =
        "{\"triggerSource\":\"CustomEmailSender_SignUp\",\"email\":\"jane@example.com\",\"code\":\"482913\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.uri() + "/api/triggers"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(order))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }
}
