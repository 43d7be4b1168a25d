package io.github.cognitocourier.core.trigger;

import io.github.cognitocourier.core.message.Deadline;
import java.util.Map;

/**
 * Looks a user's attributes up: for the one trigger whose event may lack the address. Safe for
 * concurrent use.
 */
@FunctionalInterface
public interface Users {

  /** Looks up {@code userName} in {@code userPoolId}, within {@code deadline}. */
  Lookup attributes(String userPoolId, String userName, Deadline deadline);

  /** The answer. */
  sealed interface Lookup {

    /** The user's attributes, such as {@code email} and {@code locale}. */
    record Found(Map<String, String> attributes) implements Lookup {

      @Override
      public String toString() {
        return "Found" + attributes.keySet();
      }
    }

    /** No answer. {@code vendorCode} is the service's own error name, or one of our words. */
    record NotFound(String vendorCode) implements Lookup {}
  }
}
