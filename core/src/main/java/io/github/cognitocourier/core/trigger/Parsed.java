package io.github.cognitocourier.core.trigger;

/** What an event turned out to be: a {@link Trigger}, or {@link Malformed}. */
public sealed interface Parsed permits Trigger, Parsed.Malformed {

  /**
   * Not an event of a custom sender.
   *
   * @param advice one sentence that names the field and what is expected of it, without any value
   */
  record Malformed(String advice) implements Parsed {}
}
