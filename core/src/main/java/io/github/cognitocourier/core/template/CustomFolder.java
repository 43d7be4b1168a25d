package io.github.cognitocourier.core.template;

import io.github.cognitocourier.core.template.TemplatePath.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the operator's templates, once. Names that begin with a dot are passed over. */
final class CustomFolder {

  /** {@code brands/<brand>/<locale>/email/<trigger>/<file>}, and one more to notice what is not. */
  private static final int DEPTH = 7;

  /** Gmail shows no more than about 102 KB of a mail. */
  private static final int LARGEST = 100 * 1024;

  private CustomFolder() {}

  /**
   * The text of every template in {@code root}; adds a sentence to {@code mistakes} for the rest.
   */
  static Map<TemplatePath, String> read(Path root, Collection<String> mistakes) {
    Map<TemplatePath, String> texts = new LinkedHashMap<>();
    if (!Files.isDirectory(root)) {
      mistakes.add(root + " is not a folder.");
      return texts;
    }
    for (Path file : filesOf(root, mistakes)) {
      switch (TemplatePath.read(relative(root, file))) {
        case Reading.Refused(String mistake) -> mistakes.add(mistake);
        case Reading.Understood(TemplatePath path) ->
            text(file, path, mistakes).ifPresent(text -> texts.put(path, text));
      }
    }
    return texts;
  }

  private static List<Path> filesOf(Path root, Collection<String> mistakes) {
    try (Stream<Path> files = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !relative(root, file).matches("(.*/)?\\..*"))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      mistakes.add(root + " cannot be read: " + e.getMessage() + ".");
      return List.of();
    }
  }

  /** With {@code /} between the parts on every system. */
  private static String relative(Path root, Path file) {
    return String.join(
        "/",
        StreamSupport.stream(root.relativize(file).spliterator(), false)
            .map(Path::toString)
            .toList());
  }

  private static Optional<String> text(Path file, TemplatePath path, Collection<String> mistakes) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > LARGEST) {
        mistakes.add(path + " is larger than 100 KB, and mailboxes cut such a mail off.");
        return Optional.empty();
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // What editors on Windows add would be counted, and paid for, in every SMS.
      return Optional.of(text.replaceFirst("^\uFEFF", "").replace("\r\n", "\n"));
    } catch (CharacterCodingException e) {
      mistakes.add(path + " is not UTF-8; save it as UTF-8.");
    } catch (IOException e) {
      mistakes.add(path + " cannot be read: " + e.getMessage() + ".");
    }
    return Optional.empty();
  }
}
