package io.github.cognitocourier.bench;

import io.github.cognitocourier.sandbox.runtime.RuntimeApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The AOT cache with which Lambda's runtime for Java 25 starts its client, made of a function that
 * does nothing: Lambda's own cache knows no function either.
 *
 * @see <a href="https://aws.amazon.com/blogs/compute/aws-lambda-now-supports-java-25/">AWS Lambda
 *     now supports Java 25</a>
 */
final class ClientCache {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private ClientCache() {}

  /** Called by {@code bench/run} with the folder of the contenders. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    var runtime = new ManagedRuntime(folder);
    Files.deleteIfExists(runtime.cache());
    List<String> command = new ArrayList<>(runtime.jvm());
    command.add("-XX:AOTCacheOutput=" + runtime.cache());
    command.addAll(runtime.client(Echo.class.getName() + "::handleRequest"));
    Path task = Files.createDirectories(folder.resolve("echo"));
    copyEcho(task);
    try (RuntimeApi api = RuntimeApi.open(TIMEOUT, InstantSource.system())) {
      var builder = new ProcessBuilder(command).directory(task.toFile());
      builder.redirectErrorStream(true).redirectOutput(folder.resolve("client.log").toFile());
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
      builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "echo");
      builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
      builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
      builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      for (int i = 0; i < 3; i++) {
        if (api.invoke("{}".getBytes(StandardCharsets.UTF_8)).errorType().isPresent()) {
          throw new IOException("the client of Lambda's runtime does not work; see client.log");
        }
      }
      process.destroy();
      if (!process.waitFor(2, TimeUnit.MINUTES) || !Files.exists(runtime.cache())) {
        throw new IOException("the cache of Lambda's client was not made; see client.log");
      }
    }
    // Threads of the Runtime API may still wait.
    System.exit(0);
  }

  private static void copyEcho(Path task) throws IOException {
    String name = Echo.class.getName().replace('.', '/') + ".class";
    Path file = task.resolve(name);
    Files.createDirectories(file.getParent());
    try (var in = Echo.class.getClassLoader().getResourceAsStream(name)) {
      Files.write(file, in.readAllBytes());
    }
  }
}
