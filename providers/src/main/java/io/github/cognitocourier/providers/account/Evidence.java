package io.github.cognitocourier.providers.account;

/**
 * What an account showed. No sentence holds a key, an address or a phone number, nor a sentence of
 * the vendor's.
 */
public sealed interface Evidence {

  /** It is as it should be; {@code found} says what was seen. */
  record Confirmed(String found) implements Evidence {}

  /** It is not: what was seen, and one sentence that mends it. */
  record Refuted(String found, String fix) implements Evidence {}

  /** Nobody can tell from here, and why: no answer, or a key that may not ask. */
  record Unclear(String why) implements Evidence {}
}
