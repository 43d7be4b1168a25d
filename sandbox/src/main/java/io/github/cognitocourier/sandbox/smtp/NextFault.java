package io.github.cognitocourier.sandbox.smtp;

import io.github.cognitocourier.sandbox.fault.FaultKind;
import io.github.cognitocourier.sandbox.fault.Faults;
import java.util.Optional;

/**
 * The fault of the next message of a connection, which may show as early as in its authentication.
 * For one thread.
 */
final class NextFault {

  private final Faults faults;
  private Optional<FaultKind> kind = Optional.empty();
  private boolean taken;

  NextFault(Faults faults) {
    this.faults = faults;
  }

  /** Whether it is of this kind; the first to ask uses it up. */
  boolean is(FaultKind expected) {
    if (!taken) {
      taken = true;
      kind = faults.next(SmtpSandbox.NAME);
    }
    return kind.equals(Optional.of(expected));
  }

  /** The kind, if any was asked for. */
  Optional<FaultKind> kind() {
    return kind;
  }

  /** The next message has another one. */
  void forget() {
    taken = false;
    kind = Optional.empty();
  }
}
