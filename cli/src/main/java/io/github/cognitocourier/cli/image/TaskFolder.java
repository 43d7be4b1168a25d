package io.github.cognitocourier.cli.image;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What the container image has in {@code /var/task}: the function's jar and its native library in
 * {@code lib}, its own files, and {@link StartFiles}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-image.html">Java in container
 *     images</a>
 */
public final class TaskFolder {

  private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

  private TaskFolder() {}

  /**
   * Writes {@code entries}, by their names in the folder, into {@code folder}; returns how many
   * files that are.
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
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      write(folder.resolve(entry.getKey()), entry.getValue());
    }
    return entries.size();
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
