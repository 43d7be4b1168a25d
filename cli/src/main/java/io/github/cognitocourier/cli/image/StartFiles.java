package io.github.cognitocourier.cli.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What says, in {@code /var/task}, how Java is started: by a zip's script and by an image alike.
 */
public final class StartFiles {

  /**
   * Java's arguments. An AOT cache fits one class path and few flags only: the image and its
   * training read them in this file, and the zip's script, from the folder in which it lies.
   */
  static final String ARGUMENTS = "java.args";

  private static final String SCRIPT = "start";
  private static final String SECURITY = "java.security";
  private static final String MAIN_CLASS = "io.github.cognitocourier.lambda.FunctionRuntime";

  /**
   * What Lambda's client and the function set there when they run: a host that is not found is
   * looked up again after a second, and SunEC is asked last. Setting them in the process starts the
   * JDK's logging.
   */
  private static final List<String> SECURITY_PROPERTIES =
      List.of(
          "networkaddress.cache.negative.ttl=1",
          "security.provider.3=SunJSSE",
          "security.provider.4=SunJCE",
          "security.provider.5=SunEC");

  private static final List<String> FLAGS =
      List.of(
          // A later JVM starts without what it no longer knows.
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // Less is compiled while it starts; nobody reads the statistics.
          "-XX:CompileThresholdScaling=5",
          "-XX:-UsePerfData",
          "-Djava.security.properties=" + SECURITY,
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.library.path=lib");

  private StartFiles() {}

  /** Those of an image with these files. */
  public static Map<String, byte[]> ofImage(Collection<String> files) {
    // The cache holds no training, and the thread that would replay it looks for some.
    return of(files, List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining"));
  }

  /** Those of a zip with these files: the script that Lambda calls, too. */
  public static Map<String, byte[]> ofZip(Collection<String> files) throws IOException {
    var all = new TreeMap<String, byte[]>(of(files, List.of()));
    try (InputStream script = StartFiles.class.getResourceAsStream(SCRIPT)) {
      all.put(SCRIPT, Objects.requireNonNull(script, SCRIPT).readAllBytes());
    }
    return all;
  }

  private static Map<String, byte[]> of(Collection<String> files, List<String> flags) {
    String classPath =
        files.stream()
            .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
            .sorted()
            .collect(Collectors.joining(":"));
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.addAll(flags);
    arguments.addAll(List.of("-cp", classPath, MAIN_CLASS));
    return Map.of(SECURITY, lines(SECURITY_PROPERTIES), ARGUMENTS, lines(arguments));
  }

  private static byte[] lines(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }
}
