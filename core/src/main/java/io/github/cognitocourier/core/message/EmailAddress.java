package io.github.cognitocourier.core.message;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * One e-mail address as SMTP carries it: {@code local@domain}, the domain in ASCII (an
 * internationalised one as punycode), at most 254 characters, no control characters, white space,
 * quotes or list separators.
 *
 * <p>{@link #toString()} shows the domain only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321, 4.1.2</a>
 */
public record EmailAddress(String value) {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LABEL = 63;
  private static final String FORBIDDEN = "<>()[]\\,;:\"";

  /** Refuses what {@link #parse} refuses. */
  public EmailAddress {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** The address in {@code text}, or empty when it is not exactly one address. */
  public static Optional<EmailAddress> parse(String text) {
    String trimmed = text.strip();
    int at = trimmed.lastIndexOf('@');
    if (at < 1) {
      return Optional.empty();
    }
    String written = trimmed.substring(at + 1);
    String domain;
    try {
      domain = isPlain(written) ? written : punycode(written);
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
    domain = domain.toLowerCase(Locale.ROOT);
    String value = trimmed.substring(0, at) + "@" + domain;
    return isValid(value) ? Optional.of(new EmailAddress(value)) : Optional.empty();
  }

  private static String punycode(String domain) {
    if (domain.codePoints().anyMatch(EmailAddress::isMappedElsewhere)) {
      throw new IllegalArgumentException("not the same domain everywhere");
    }
    return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
  }

  /** The part behind the {@code @}, in lower-case ASCII. */
  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }

  @Override
  public String toString() {
    return "***@" + domain();
  }

  private static boolean isValid(String value) {
    int at = value.indexOf('@');
    return at > 0
        && at == value.lastIndexOf('@')
        && at < value.length() - 1
        && value.charAt(value.length() - 1) != '.'
        && value.length() <= MAX_LENGTH
        && !hasForbidden(value);
  }

  /**
   * Whether {@code domain} needs no IDNA, as nearly all: {@link IDN} loads tables of Unicode, and
   * would return it as it is.
   */
  private static boolean isPlain(String domain) {
    int label = 0;
    for (int i = 0; i <= domain.length(); i++) {
      if (i == domain.length() || domain.charAt(i) == '.') {
        if (label < 1 || label > MAX_LABEL || domain.charAt(i - 1) == '-') {
          return false;
        }
        label = 0;
      } else if (isLetterOrDigit(domain.charAt(i)) || (domain.charAt(i) == '-' && label > 0)) {
        label++;
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  /**
   * Letters that the JDK's IDNA 2003 maps away and IDNA 2008 does not: {@code faß.de} and {@code
   * fass.de} have different owners, and a code must not go to the wrong one.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5894#section-7.2">RFC 5894, 7.2</a>
   */
  private static boolean isMappedElsewhere(int character) {
    return character == 'ß'
        || character == 'ẞ'
        || character == 'ς'
        || Character.getType(character) == Character.FORMAT;
  }

  private static boolean hasForbidden(String value) {
    int character;
    for (int i = 0; i < value.length(); i += Character.charCount(character)) {
      character = value.codePointAt(i);
      if (isForbidden(character)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForbidden(int character) {
    return Character.isISOControl(character)
        || Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.FORMAT
        || FORBIDDEN.indexOf(character) >= 0;
  }
}
