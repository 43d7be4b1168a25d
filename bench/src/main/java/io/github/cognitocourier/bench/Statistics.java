package io.github.cognitocourier.bench;

import java.util.List;

/** Of a series of measurements. */
final class Statistics {

  private Statistics() {}

  static double median(List<Double> values) {
    return percentile(values, 50);
  }

  /** The smallest value that {@code percent} of all do not exceed (nearest rank). */
  static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
