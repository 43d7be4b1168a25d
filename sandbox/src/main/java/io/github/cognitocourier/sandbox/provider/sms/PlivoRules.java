package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.SmsSegments;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Plivo requires of the parameters of a text message.
 *
 * @see <a href="https://docs.plivo.com/docs/messaging/api/message/send-a-message">Send a
 *     message</a>
 */
final class PlivoRules {

  private static final int MOST_GSM_CHARACTERS = 1600;
  private static final int MOST_UNICODE_CHARACTERS = 737;
  private static final int LONGEST_EXPIRY = 10_800;
  private static final int SHORTEST_EXPIRY = 5;
  private static final String WEB_ADDRESS = "https?://[^\\s/]+\\S*";

  private PlivoRules() {}

  /**
   * What is wrong with it; empty when Plivo would take it. Throws {@link
   * io.github.cognitocourier.core.json.MalformedJson} for a parameter of another type.
   */
  static Optional<String> problem(Json message) {
    return sender(message)
        .or(() -> recipient(message))
        .or(() -> content(message))
        .or(() -> callback(message))
        .or(() -> retention(message));
  }

  /** The numbers in {@code dst}, as digits alone. */
  static List<String> recipients(Json message) {
    return Stream.of(message.at("dst").optionalText().orElse("").split("<", -1))
        .map(PlivoRules::sanitized)
        .toList();
  }

  private static String sanitized(String number) {
    return number.replaceAll("[/.+()\\s-]", "");
  }

  private static Optional<String> sender(Json message) {
    Optional<String> src = message.at("src").optionalText();
    Optional<String> pool = message.at("powerpack_uuid").optionalText();
    if (src.isPresent() == pool.isPresent()) {
      return Optional.of("Either src or powerpack_uuid must be given, but not both");
    }
    if (pool.isPresent()) {
      return pool.get().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
          ? Optional.empty()
          : Optional.of("powerpack_uuid is not a UUID");
    }
    String clean = src.get().replaceAll("[^A-Za-z0-9]", "");
    boolean number = clean.matches("[0-9]{3,14}");
    boolean name = clean.matches("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");
    return number || name
        ? Optional.empty()
        : Optional.of("src must be a number of at most 14 digits or a name of at most 11");
  }

  private static Optional<String> recipient(Json message) {
    List<String> numbers = recipients(message);
    if (!numbers.stream().allMatch(number -> number.matches("[1-9][0-9]{6,13}"))) {
      return Optional.of("dst is not a valid phone number");
    }
    Set<String> different = new HashSet<>(numbers);
    return different.contains(sanitized(message.at("src").optionalText().orElse("")))
        ? Optional.of("src and dst cannot be the same")
        : Optional.empty();
  }

  private static Optional<String> content(Json message) {
    if (!message.at("type").optionalText().orElse("sms").equals("sms")) {
      return Optional.of("this sandbox takes type sms only");
    }
    String text = message.at("text").optionalText().orElse("");
    if (text.isEmpty()) {
      return Optional.of("text is required");
    }
    boolean gsm = SmsSegments.of(text).encoding() == SmsSegments.Encoding.GSM_7;
    return text.codePointCount(0, text.length())
            > (gsm ? MOST_GSM_CHARACTERS : MOST_UNICODE_CHARACTERS)
        ? Optional.of("text is too long")
        : Optional.empty();
  }

  private static Optional<String> callback(Json message) {
    Optional<String> url = message.at("url").optionalText();
    if (url.isPresent() && !url.get().matches(WEB_ADDRESS)) {
      return Optional.of("url is not a valid URL");
    }
    return message.at("method").optionalText().orElse("POST").matches("GET|POST")
        ? Optional.empty()
        : Optional.of("method must be GET or POST");
  }

  private static Optional<String> retention(Json message) {
    Json log = message.at("log");
    boolean known =
        log.isAbsent()
            || log.raw().filter(Boolean.class::isInstance).isPresent()
            || log.text().orElse("").matches("true|false|content_only|number_only");
    if (!known) {
      return Optional.of("log must be true, false, content_only or number_only");
    }
    Json expiry = message.at("message_expiry");
    boolean inBounds =
        expiry.isAbsent()
            || expiry
                .number()
                .filter(seconds -> seconds >= SHORTEST_EXPIRY && seconds <= LONGEST_EXPIRY)
                .isPresent();
    return inBounds
        ? Optional.empty()
        : Optional.of("message_expiry must be an integer from 5 to 10800");
  }
}
