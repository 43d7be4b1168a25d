package io.github.cognitocourier.cli;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.sandbox.Opening;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.inbox.InboxMessage;
import io.github.cognitocourier.sandbox.runtime.FunctionProcess;
import io.github.cognitocourier.sandbox.web.Reach;
import io.github.cognitocourier.testkit.LocalCertificate;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packaged function, unpacked and started as Lambda does.
 *
 * @param certificate the local cloud's, signed by an authority among those in {@code trustStore}
 */
record UnpackedFunction(Path task, LocalCertificate certificate, Path trustStore) {

  static final String HANDLER = "io.github.cognitocourier.lambda.CourierFunction";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Who calls the function in its process. */
  enum Start {
    /** The function's own runtime, by the zip's script. */
    SCRIPT,
    /** AWS's client, as without that script. */
    CLIENT
  }

  /** Unpacks {@code zip} in {@code folder}. */
  static UnpackedFunction of(Path zip, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    LocalCertificate certificate = LocalCertificate.forHost("localhost", folder);
    Path trustStore = folder.resolve("cacerts");
    Path roots = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    certificate.writeTrustStore(roots, trustStore);
    Path task = folder.resolve("task");
    unpack(zip, task);
    return new UnpackedFunction(task, certificate, trustStore);
  }

  /** With the permissions that the zip gives. */
  static void unpack(Path zip, Path task) throws IOException {
    try (var packed = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> found = Files.walk(packed.getPath("/"))) {
      for (Path each : found.toList()) {
        Path file = task.resolve(each.toString().substring(1));
        if (Files.isDirectory(each)) {
          Files.createDirectories(file);
        } else {
          Files.copy(each, file, COPY_ATTRIBUTES);
          Files.getFileAttributeView(file, PosixFileAttributeView.class)
              .setPermissions(Files.readAttributes(each, PosixFileAttributes.class).permissions());
        }
      }
    }
  }

  /** Lambda's command for Java, so far as functions have printed it. */
  static List<String> command(Path java) {
    String client =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> jar.contains("aws-lambda-java-"))
            .collect(Collectors.joining(":"));
    return List.of(
        java.toString(),
        "-XX:MaxHeapSize=445645k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "-Djava.net.preferIPv4Stack=true",
        "-classpath",
        client,
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        HANDLER);
  }

  /**
   * Has the function deliver one message in a local cloud, by TLS, and ends it.
   *
   * @return what the local cloud reports, and has kept
   */
  Delivered deliver(Start start, Map<String, String> settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (start == Start.SCRIPT) {
      command.add(task.resolve("start").toString());
    }
    command.addAll(command(Path.of(System.getProperty("java.home"), "bin", "java")));
    command.add(command.indexOf("-classpath"), "-Djavax.net.ssl.trustStore=" + trustStore);
    var opening =
        new Opening(Reach.MACHINE, 0, List.of(), Opening.Choice.FAILOVER, Optional.of(certificate));
    var printed = new ArrayList<String>();
    var started = new AtomicReference<FunctionProcess>();
    try (var sandbox =
            Sandbox.start(
                opening,
                environment -> {
                  var variables = new HashMap<>(environment);
                  variables.put("_HANDLER", HANDLER);
                  variables.put("LD_LIBRARY_PATH", task.resolve("lib").toString());
                  variables.put("COURIER_DEADLINE", "30s");
                  variables.putAll(settings);
                  started.set(
                      FunctionProcess.start(command, task, variables, PATIENCE, printed::add));
                  return started.get();
                },
                printed::add);
        var _ = started.get()) {
      return new Delivered(fire(sandbox), sandbox.messages().getFirst(), printed);
    }
  }

  /** A message, the report of its event, and what the function logged. */
  record Delivered(Json report, InboxMessage message, List<String> log) {}

  private Json fire(Sandbox sandbox) throws IOException, InterruptedException {
    String order =
        "{\"triggerSource\":\"CustomEmailSender_SignUp\",\"email\":\"jane@example.com\",\"code\":\"482913\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.uri() + "/api/triggers"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(order))
            .build();
    try (HttpClient client = HttpClient.newBuilder().sslContext(certificate.client()).build()) {
      return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }
}
