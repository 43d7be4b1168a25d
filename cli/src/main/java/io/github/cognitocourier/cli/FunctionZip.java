package io.github.cognitocourier.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a zip that depends on names and contents alone: sorted, without times, without owners.
 * Everybody may read its files, and start those that begin with {@code #!}.
 */
final class FunctionZip {

  /** The first moment a zip can name. */
  static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int FILE = 0100644;
  private static final int PROGRAM = 0100755;

  private FunctionZip() {}

  static byte[] of(Map<String, byte[]> entries) throws IOException {
    SortedMap<String, byte[]> sorted = new TreeMap<>(entries);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> each : sorted.entrySet()) {
        var entry = new ZipArchiveEntry(each.getKey());
        entry.setTimeLocal(NO_TIME);
        entry.setUnixMode(isProgram(each.getValue()) ? PROGRAM : FILE);
        zip.putArchiveEntry(entry);
        zip.write(each.getValue());
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isProgram(byte[] content) {
    return content.length > 1 && content[0] == '#' && content[1] == '!';
  }
}
