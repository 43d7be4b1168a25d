package io.github.cognitocourier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who takes part, from the folder in which {@code bench/run} has laid them out. */
final class Contenders {

  /** The one whose figures are 1. */
  static final String REFERENCE = "node";

  private static final String OURS =
      "io.github.cognitocourier.lambda.CourierFunction::handleRequest";
  private static final String OFFICIAL =
      "io.github.cognitocourier.bench.official.OfficialFunction::handleRequest";

  /** Managed runtimes are started by a script. */
  private static final List<String> SCRIPT = List.of("bash", "-c", "exec \"$@\"", "bash");

  /** Of the memory. */
  private static final int HEAP_PERCENT = 85;

  private final Path folder;
  private final Path bootstrap;
  private final int memoryMegabytes;

  /**
   * {@code bootstrap} starts a Node.js function as Lambda does; each function has so much memory.
   */
  Contenders(Path folder, Path bootstrap, int memoryMegabytes) {
    this.folder = folder.toAbsolutePath();
    this.bootstrap = bootstrap.toAbsolutePath();
    this.memoryMegabytes = memoryMegabytes;
  }

  List<Contender> all() throws IOException {
    return List.of(
        node(REFERENCE, "Node.js, as the articles package it", "plain"),
        node("node_bundled", "Node.js, bundled and minified", "bundled"),
        zip("plain", "Cognito Courier, zip", "plain-zip"),
        image(),
        java("client", "Cognito Courier, zip without its script", "plain-zip", OURS),
        zip("jdk", "Cognito Courier, zip without BoringSSL", "without-boringssl"),
        java("official", "Java with the official SDKs", "official", OFFICIAL));
  }

  private Contender node(String name, String label, String where) {
    Path function = folder.resolve("reference").resolve(where);
    return new Contender(
        name,
        label,
        function,
        folder.resolve("reference").resolve(where + ".zip"),
        List.of(bootstrap.toString()),
        Map.of(
            "_HANDLER",
            "index.handler",
            "NODE_EXTRA_CA_CERTS",
            folder.resolve("tls/root.pem").toString()));
  }

  /** In the managed runtime, which leaves it to the zip's script what it starts. */
  private Contender zip(String name, String label, String where) throws IOException {
    Contender lambdas = java(name, label, where, OURS);
    List<String> command = new ArrayList<>(lambdas.command());
    command.add(SCRIPT.size(), lambdas.folder().resolve("start").toString());
    return new Contender(
        name, label, lambdas.folder(), lambdas.artifact(), command, Map.of("_HANDLER", OURS));
  }

  /** In the managed runtime, whose client loads the function from its folder. */
  private Contender java(String name, String label, String where, String handler)
      throws IOException {
    var runtime = new ManagedRuntime(folder);
    List<String> command = new ArrayList<>(SCRIPT);
    command.addAll(runtime.jvm());
    command.addAll(limits());
    // Rather no figure than that of a start without it.
    command.addAll(List.of("-XX:AOTCache=" + runtime.cache(), "-XX:AOTMode=on"));
    command.addAll(runtime.client(handler));
    return new Contender(
        name, label, folder.resolve(where), folder.resolve(where + ".zip"), command, Map.of());
  }

  /** In the container image, whose entry point is no script, with the cache trained for it. */
  private Contender image() throws IOException {
    Path function = folder.resolve("image");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(limits());
    command.addAll(List.of("-XX:AOTCache=courier.aot", "-XX:AOTMode=on"));
    command.addAll(Files.readAllLines(function.resolve("java.args")));
    return new Contender(
        "aot",
        "Cognito Courier, image with AOT cache",
        function,
        folder.resolve("image.zip"),
        command,
        Map.of());
  }

  /** Within the memory of the function, and with the stubs' root among the JDK's. */
  private List<String> limits() {
    return List.of(
        "-XX:MaxRAM=" + memoryMegabytes + "m",
        "-XX:MaxHeapSize=" + memoryMegabytes * HEAP_PERCENT / 100 + "m",
        "-Djavax.net.ssl.trustStore=" + folder.resolve("tls/trust.p12"));
  }
}
