package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Inputs for the AWS CLI, written where only their owner can read them. */
final class SavedFile {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private SavedFile() {}

  /** The name of a backup that the user did not name. */
  static Path backup(String userPoolId, Instant now) {
    return Path.of("courier-backup-" + userPoolId + "-" + TIME.format(now) + ".json");
  }

  /**
   * The file beside a backup that holds the MFA settings: another call of the API restores them.
   */
  static Path mfa(Path backup) {
    String name = String.valueOf(backup.getFileName());
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return backup.resolveSibling(stem + "-mfa.json");
  }

  /** Writes the document, over a file of this name. */
  static void write(Path file, Json document) throws IOException {
    Files.deleteIfExists(file);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    String text = Json.write(Documents.fields(document)) + "\n";
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Writes the backup and the MFA settings beside it. */
  static void writeBackup(Path file, String userPoolId, PoolState state) throws IOException {
    write(file, UpdateInput.restoring(userPoolId, state));
    write(mfa(file), UpdateInput.restoringMfa(userPoolId, state));
  }
}
