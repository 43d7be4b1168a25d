package io.github.cognitocourier.core.message;

/**
 * A value that must never be printed: an API key, a token, a password.
 *
 * <p>Immutable. {@link #toString()} is {@code ***}; {@link #reveal()} is called where a request is
 * written and nowhere else.
 */
public record Secret(String reveal) {

  /** The value itself, in clear. */
  @Override
  public String reveal() {
    return reveal;
  }

  /**
   * Whether it could be a provider's key, which may stand in a header: one or more visible ASCII
   * characters, no space.
   */
  public boolean isKey() {
    for (int i = 0; i < reveal.length(); i++) {
      if (reveal.charAt(i) < '!' || reveal.charAt(i) > '~') {
        return false;
      }
    }
    return !reveal.isEmpty();
  }

  @Override
  public String toString() {
    return "***";
  }
}
