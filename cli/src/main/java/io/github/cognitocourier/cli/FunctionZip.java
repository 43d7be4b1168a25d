package io.github.cognitocourier.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip that depends on names and contents alone: sorted, without times, without owners. */
final class FunctionZip {

  /** The first moment a zip can name. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private FunctionZip() {}

  static byte[] of(Map<String, Path> entries) throws IOException {
    SortedMap<String, Path> sorted = new TreeMap<>(entries);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, Path> each : sorted.entrySet()) {
        var entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(each.getValue(), zip);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
