package io.github.cognitocourier.core.template;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text that strangers wrote: user attributes and client metadata. Anyone may sign up as "visit
 * evil.example", with somebody else's address as the recipient; the mail would then carry it under
 * the brand's name.
 *
 * <p>What a mail program or a phone would make a link of is dropped, and so is what a reader would
 * type as one. Names stay, as far as they do not look like that: {@code J. R. Smith}, {@code Dr.
 * Müller} and {@code J. van Dyke} do, {@code B.Sc. Miller} and {@code Dr. med. Müller} do not.
 */
final class StrangersText {

  private static final int MAX_LENGTH = 64;

  /**
   * A scheme, {@code www.}, a dot right before two letters ({@code evil.com}, {@code evil .com}),
   * or a word, a dot and a lower-case word ({@code evil. com}). An ideographic full stop is a dot
   * in a host name, too.
   */
  private static final Pattern LINK =
      Pattern.compile(
          "://|(?i:\\bwww\\.)|[.\u3002]\\p{L}{2}|[\\p{L}\\p{N}]{2} ?[.\u3002] \\p{Ll}{2}");

  /**
   * Controls, format characters (bidi overrides, zero widths), halves of a character, any space.
   */
  private static final Pattern BLANK = Pattern.compile("[\\p{C}\\p{Z}]+");

  private StrangersText() {}

  /** The declared ones of {@code values}, each cleaned; those with nothing left are dropped. */
  static Map<String, String> declared(Set<String> names, Map<String, String> values) {
    var declared = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> {
      String clean = names.contains(name) ? clean(value) : "";
      if (!clean.isEmpty()) {
        declared.put(name, clean);
      }
    });
    return declared;
  }

  /**
   * On one line, without control and format characters, cut at 64 characters; empty when it looks
   * like a link.
   */
  static String clean(String value) {
    if (isPlain(value)) {
      return value;
    }
    String line = BLANK.matcher(value).replaceAll(" ").strip();
    int[] characters = line.codePoints().limit(MAX_LENGTH).toArray();
    String cut = new String(characters, 0, characters.length).strip();
    return looksLikeLink(cut) ? "" : cut;
  }

  /** Letters, digits and dashes of ASCII, few enough: such are most names, and no link. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isOfName =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (!isOfName) {
        return false;
      }
    }
    return text.length() <= MAX_LENGTH;
  }

  /** Browsers read compatible characters as one: a full-width dot or letter is a dot or letter. */
  private static boolean looksLikeLink(String text) {
    return LINK.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).find();
  }
}
