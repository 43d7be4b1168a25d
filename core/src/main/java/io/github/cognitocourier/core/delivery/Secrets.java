package io.github.cognitocourier.core.delivery;

import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import java.util.Locale;

/**
 * Keys that are kept outside of the function, found by their references.
 *
 * <p>Safe for concurrent use: callers who ask for the same key at the same time share one fetch.
 * Both methods return at the deadline at the latest and never throw for what the network did.
 */
public interface Secrets {

  /** Knows none: for an environment without references. */
  Secrets NONE =
      new Secrets() {
        @Override
        public Lookup find(Credential.Reference reference, Deadline deadline) {
          return new Lookup.Missing(Reason.SECRET_UNAVAILABLE, "nowhere_to_look");
        }

        @Override
        public Lookup insteadOf(Credential.Reference reference, Secret refused, Deadline deadline) {
          return find(reference, deadline);
        }
      };

  /** The key, fetched when it is asked for first and kept from then on. A failure is not kept. */
  Lookup find(Credential.Reference reference, Deadline deadline);

  /**
   * The key that has taken the place of {@code refused}, which the provider has called wrong. The
   * very same comes back when there is no other, or when it was fetched anew a short while ago.
   */
  Lookup insteadOf(Credential.Reference reference, Secret refused, Deadline deadline);

  /** The answer. */
  sealed interface Lookup {

    /** The key; {@link Secret#isKey()} holds. */
    record Found(Secret secret) implements Lookup {}

    /**
     * There is none to be had.
     *
     * @param detail AWS's error name, or one of our words; never a part of the secret
     */
    record Missing(Reason reason, String detail) implements Lookup {}
  }

  /** Why there is none. All but the last are for the operator to mend. */
  enum Reason {
    /** No such secret, parameter or version. */
    SECRET_NOT_FOUND,
    /** No permission to read or to decrypt it, or a state in which it is not given out. */
    SECRET_DENIED,
    /** It was read, and no key is in it. */
    SECRET_MALFORMED,
    /** No answer, an error of the service, throttling, no credentials or no time. */
    SECRET_UNAVAILABLE;

    /** The word in a reason: {@code secret_not_found}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
