package io.github.cognitocourier.core.message;

import java.util.function.IntPredicate;

/**
 * How many segments a text message takes, which is what is paid for: one of up to 160 GSM-7 or 70
 * UCS-2 units, or several of up to 153 or 67, since each part of a long message spends 7 or 3 units
 * on its header. A character of two units is never split.
 *
 * @param encoding UCS-2 as soon as one character is not in the GSM alphabet
 * @param count the segments, at least 1
 * @param units what the whole text takes: septets in GSM-7, 16-bit units in UCS-2
 * @param unitsPerSegment what one of these segments holds
 * @see <a href="https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/">3GPP TS 23.038
 *     (formerly GSM 03.38): the alphabet and its extension table</a>
 */
public record SmsSegments(Encoding encoding, int count, int units, int unitsPerSegment) {

  /** How the characters of a text message are encoded. */
  public enum Encoding {
    GSM_7("GSM-7", 160, 153),
    UCS_2("UCS-2", 70, 67);

    private final String word;
    private final int alone;
    private final int joined;

    Encoding(String word, int alone, int joined) {
      this.word = word;
      this.alone = alone;
      this.joined = joined;
    }

    /** {@code GSM-7} or {@code UCS-2}. */
    public String word() {
      return word;
    }
  }

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Reached through an escape character, so each takes two septets. */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  /** Counts the segments of {@code text}. */
  public static SmsSegments of(String text) {
    boolean gsm = text.codePoints().allMatch(c -> BASIC.indexOf(c) >= 0 || extended(c));
    Encoding encoding = gsm ? Encoding.GSM_7 : Encoding.UCS_2;
    IntPredicate twoUnits = gsm ? SmsSegments::extended : Character::isSupplementaryCodePoint;
    int units = text.codePoints().map(c -> twoUnits.test(c) ? 2 : 1).sum();
    return units <= encoding.alone
        ? new SmsSegments(encoding, 1, units, encoding.alone)
        : new SmsSegments(
            encoding, joined(text, twoUnits, encoding.joined), units, encoding.joined);
  }

  private static boolean extended(int codePoint) {
    return EXTENSION.indexOf(codePoint) >= 0;
  }

  private static int joined(String text, IntPredicate twoUnits, int unitsPerSegment) {
    int count = 1;
    int used = 0;
    for (int codePoint : text.codePoints().toArray()) {
      int units = twoUnits.test(codePoint) ? 2 : 1;
      if (used + units > unitsPerSegment) {
        count++;
        used = 0;
      }
      used += units;
    }
    return count;
  }
}
