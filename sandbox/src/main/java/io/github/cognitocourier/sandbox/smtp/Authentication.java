package io.github.cognitocourier.sandbox.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The dialogue of AUTH PLAIN and AUTH LOGIN. Any user and password that are not empty are right.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4954">RFC 4954</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4616">RFC 4616, PLAIN</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-murchison-sasl-login-00">LOGIN</a>
 */
record Authentication(SmtpStream stream) {

  private static final String CANCELLED = "501 5.7.0 Authentication cancelled";
  private static final String UNDECODABLE = "501 5.5.2 Cannot decode the response";
  private static final String INVALID = "535 5.7.8 Authentication credentials invalid";

  /** The reply to credentials that cannot be right; empty when they are. */
  Optional<String> refusal(String argument) throws IOException {
    String[] words = argument.strip().split(" +", 2);
    Optional<String> initial = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
    return switch (words[0].toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> plain(initial.isPresent() ? initial.get() : asked(""));
      case "LOGIN" -> login(initial.isPresent() ? initial.get() : asked("Username:"));
      default -> Optional.of("504 5.5.4 Unrecognized authentication type");
    };
  }

  private Optional<String> plain(String response) {
    if (response.equals("*")) {
      return Optional.of(CANCELLED);
    }
    Optional<String> decoded = decoded(response);
    if (decoded.isEmpty()) {
      return Optional.of(UNDECODABLE);
    }
    // authorization identity NUL user NUL password
    return decoded.get().matches("(?s)[^\\x00]*\\x00[^\\x00]+\\x00[^\\x00]+")
        ? Optional.empty()
        : Optional.of(INVALID);
  }

  private Optional<String> login(String user) throws IOException {
    if (user.equals("*")) {
      return Optional.of(CANCELLED);
    }
    String password = asked("Password:");
    if (password.equals("*")) {
      return Optional.of(CANCELLED);
    }
    if (decoded(user).isEmpty() || decoded(password).isEmpty()) {
      return Optional.of(UNDECODABLE);
    }
    boolean empty =
        decoded(user).equals(Optional.of("")) || decoded(password).equals(Optional.of(""));
    return empty ? Optional.of(INVALID) : Optional.empty();
  }

  private String asked(String challenge) throws IOException {
    stream.say("334 " + Base64.getEncoder().encodeToString(challenge.getBytes(UTF_8)));
    return stream.line().text();
  }

  private static Optional<String> decoded(String response) {
    try {
      // A single equals sign is an empty response.
      byte[] octets = response.equals("=") ? new byte[0] : Base64.getDecoder().decode(response);
      return Optional.of(new String(octets, UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
