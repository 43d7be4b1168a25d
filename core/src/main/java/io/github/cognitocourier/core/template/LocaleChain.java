package io.github.cognitocourier.core.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The installed locales that serve a reader, best first. What was asked for is compared with them
 * and goes nowhere else: strangers write it.
 */
final class LocaleChain {

  /** The locale of the built-in templates, which ends every chain. */
  static final String BUILT_IN = "en";

  /** The longest tag that is looked at; RFC 5646 (4.4.1) holds that 35 characters do. */
  private static final int LONGEST = 35;

  private LocaleChain() {}

  /** Each wanted tag, then its parents ({@code de-AT}, {@code de}), as far as installed. */
  static List<String> of(List<String> wanted, Collection<String> installed) {
    LinkedHashSet<String> chain = new LinkedHashSet<>();
    for (String tag : wanted) {
      for (String candidate : withParents(tag)) {
        for (String each : installed) {
          if (candidate.equalsIgnoreCase(each)) {
            chain.add(each);
          }
        }
      }
    }
    chain.add(BUILT_IN);
    return List.copyOf(chain);
  }

  private static List<String> withParents(String tag) {
    String rest = tag.replace('_', '-').toLowerCase(Locale.ROOT);
    List<String> tags = new ArrayList<>();
    if (!isTag(rest)) {
      return tags;
    }
    while (!rest.isEmpty()) {
      tags.add(rest);
      rest = rest.substring(0, Math.max(rest.lastIndexOf('-'), 0));
    }
    return tags;
  }

  private static boolean isTag(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return false;
      }
    }
    return text.length() <= LONGEST;
  }
}
