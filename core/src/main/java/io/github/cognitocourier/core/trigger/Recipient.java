package io.github.cognitocourier.core.trigger;

import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.PhoneNumber;
import java.util.Map;

/** Who gets the message, and what the pool knows of them. {@code toString} shows neither. */
public sealed interface Recipient {

  /** By e-mail. */
  record ByEmail(EmailAddress address, Map<String, String> attributes) implements Recipient {

    @Override
    public String toString() {
      return "ByEmail[" + address + "]";
    }
  }

  /** By SMS. */
  record BySms(PhoneNumber number, Map<String, String> attributes) implements Recipient {

    @Override
    public String toString() {
      return "BySms[" + number + "]";
    }
  }

  /**
   * Nobody: {@code advice} is one sentence that names the attribute and the fix, without any value.
   */
  record Missing(String advice) implements Recipient {}
}
