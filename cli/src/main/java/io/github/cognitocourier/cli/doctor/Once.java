package io.github.cognitocourier.cli.doctor;

import java.util.Optional;
import java.util.function.Supplier;

/** A fact that is asked for once; a failure is not kept. For one thread. */
final class Once<T> implements Supplier<T> {

  private final Supplier<T> source;
  private Optional<T> known = Optional.empty();

  Once(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    if (known.isEmpty()) {
      known = Optional.of(source.get());
    }
    return known.get();
  }
}
