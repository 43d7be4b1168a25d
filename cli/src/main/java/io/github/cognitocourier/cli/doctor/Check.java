package io.github.cognitocourier.cli.doctor;

import java.util.List;
import java.util.function.Function;

/**
 * One question to a deployment.
 *
 * @param id also the check's row in docs/troubleshooting.md
 * @param needs the checks that must be good before this one means anything
 */
record Check(String id, List<String> needs, Function<Deployment, Verdict> ask) {

  /** A check that needs these. */
  static Check of(String id, Function<Deployment, Verdict> ask, String... needs) {
    return new Check(id, List.of(needs), ask);
  }
}
