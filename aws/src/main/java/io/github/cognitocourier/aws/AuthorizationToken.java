package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.message.Controls;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What the container endpoint wants to see as {@code Authorization}: the content of {@code
 * AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE}, read anew each time because it is rotated; else {@code
 * AWS_CONTAINER_AUTHORIZATION_TOKEN}; else nothing.
 */
@FunctionalInterface
interface AuthorizationToken {

  /** Reads it. */
  Token read();

  /** What was read. */
  sealed interface Token {}

  /** The value of the header. */
  record Value(Secret secret) implements Token {}

  /** The endpoint wants none. */
  record None() implements Token {}

  /** There is one, but its file cannot be read or holds no header's value. */
  record Unreadable() implements Token {}

  /** Throws {@link InvalidSettings} for a token that cannot stand in a header. */
  static AuthorizationToken of(Environment environment) {
    String file = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    String variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    if (environment.get(file).isPresent()) {
      Path path = path(file, environment.get(file).get());
      return () -> fromFile(path);
    }
    if (environment.get(variable).filter(token -> !isHeaderValue(token)).isPresent()) {
      throw new InvalidSettings(variable + " cannot stand in a header.");
    }
    Token token = environment.secret(variable).<Token>map(Value::new).orElseGet(None::new);
    return () -> token;
  }

  /** Whether the text is not blank and has no control characters. */
  static boolean isHeaderValue(String text) {
    return !text.isBlank() && !Controls.isIn(text);
  }

  private static Token fromFile(Path path) {
    try {
      String token = Files.readString(path).strip();
      return isHeaderValue(token) ? new Value(new Secret(token)) : new Unreadable();
    } catch (IOException unreadable) {
      return new Unreadable();
    }
  }

  private static Path path(String variable, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException notAPath) {
      throw new InvalidSettings(variable + " is not a path.");
    }
  }
}
