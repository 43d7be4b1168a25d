package io.github.cognitocourier.http;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came back, so that "did the request leave?" is a type. */
public sealed interface Reply {

  /**
   * A whole answer.
   *
   * @param headers one value a name, names in any case
   * @param body decoded as UTF-8
   */
  record Answered(int status, Map<String, String> headers, String body) implements Reply {

    /** Copies the headers; names are compared without case. */
    public Answered {
      var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      copy.putAll(headers);
      headers = Collections.unmodifiableMap(copy);
    }

    /** The header's value, its name in any case. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
      return status >= 200 && status <= 299;
    }

    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /**
   * The request certainly did not reach the peer's application: no address, no connection, no TLS,
   * no time.
   */
  record NotSent(Fault fault) implements Reply {}

  /** The request may have reached the peer; no whole answer came back. */
  record NoAnswer(Fault fault) implements Reply {}

  /** What went wrong on the way, in one of our words. */
  enum Fault {
    UNKNOWN_HOST,
    CONNECTION_REFUSED,
    TLS_FAILED,
    TIMED_OUT,
    CONNECTION_LOST,
    REPLY_TOO_LARGE,
    MALFORMED_REPLY;

    /** The word in a reason: {@code timed_out}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
