package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

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
    create(file, document);
  }

  /**
   * Writes the backup and the MFA settings beside it, never over a file: it may be the only good
   * backup of a pool that was lost since.
   *
   * @throws InvalidSettings when there is such a file
   */
  static void writeBackup(Path file, String userPoolId, PoolState state) throws IOException {
    requireFree(file);
    try {
      create(file, UpdateInput.restoring(userPoolId, state));
      create(mfa(file), UpdateInput.restoringMfa(userPoolId, state));
    } catch (FileAlreadyExistsException meanwhile) {
      throw taken(Path.of(meanwhile.getFile()));
    }
  }

  /**
   * That a backup of this name would overwrite nothing.
   *
   * @throws InvalidSettings when it would
   */
  static void requireFree(Path backup) {
    for (Path file : List.of(backup, mfa(backup))) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw taken(file);
      }
    }
  }

  private static InvalidSettings taken(Path file) {
    return new InvalidSettings(
        file
            + " exists, and a backup never overwrites a file: name another with --backup. The pool"
            + " was not changed.");
  }

  private static void create(Path file, Json document) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    Files.writeString(file, Json.write(Documents.fields(document)) + "\n");
  }
}
