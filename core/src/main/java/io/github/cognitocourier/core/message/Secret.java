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

  @Override
  public String toString() {
    return "***";
  }
}
