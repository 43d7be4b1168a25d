package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.runtime.FunctionProcess;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can be known of the function's image without Docker: its commands make a cache, and its
 * entry point delivers with it, both run by this JVM in a folder that stands for the image's root.
 */
@NeedsTool({"bash", "cp"})
class FunctionImageTest {

  private static final Path ROOT = Dockerfile.ROOT;
  private static final Dockerfile DOCKERFILE = Dockerfile.named("function.Dockerfile");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SHARED = "source: shared objects file";

  @TempDir private static Path image;

  private final List<String> printed = new ArrayList<>();

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    String jars = Files.readString(ROOT.resolve("cli/target/class-path")).strip();
    String commandLine =
        "$JAVA/bin/java -XX:TieredStopAtLevel=1 -Dcourier.home='%s' -cp '%s:%s' %s"
            .formatted(
                ROOT,
                ROOT.resolve("cli/target/cognito-courier-cli.jar"),
                jars,
                "io.github.cognitocourier.cli.CourierCommand");
    List<String> runs = DOCKERFILE.arguments("RUN");
    String built = runs.getFirst().replaceAll(".*\\./courier (package .*?) &&.*", "$1");
    shell(commandLine + " " + built.replace("/task", "'" + task() + "'"));
    String trained = runs.getLast();
    Files.createDirectories(image.resolve("tmp"));
    shell(
        commandLine
            + " "
            + moved(trained.substring(trained.indexOf("train ")))
                .replace("/tmp/courier.aot", image + "/tmp/courier.aot"));
    shell("cp '" + image + "/tmp/courier.aot' '" + task() + "'");
  }

  @Test
  void it_runs_the_java_that_the_project_is_built_for() {
    String release = Dockerfile.release();
    assertThat(DOCKERFILE.arguments("FROM"))
        .containsExactly(
            "eclipse-temurin:" + release + "-jdk-noble AS build",
            "public.ecr.aws/lambda/java:" + release + " AS task",
            "task AS train",
            "task");
  }

  @Test
  void the_build_reads_every_module_and_no_more_than_it_needs() {
    DOCKERFILE.readsTheSourcesAlone();
  }

  @Test
  void its_training_is_the_command_of_a_checkout_from_the_jars_that_are_copied() {
    assertThat(DOCKERFILE.arguments("RUN").getLast())
        .startsWith(
            "/opt/java/openjdk/bin/java -cp \"/courier/lib/*\""
                + " io.github.cognitocourier.cli.CourierCommand train --function /var/task");
    assertThat(DOCKERFILE.arguments("COPY"))
        .containsExactly(
            ". .",
            "--from=build /task ./",
            "--from=build /opt/java/openjdk /opt/java/openjdk",
            "--from=build /courier/lib /courier/lib",
            "--from=train /tmp/courier.aot ./");
    assertThat(DOCKERFILE.arguments("WORKDIR")).containsExactly("/courier", "/var/task");
  }

  @Test
  void its_class_path_is_its_jar() throws IOException {
    try (Stream<Path> jars = Files.list(task().resolve("lib"))) {
      assertThat(Files.readAllLines(task().resolve("java.args")))
          .contains(
              jars.map(jar -> "lib/" + jar.getFileName())
                  .filter(name -> name.endsWith(".jar"))
                  .sorted()
                  .collect(Collectors.joining(":")));
    }
  }

  @Test
  void an_image_with_files_of_its_own_delivers_from_the_cache() throws Exception {
    Path config = task().resolve("courier.json");
    Files.writeString(config, "{\"brand\":{\"name\":\"Derived\"}}");
    Path log = image.resolve("classes.log");
    var settings = Map.of("COURIER_CONFIG", "courier.json");

    // With AOTMode=on a JVM that refuses the cache does not start.
    List<String> flags = List.of("-XX:AOTMode=on", "-Xlog:class+load:file=" + log);
    assertThat(delivered(flags, settings)).contains("Derived");

    List<String> ours =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains(" io.github.cognitocourier."))
            .filter(line -> !line.contains("$$"))
            .toList();
    assertThat(ours).hasSizeGreaterThan(100).allMatch(line -> line.endsWith(SHARED));
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains(" org.conscrypt.NativeCrypto ") && line.endsWith(SHARED))
        .filteredOn(line -> !line.endsWith(SHARED))
        .hasSizeLessThan(100);
  }

  @Test
  void a_jvm_that_the_cache_does_not_fit_says_so_and_delivers_without_it() throws Exception {
    assertThat(delivered(List.of("-XX:+UseCompactObjectHeaders"), Map.of())).contains("482913");
    assertThat(printed).anyMatch(line -> line.endsWith("Unable to use AOT cache."));
  }

  /** The text of the mail that the image's entry point sends, started with more flags. */
  private String delivered(List<String> flags, Map<String, String> settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    DOCKERFILE.words("ENTRYPOINT").forEach(word -> command.add(moved(word)));
    command.addAll(1, flags);
    var started = new AtomicReference<FunctionProcess>();
    try (var sandbox =
            Sandbox.start(
                0,
                environment -> {
                  var variables = new HashMap<>(environment);
                  variables.putAll(settings);
                  variables.put("COURIER_DEADLINE", "30s");
                  started.set(
                      FunctionProcess.start(command, task(), variables, PATIENCE, printed::add));
                  return started.get();
                });
        var _ = started.get()) {
      assertThat(fire(sandbox).at("result").text()).hasValue("delivered");
      return sandbox.messages().getFirst().content().text();
    }
  }

  private static Json fire(Sandbox sandbox) throws IOException, InterruptedException {
    String order =
        "{\"triggerSource\":\"CustomEmailSender_SignUp\",\"email\":\"jane@example.com\",\"code\":\"482913\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.uri() + "/api/triggers"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Json.parse(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  private static Path task() {
    return image.resolve("var/task");
  }

  /** The image's root is a folder here, and its JVM this one. */
  private static String moved(String words) {
    return words
        .replace("/var/task", task().toString())
        .replace("/var/lang", System.getProperty("java.home"));
  }

  private static void shell(String line) throws InterruptedException {
    new Command(image, Map.of("JAVA", System.getProperty("java.home")), PATIENCE)
        .run(List.of("bash", "-euc", line))
        .orFail();
  }
}
