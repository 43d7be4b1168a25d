package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.delivery.Outcome;

/** The id of a hosted template at a vendor whose ids are numbers. Pure functions. */
public final class TemplateNumber {

  private TemplateNumber() {}

  /** Whether {@code id} is a number that a vendor may have given: 1 to 18 digits. */
  public static boolean is(String id) {
    return id.matches("[1-9][0-9]{0,17}");
  }

  /** The number; {@link #is} holds. */
  public static long of(String id) {
    return Long.parseLong(id);
  }

  /** What becomes of a mail whose template has another id: nothing is sent. */
  public static Outcome missing(String provider) {
    return new Outcome.Misconfigured(provider, "template_refused (the id must be a number)");
  }
}
