package io.github.cognitocourier.core.trigger;

import java.util.Locale;

/** How a message travels. */
public enum Channel {
  EMAIL,
  SMS;

  /** {@code email} or {@code sms}: in logs, template folders and the sandbox. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
