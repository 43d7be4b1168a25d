package io.github.cognitocourier.core.settings;

import java.util.List;

/**
 * The environment or {@code courier.json} is wrong: start-up stops. One sentence per mistake,
 * naming setting and fix.
 */
public final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final List<String> mistakes;

  /** One sentence per mistake. */
  public InvalidSettings(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** One mistake. */
  public InvalidSettings(String mistake) {
    this(List.of(mistake));
  }

  /** One sentence per mistake. */
  public List<String> mistakes() {
    return mistakes;
  }
}
