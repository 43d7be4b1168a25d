package io.github.cognitocourier.sandbox.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process writes into a temporary file, read piece by piece. Unlike a pipe, it has all that
 * was written before the process was heard of by another way.
 */
final class GrowingFile {

  /** The type, the length and the time of a log entry. */
  private static final int HEADER = 16;

  private final Path path;
  private long position;

  GrowingFile(String prefix) throws IOException {
    this.path = Files.createTempFile(prefix, ".log");
  }

  Path path() {
    return path;
  }

  /** What was printed since the last time, in lines. */
  List<String> lines() throws IOException {
    return StandardCharsets.UTF_8.decode(unread()).toString().lines().toList();
  }

  /** The log entries since the last time, which Lambda's runtime clients write as frames. */
  List<String> entries() throws IOException {
    var entries = new ArrayList<String>();
    for (ByteBuffer unread = unread(); unread.remaining() >= HEADER; ) {
      int length = unread.getInt(unread.position() + Integer.BYTES);
      ByteBuffer entry = unread.slice(unread.position() + HEADER, length);
      entries.add(StandardCharsets.UTF_8.decode(entry).toString());
      unread.position(unread.position() + HEADER + length);
    }
    return entries;
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private ByteBuffer unread() throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      var bytes = new byte[Math.toIntExact(file.length() - position)];
      file.seek(position);
      file.readFully(bytes);
      position += bytes.length;
      return ByteBuffer.wrap(bytes);
    }
  }
}
