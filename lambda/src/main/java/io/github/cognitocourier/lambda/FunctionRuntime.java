package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.lambda.RuntimeClient.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The process of a container image, and of a zip that starts by its own script: makes the function,
 * and gives it one event after the other. AWS's own client of the Runtime API serves functions of
 * any kind, with a native library and libraries for JSON; this one knows the function that it
 * starts.
 *
 * <p>What is logged goes to standard output, a line each, which is where Lambda reads it.
 */
public final class FunctionRuntime {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  /** Of Amazon Linux. */
  private static final String SYSTEM_ROOTS = "/etc/pki/java/cacerts";

  private final Map<String, String> variables;
  private final Consumer<String> log;
  private final RuntimeClient lambda;

  private FunctionRuntime(
      Map<String, String> variables, Consumer<String> log, RuntimeClient lambda) {
    this.variables = variables;
    this.log = log;
    this.lambda = lambda;
  }

  /**
   * Runs until Lambda ends the process.
   *
   * @param ignored what an image's command adds; there is one function to start
   * @throws IOException when the Runtime API is gone or refuses, and when the function cannot be
   *     made: the process ends then, and Lambda starts another
   */
  public static void main(String[] ignored) throws IOException {
    var output = new FileOutputStream(FileDescriptor.out);
    run(System.getenv(), line -> print(line, output));
  }

  /** One line after the other, whichever thread it is of. */
  private static synchronized void print(String line, OutputStream output) {
    try {
      output.write((line + "\n").getBytes(UTF_8));
    } catch (IOException nobodyReads) {
      return;
    }
  }

  /** The same with these variables and this log. */
  static void run(Map<String, String> variables, Consumer<String> log) throws IOException {
    String address = variables.get("AWS_LAMBDA_RUNTIME_API");
    if (address == null) {
      throw new IOException("AWS_LAMBDA_RUNTIME_API is not set; only Lambda starts this");
    }
    trust(Path.of(SYSTEM_ROOTS));
    try (RuntimeClient lambda = RuntimeClient.connect(address)) {
      var runtime = new FunctionRuntime(variables, log, lambda);
      CourierFunction function = runtime.function();
      while (true) {
        runtime.serve(function, lambda.next());
      }
    }
  }

  /** What AWS's client does, too: the operating system's roots are trusted where there are any. */
  static void trust(Path roots) {
    if (System.getProperty(TRUST_STORE) == null && Files.exists(roots)) {
      System.setProperty(TRUST_STORE, roots.toString());
    }
  }

  private CourierFunction function() throws IOException {
    try {
      return new CourierFunction(variables, log);
    } catch (RuntimeException | LinkageError notMade) {
      log.accept(JsonLog.thrown(notMade));
      lambda.notStarted(notMade);
      throw new IOException("the function could not be made; the log says why");
    }
  }

  private void serve(CourierFunction function, Event event) throws IOException {
    var context = new FunctionContext(event, variables, log, InstantSource.system());
    var answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event.body()), answer, context);
    } catch (DeliveryFailedException failed) {
      // Its line was logged.
      lambda.failed(event, failed);
      return;
    } catch (IOException | RuntimeException | Error bug) {
      log.accept(JsonLog.thrown(bug));
      lambda.failed(event, bug);
      if (bug instanceof VirtualMachineError broken) {
        throw broken;
      }
      return;
    } finally {
      // Of this event; the next one is not interrupted.
      Thread.interrupted();
    }
    lambda.succeeded(event, answer.toByteArray());
  }
}
