package io.github.cognitocourier.core.message;

/** Control characters: what a header, a name or a token of one line must not contain. */
public final class Controls {

  private Controls() {}

  /** Whether there is one in {@code text}, U+0000 to U+001F or U+007F to U+009F. */
  public static boolean isIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
