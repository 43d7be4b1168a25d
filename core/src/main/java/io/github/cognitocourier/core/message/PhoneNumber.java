package io.github.cognitocourier.core.message;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A phone number in E.164 form, as Cognito stores it: a plus sign and 7 to 15 digits, the first not
 * zero.
 *
 * <p>{@link #toString()} shows the country calling code only.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-E.164">ITU-T E.164</a>
 */
public record PhoneNumber(String value) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Set<String> TWO_DIGIT_CODES =
      Set.of(
          "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
          "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
          "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98");

  /** Refuses what {@link #parse} refuses. */
  public PhoneNumber {
    if (!E164.matcher(value).matches()) {
      throw new IllegalArgumentException("not a phone number in E.164 form (+ and 7 to 15 digits)");
    }
  }

  /** The number in {@code text}, or empty when it is not in E.164 form. */
  public static Optional<PhoneNumber> parse(String text) {
    String trimmed = text.strip();
    return E164.matcher(trimmed).matches()
        ? Optional.of(new PhoneNumber(trimmed))
        : Optional.empty();
  }

  /** The country calling code with its plus sign: {@code +1}, {@code +49}, {@code +353}. */
  public String countryPrefix() {
    char first = value.charAt(1);
    if (first == '1' || first == '7') {
      return value.substring(0, 2);
    }
    return value.substring(0, TWO_DIGIT_CODES.contains(value.substring(1, 3)) ? 3 : 4);
  }

  @Override
  public String toString() {
    return countryPrefix() + "***";
  }
}
