package io.github.cognitocourier.cli.doctor;

import java.nio.charset.Charset;

/** The signs in front of the lines, which not every terminal can show. */
record Marks(String good, String bad, String unknown, String fix) {

  private static final Marks SIGNS = new Marks("✓", "✗", "–", "→");
  private static final Marks LETTERS = new Marks("ok", "NO", "--", "->");

  /** Signs where {@code charset} has them, letters elsewhere. */
  static Marks in(Charset charset) {
    boolean shown = charset.canEncode() && charset.newEncoder().canEncode("✓✗–→");
    return shown ? SIGNS : LETTERS;
  }
}
