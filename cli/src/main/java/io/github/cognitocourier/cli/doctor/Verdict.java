package io.github.cognitocourier.cli.doctor;

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
}
