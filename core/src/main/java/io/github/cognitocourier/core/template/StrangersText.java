package io.github.cognitocourier.core.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text that strangers wrote: user attributes and client metadata. Anyone may sign up as "visit
 * evil.example", with somebody else's address as the recipient; the mail would then carry it under
 * the brand's name.
 */
final class StrangersText {

  private static final int MAX_LENGTH = 64;

  /**
   * A scheme, {@code www.}, or something.tld: a dot between a letter or digit and two letters or
   * more.
   */
  private static final Pattern LINK =
      Pattern.compile("://|(?i)\\bwww\\.|[\\p{L}\\p{N}]\\s?[.\u3002\uff0e\uff61]\\s?\\p{L}{2,}");

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]+");

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
   * Without control and format characters, cut at 64 characters; empty when it looks like a link.
   */
  static String clean(String value) {
    String visible = INVISIBLE.matcher(value).replaceAll(" ").strip();
    int[] characters = visible.codePoints().limit(MAX_LENGTH).toArray();
    String cut = new String(characters, 0, characters.length);
    return LINK.matcher(cut).find() ? "" : cut;
  }
}
