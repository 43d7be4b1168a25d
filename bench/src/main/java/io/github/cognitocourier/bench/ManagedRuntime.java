package io.github.cognitocourier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Lambda's managed runtime for Java starts a function, as far as it is known: its client from
 * Maven Central, with the native library beside it and a cache of its classes, and the flags that
 * functions which print their own command line show (the code that C1 makes and no other, the
 * serial collector, 85 % of the memory for the heap).
 *
 * @param folder of the contenders
 */
record ManagedRuntime(Path folder) {

  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** The JVM and its flags. */
  List<String> jvm() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "-D" + LIBRARY + "=" + folder.resolve("runtime/libaws-lambda-jni.so"));
  }

  /** The class path and the client's arguments. */
  List<String> client(String handler) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runtime"))) {
      String jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .sorted()
              .map(Path::toString)
              .collect(Collectors.joining(":"));
      return List.of("-cp", jars, CLIENT, handler);
    }
  }

  /** The cache of the client. */
  Path cache() {
    return folder.resolve("runtime/client.aot");
  }
}
