package io.github.cognitocourier.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which vendors document an error that is the recipient's fault: their fixtures say it. */
final class RecipientErrors {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<Path> FIXTURES =
      List.of(
          ROOT.resolve("providers/src/test/resources/io/github/cognitocourier/providers"),
          ROOT.resolve("aws/src/test/resources/io/github/cognitocourier/aws/delivery"));

  private RecipientErrors() {}

  /** {@code provider} is the name of a sandbox, which is that of the folder of its fixtures. */
  static boolean areDocumentedBy(String provider) {
    if (provider.equals("http-sms")) {
      // Its fixtures are of another API than its sandbox, which has such an error.
      return true;
    }
    Path folder =
        FIXTURES.stream()
            .map(each -> each.resolve(provider))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there are no fixtures of " + provider));
    Path file = folder.resolve("not-applicable.txt");
    if (!Files.exists(file)) {
      return true;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.noneMatch(line -> line.startsWith("recipient rejected: "));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("not-applicable.txt of " + provider, unreadable);
    }
  }
}
