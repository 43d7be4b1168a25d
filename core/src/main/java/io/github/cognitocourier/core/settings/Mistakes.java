package io.github.cognitocourier.core.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The mistakes of several settings, so that an operator is told all of them at once. Not for
 * concurrent use.
 */
public final class Mistakes {

  private final Set<String> sentences = new LinkedHashSet<>();

  /** What {@code read} gives; empty, and its mistakes noted, when it throws them. */
  public <T> Optional<T> in(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (InvalidSettings invalid) {
      sentences.addAll(invalid.mistakes());
      return Optional.empty();
    }
  }

  /** Notes one mistake. */
  public void add(String sentence) {
    sentences.add(sentence);
  }

  /** Throws {@link InvalidSettings} with every mistake so far, if there is any. */
  public void stop() {
    if (!sentences.isEmpty()) {
      throw new InvalidSettings(List.copyOf(sentences));
    }
  }
}
