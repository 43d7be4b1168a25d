package io.github.cognitocourier.sandbox.smtp;

import io.github.cognitocourier.core.message.EmailAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The argument of MAIL or RCPT.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.2">RFC 5321, 4.1.1.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1870">RFC 1870, SIZE</a>
 */
sealed interface Envelope {

  /** A well-formed address; empty for the sender of bounces. */
  record Address(String value) implements Envelope {}

  /** It breaks a rule. */
  record Refused(String reply) implements Envelope {}

  /** {@code FROM:<address> SIZE=…}. */
  static Envelope sender(String argument) {
    Matcher parts = Forms.SENDER.matcher(argument);
    if (argument.length() > Forms.LONGEST || !parts.matches()) {
      return new Refused("501 5.5.4 Syntax: MAIL FROM:<address>");
    }
    for (String parameter : parts.group(2).strip().split(" +", -1)) {
      Matcher known = Forms.PARAMETER.matcher(parameter);
      if (!parameter.isEmpty() && !known.matches()) {
        return new Refused("555 5.5.4 Parameter not recognized");
      }
      if (!parameter.isEmpty() && isTooLarge(Optional.ofNullable(known.group(1)))) {
        return new Refused(Submission.TOO_LARGE);
      }
    }
    String address = parts.group(1);
    return address.isEmpty()
        ? new Address(address)
        : address(address, "501 5.1.7 Bad sender address syntax");
  }

  /** {@code TO:<address>}. */
  static Envelope recipient(String argument) {
    Matcher parts = Forms.RECIPIENT.matcher(argument);
    return argument.length() <= Forms.LONGEST && parts.matches()
        ? address(parts.group(1), "501 5.1.3 Bad recipient address syntax")
        : new Refused("501 5.5.4 Syntax: RCPT TO:<address>");
  }

  private static Envelope address(String address, String refusal) {
    if (address.chars().anyMatch(octet -> octet > '~')) {
      return new Refused("553 5.6.7 Non-ASCII addresses need SMTPUTF8, which is not offered");
    }
    return EmailAddress.parse(address).isPresent() ? new Address(address) : new Refused(refusal);
  }

  private static boolean isTooLarge(Optional<String> size) {
    return size.filter(
            digits -> digits.length() > 9 || Integer.parseInt(digits) > Submission.LARGEST)
        .isPresent();
  }

  /** How the arguments are written. */
  final class Forms {

    private static final int LONGEST = 1000;
    private static final Pattern SENDER = Pattern.compile("(?i)FROM:<([^<>\\s]*)>((?: +\\S+)*) *");
    private static final Pattern RECIPIENT = Pattern.compile("(?i)TO:<([^<>\\s]+)> *");
    private static final Pattern PARAMETER =
        Pattern.compile("(?i)SIZE=([0-9]{1,20})|BODY=(?:7BIT|8BITMIME)|AUTH=\\S+");

    private Forms() {}
  }
}
