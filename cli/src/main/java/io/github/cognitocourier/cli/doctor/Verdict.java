package io.github.cognitocourier.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of one check. The sentences are ASCII and hold no secret, address or number. */
sealed interface Verdict {

  /** All is well; {@code found} says what was seen. */
  record Good(String found) implements Verdict {}

  /** Something is broken: what was found, and one sentence that mends it. */
  record Bad(String found, String fix) implements Verdict {}

  /** Nobody could tell, and why: no failure of the deployment. */
  record Unchecked(String why) implements Verdict {}

  /** Not asked, because the check {@code needed} has to be good first. */
  record Skipped(String needed) implements Verdict {}

  /** What is broken comes before what is unknown; empty when all is well. */
  static Optional<Verdict> worst(List<Verdict> verdicts) {
    return Stream.of(Bad.class, Unchecked.class, Skipped.class)
        .flatMap(kind -> verdicts.stream().filter(kind::isInstance))
        .findFirst();
  }
}
