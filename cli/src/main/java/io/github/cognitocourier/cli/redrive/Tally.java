package io.github.cognitocourier.cli.redrive;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many messages met which fate in one run. Not safe for concurrent use. */
final class Tally {

  static final String NOTHING = "nothing to do";

  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
  private boolean more;

  void count(Fate fate) {
    counts.merge(fate, 1, Integer::sum);
  }

  /** The run ended before it had seen every message. */
  void endedEarly() {
    more = true;
  }

  /** Whether there may be messages that were not seen. */
  boolean endsBeforeTheEnd() {
    return more;
  }

  int of(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }

  /** Whether no message was met at all. */
  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Whether anything stays in the queue that somebody should look at, or has not been seen. */
  boolean leavesSomething() {
    return more || counts.keySet().stream().anyMatch(Fate::stays);
  }

  /** Such as {@code 12 sent, 1 expired, 2 failed again}. */
  String summary() {
    return counts.isEmpty()
        ? NOTHING
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().words())
            .collect(Collectors.joining(", "));
  }
}
