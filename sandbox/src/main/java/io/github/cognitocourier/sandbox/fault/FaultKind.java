package io.github.cognitocourier.sandbox.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a provider's sandbox does instead of its work. */
public enum FaultKind {
  /** Takes the message, shows it in the inbox, and never answers. */
  TIMEOUT("timeout"),
  /** Reads the request and drops the connection; nothing is delivered. */
  RESET("reset"),
  /** The vendor's answer to too many requests. */
  TOO_MANY_REQUESTS("429"),
  /** The vendor's answer when something broke on its side. */
  INTERNAL_ERROR("500"),
  /** The vendor's answer to a wrong key. */
  UNAUTHORIZED("401"),
  /** The vendor's answer to a recipient that it will not reach. */
  REJECT("reject"),
  /** The status of success with a body that is not the vendor's; nothing is delivered. */
  GARBAGE("garbage");

  private final String word;

  FaultKind(String word) {
    this.word = word;
  }

  /** The word in the API: {@code timeout}, {@code 429}, … */
  public String word() {
    return word;
  }

  /** The kind with this word. */
  public static Optional<FaultKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** All words, in their order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(FaultKind::word).toList();
  }
}
