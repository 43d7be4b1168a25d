package io.github.cognitocourier.endtoend;

import io.github.cognitocourier.testkit.program.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the end-to-end tests take from npm: {@code src/test/endtoend}, installed by {@code npm ci}
 * into {@code target/endtoend} once per lock file.
 *
 * @param folder where it is installed
 */
record NpmPackage(Path folder) {

  private static final Path SOURCE = Path.of("src/test/endtoend").toAbsolutePath();
  private static final Path TARGET = Path.of("target/endtoend").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** Installs it unless this lock file is installed already. */
  static NpmPackage install() throws InterruptedException {
    // npm writes this file last.
    Path proof = TARGET.resolve("node_modules/.package-lock.json");
    try {
      Path lock = TARGET.resolve("package-lock.json");
      boolean installed =
          Files.exists(proof)
              && Files.exists(lock)
              && Files.mismatch(SOURCE.resolve("package-lock.json"), lock) == -1;
      copy();
      if (!installed) {
        Files.deleteIfExists(proof);
        new Command(TARGET, Map.of(), PATIENCE)
            .run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
            .orFail();
      }
      return new NpmPackage(TARGET);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A file of it, or of what it depends on. */
  Path file(String path) {
    return folder.resolve(path);
  }

  private static void copy() throws IOException {
    Files.createDirectories(TARGET);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, TARGET.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
