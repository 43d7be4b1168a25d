package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** The packaged function, unpacked as Lambda does, in a process of its own for each event. */
final class PackagedProcess {

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

  private final Path folder;
  private final Path task;

  private PackagedProcess(Path folder) {
    this.folder = folder;
    this.task = folder.resolve("task");
  }

  /** Unpacks {@code zip} in {@code folder}. */
  static PackagedProcess unpacked(Path zip, Path folder) throws IOException {
    var function = new PackagedProcess(folder);
    for (Map.Entry<String, byte[]> entry :
        LinkedFunction.entries(Files.readAllBytes(zip)).entrySet()) {
      Path file = function.task.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
    Path runtime = Files.writeString(folder.resolve("Runtime.java"), RUNTIME);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                runtime.toString());
    assertThat(compiled).isZero();
    return function;
  }

  /**
   * With the variables of the local cloud and {@code settings}; its JVM has the {@code options}.
   */
  RequestStreamHandler with(
      Map<String, String> environment, Map<String, String> settings, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            folder + System.getProperty("path.separator") + task.resolve("lib") + "/*",
            "Runtime",
            "io.github.cognitocourier.lambda.CourierFunction"));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(settings);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    builder.environment().put("LD_LIBRARY_PATH", task.resolve("lib").toString());
    builder.environment().put("COURIER_DEADLINE", "30s");
    return (event, answer, context) -> run(builder, event, answer, context);
  }

  private void run(ProcessBuilder builder, InputStream event, OutputStream answer, Context context)
      throws IOException {
    Path log = folder.resolve("log");
    Process child = builder.redirectError(log.toFile()).start();
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

  /** Has the local cloud send the function a code; its report. */
  static Json fire(Sandbox sandbox) throws IOException, InterruptedException {
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
