package io.github.cognitocourier.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Mustache tag of a template, for the check at start-up.
 *
 * @param sigil what follows the braces: {@code #}, {@code >}, …; a blank for a variable
 * @param name the rest
 * @param line where it stands, from 1
 */
record Tag(char sigil, String name, long line) {

  static final char VARIABLE = ' ';

  private static final String SIGILS = "#^/>!<$&={";
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

  /** The tags of {@code text}, in order. */
  static List<Tag> of(String text) {
    List<Tag> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(text);
    while (matcher.find()) {
      String inside = matcher.group(1).strip();
      long line = 1 + text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
      boolean plain = inside.isEmpty() || SIGILS.indexOf(inside.charAt(0)) < 0;
      tags.add(
          plain
              ? new Tag(VARIABLE, inside, line)
              : new Tag(inside.charAt(0), inside.substring(1).strip(), line));
    }
    return tags;
  }

  /** Whether braces were opened that no tag closes. */
  static boolean unclosed(String text) {
    return TAG.matcher(text).replaceAll("").contains("{{");
  }

  /** Whether it asks for a value. */
  boolean asks() {
    return sigil == VARIABLE || sigil == '#' || sigil == '^';
  }

  /** Whether it stands for a file of the layout folder. */
  boolean includes() {
    return sigil == '>' || sigil == '<';
  }

  /** Whether it would write a value into HTML as it is. */
  boolean raw() {
    return sigil == '&' || sigil == '{';
  }
}
