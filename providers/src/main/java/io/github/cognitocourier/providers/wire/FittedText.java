package io.github.cognitocourier.providers.wire;

/** What a vendor's field takes of a text that may be longer or wider. Pure functions. */
public final class FittedText {

  private FittedText() {}

  /** For a tag of ASCII letters, digits, underscores and dashes: any other is an underscore. */
  public static String tag(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /** At most the first {@code length} code points: no character is cut in two. */
  public static String start(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  /** At most the last {@code length} characters, for ids: what tells them apart is at the end. */
  public static String end(String text, int length) {
    return text.substring(Math.max(0, text.length() - length));
  }
}
