package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the user named. */
final class NamedFile {

  private NamedFile() {}

  /**
   * Its text.
   *
   * @throws InvalidSettings when it is missing, a folder, closed to this user, or not UTF-8
   */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException notText) {
      throw new InvalidSettings(file + " is not text in UTF-8.");
    } catch (IOException unreadable) {
      throw new InvalidSettings(file + " is no file that can be read.");
    }
  }
}
