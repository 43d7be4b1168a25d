package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Twilio requires of the parameters of a message, with Twilio's own codes and sentences.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message resource</a>
 */
final class TwilioRules {

  private static final Pattern SENDER =
      Pattern.compile("\\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 &_+-]{1,11}");
  private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
  private static final Pattern CONTENT = Pattern.compile("HX[0-9a-fA-F]{32}");
  private static final int LONGEST_BODY = 1600;
  private static final int LONGEST_VALIDITY = 36_000;

  private TwilioRules() {}

  /** One error of Twilio's. */
  record Problem(int code, String message) {}

  /** What is wrong with it; empty when Twilio would take it. */
  static Optional<Problem> problem(Form form) {
    Optional<String> to = form.get("To");
    Optional<String> from = form.get("From");
    Optional<String> service = form.get("MessagingServiceSid");
    if (to.isEmpty()) {
      return refused(21604, "A 'To' phone number is required.");
    }
    if (from.isEmpty() && service.isEmpty()) {
      return refused(21603, "A 'From' phone number is required.");
    }
    if (form.get("Body").isEmpty() && form.get("ContentSid").isEmpty()) {
      return service.isPresent()
          ? refused(21619, "A Message Body, Media URL or Content SID is required.")
          : refused(21602, "Message body is required.");
    }
    if (PhoneNumber.parse(to.get()).isEmpty()) {
      return refused(21211, "Invalid 'To' Phone Number: " + to.get());
    }
    if (from.isPresent() && !SENDER.matcher(from.get()).matches()) {
      return refused(
          21212,
          "The 'From' number "
              + from.get()
              + " is not a valid phone number, shortcode, or alphanumeric sender ID.");
    }
    if (from.equals(to)) {
      return refused(21266, "'To' and 'From' number cannot be the same");
    }
    if (service.isPresent() && !SERVICE.matcher(service.get()).matches()) {
      return refused(21701, "The Messaging Service does not exist");
    }
    return contentProblem(form);
  }

  private static Optional<Problem> contentProblem(Form form) {
    String body = form.get("Body").orElse("");
    if (body.codePointCount(0, body.length()) > LONGEST_BODY) {
      return refused(21617, "The concatenated message body exceeds the 1600 character limit");
    }
    Optional<String> content = form.get("ContentSid");
    if (content.isPresent() && !CONTENT.matcher(content.get()).matches()) {
      return refused(21655, "The ContentSid is Invalid");
    }
    Optional<String> variables = form.get("ContentVariables");
    if (variables.isPresent() && !Json.lenient(variables.get()).isObject()) {
      return refused(21656, "The ContentVariables Parameter is invalid");
    }
    Optional<String> validity = form.get("ValidityPeriod");
    if (validity.isPresent() && !isValidity(validity.get())) {
      return refused(21624, "Invalid validity period value");
    }
    return Optional.empty();
  }

  private static boolean isValidity(String seconds) {
    return seconds.matches("[0-9]{1,5}")
        && Integer.parseInt(seconds) >= 1
        && Integer.parseInt(seconds) <= LONGEST_VALIDITY;
  }

  private static Optional<Problem> refused(int code, String message) {
    return Optional.of(new Problem(code, message));
  }
}
