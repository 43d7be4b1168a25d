package io.github.cognitocourier.core.delivery;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
final class Heard implements Listener {

  final List<String> opened = new ArrayList<>();
  int failovers;

  @Override
  public void opened(String provider) {
    opened.add(provider);
  }

  @Override
  public void failedOver() {
    failovers++;
  }
}
