package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.sandbox.web.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a vendor remembers of idempotency keys: the body and the answer, for 24 hours, of the last
 * 1,000 keys. Safe for concurrent use.
 */
final class Replays {

  private static final int MOST = 1_000;
  private static final Duration KEPT = Duration.ofHours(24);

  private final InstantSource clock;
  private final Map<String, Given> given = new LinkedHashMap<>();

  Replays(InstantSource clock) {
    this.clock = clock;
  }

  /** What was answered to the first request with this key. */
  synchronized Optional<Given> find(String key) {
    return Optional.ofNullable(given.get(key))
        .filter(each -> each.at().plus(KEPT).isAfter(clock.instant()));
  }

  /** Remembers the answer to the first request with this key. */
  synchronized void keep(String key, String body, Answer.Whole answer) {
    given.put(key, new Given(body, answer, clock.instant()));
    if (given.size() > MOST) {
      given.remove(given.keySet().iterator().next());
    }
  }

  /** An answer and the body that it belongs to. {@link #toString()} shows neither. */
  record Given(String body, Answer.Whole answer, Instant at) {

    @Override
    public String toString() {
      return "Given[" + at + "]";
    }
  }
}
