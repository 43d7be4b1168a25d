package io.github.cognitocourier.cli.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What the container image has in {@code /var/task}: the function's jar and its native library in
 * {@code lib}, its own files, and how {@code java} is called.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-image.html">Java in container
 *     images</a>
 */
public final class TaskFolder {

  /**
   * Java's arguments. An AOT cache fits one class path and few flags only: the image and its
   * training read them in this file, from the folder in which it lies.
   */
  static final String ARGUMENTS = "java.args";

  private static final String MAIN_CLASS = "io.github.cognitocourier.lambda.ImageRuntime";
  private static final String SECURITY = "java.security";

  /**
   * What Lambda's managed runtime and the function set there when they run: a host that is not
   * found is looked up again after a second, and SunEC is asked last. Setting them in the process
   * starts the JDK's logging.
   */
  private static final List<String> SECURITY_PROPERTIES =
      List.of(
          "networkaddress.cache.negative.ttl=1",
          "security.provider.3=SunJSSE",
          "security.provider.4=SunJCE",
          "security.provider.5=SunEC");

  private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

  private TaskFolder() {}

  /**
   * Writes {@code entries}, by their names in the folder, into {@code folder}, and what Java reads
   * there; returns how many files that are.
   *
   * @throws InvalidSettings when there is something in it
   */
  public static int write(Map<String, byte[]> entries, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> found = Files.list(folder)) {
      if (found.findAny().isPresent()) {
        throw new InvalidSettings(folder + " is not empty.");
      }
    }
    SortedMap<String, byte[]> sorted = new TreeMap<>(entries);
    String classPath =
        sorted.keySet().stream()
            .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
            .collect(Collectors.joining(":"));
    List<String> arguments =
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // Less is compiled while it starts; nobody reads the statistics.
            "-XX:CompileThresholdScaling=10",
            "-XX:-UsePerfData",
            "-Djava.security.properties=" + SECURITY,
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.library.path=lib",
            "-cp",
            classPath,
            MAIN_CLASS);
    sorted.put(SECURITY, lines(SECURITY_PROPERTIES));
    sorted.put(ARGUMENTS, lines(arguments));
    for (Map.Entry<String, byte[]> entry : sorted.entrySet()) {
      write(folder.resolve(entry.getKey()), entry.getValue());
    }
    return sorted.size();
  }

  private static byte[] lines(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  /**
   * By the time and the size of a jar the JVM knows whether a cache was made of it. So the time is
   * made from the content: the same jar has the same one in every build, another has another one,
   * and all lie in the past, where no tool that limits the times in an image changes them.
   */
  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    var checksum = new CRC32();
    checksum.update(content);
    Duration since = Duration.ofSeconds(checksum.getValue() % Duration.ofDays(10_000).toSeconds());
    Files.setLastModifiedTime(file, FileTime.from(FIRST.plus(since)));
  }
}
