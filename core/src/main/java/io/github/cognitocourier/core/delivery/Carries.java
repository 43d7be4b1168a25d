package io.github.cognitocourier.core.delivery;

/** What a provider can carry. */
public enum Carries {
  /** Any text: codes, temporary passwords, notices. */
  EVERYTHING,
  /**
   * Verification codes alone, in the vendor's own words: no temporary password, and no notice that
   * holds no code.
   */
  CODES_ONLY
}
