package io.github.cognitocourier.core.code;

/**
 * A code or temporary password in clear. It exists between decrypting and sending only; {@link
 * #toString()} is {@code ***}.
 */
public record Code(String reveal) {

  /** The code itself, in clear. */
  @Override
  public String reveal() {
    return reveal;
  }

  @Override
  public String toString() {
    return "***";
  }
}
