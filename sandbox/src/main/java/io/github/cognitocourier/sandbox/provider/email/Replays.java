package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.sandbox.provider.ProviderSandbox.Verdict;
import io.github.cognitocourier.sandbox.web.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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

  /**
   * The same key and body have the same answer, changed by {@code again}, and one mail; with
   * another body they have {@code conflict}. What was refused may come again.
   */
  synchronized Verdict once(
      String key,
      String body,
      Function<String, Verdict> judge,
      UnaryOperator<Answer.Whole> again,
      Verdict conflict) {
    Optional<Given> first = find(key);
    if (first.isPresent()) {
      return first.get().body().equals(body)
          ? new Verdict.Accepted(again.apply(first.get().answer()), List.of())
          : conflict;
    }
    Verdict verdict = judge.apply(body);
    if (verdict instanceof Verdict.Accepted accepted) {
      keep(key, body, accepted.answer());
    }
    return verdict;
  }

  private Optional<Given> find(String key) {
    return Optional.ofNullable(given.get(key))
        .filter(each -> each.at().plus(KEPT).isAfter(clock.instant()));
  }

  private void keep(String key, String body, Answer.Whole answer) {
    given.put(key, new Given(body, answer, clock.instant()));
    if (given.size() > MOST) {
      given.remove(given.keySet().iterator().next());
    }
  }

  /** An answer and the body that it belongs to. {@link #toString()} shows neither. */
  private record Given(String body, Answer.Whole answer, Instant at) {

    @Override
    public String toString() {
      return "Given[" + at + "]";
    }
  }
}
