package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.RetryAfter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules that all providers share: what a reply means when its vendor documents nothing more
 * precise. A provider answers for what its vendor documents, and ends in {@link #byStatus}.
 *
 * <p>Pure functions, safe for concurrent use. Nothing of a reply enters an {@link Outcome} but its
 * status, and a code or an id of a narrow form: a vendor's free text may repeat an address.
 */
public final class Replies {

  private static final String WRONG_KEY = "wrong_key";
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9_.:=+/-]{1,255}");

  private Replies() {}

  /**
   * The vendor calls the key wrong: by this word a key that is kept elsewhere is fetched anew, so
   * it is for answers that certainly mean that nothing was sent.
   */
  public static Outcome wrongKey(String provider, Answered answer, String code) {
    return misconfigured(provider, WRONG_KEY, answer, code);
  }

  /** Whether it comes from {@link #wrongKey}. */
  static boolean isWrongKey(Outcome outcome) {
    return outcome instanceof Outcome.Misconfigured(String provider, String reason)
        && reason.startsWith(WRONG_KEY + " ");
  }

  /**
   * The outcome of an answer by its status alone. Never {@code Accepted}, because a success that is
   * not as documented may have come from anybody, and never {@code Rejected}, because only a
   * documented code may stop a route.
   *
   * @param code the vendor's machine code; empty when there is none
   */
  public static Outcome byStatus(String provider, Answered answer, String code) {
    int status = answer.status();
    return switch (status) {
      // A 302 or 303 may be how a server answers after it has done the work: unknown.
      case 301, 307, 308 -> misconfigured(provider, "redirected", answer, code);
      case 401 -> wrongKey(provider, answer, code);
      case 402 -> misconfigured(provider, "quota_exceeded", answer, code);
      case 403 -> misconfigured(provider, "forbidden", answer, code);
      case 404 -> misconfigured(provider, "not_found", answer, code);
      case 408 -> unknown(provider, "timed_out", answer, code);
      case 413 -> misconfigured(provider, "too_large", answer, code);
      case 429 -> unavailable(provider, "throttled", answer, code);
      case 503 -> unavailable(provider, "unavailable", answer, code);
      default -> {
        if (status >= 400 && status <= 499) {
          yield misconfigured(provider, "refused", answer, code);
        }
        String word = status >= 500 ? "server_error" : "undocumented_answer";
        yield unknown(provider, word, answer, code);
      }
    };
  }

  /** The vendor documents that this recipient cannot be reached. */
  public static Outcome rejected(String provider, String word, Answered answer, String code) {
    return new Outcome.Rejected(provider, reason(word, answer, code));
  }

  /** The operator must act. */
  public static Outcome misconfigured(String provider, String word, Answered answer, String code) {
    return new Outcome.Misconfigured(provider, reason(word, answer, code));
  }

  /** Certainly not sent; the wait is the one that the reply asks for. */
  public static Outcome unavailable(String provider, String word, Answered answer, String code) {
    return unavailable(provider, word, answer, code, wait(answer));
  }

  /**
   * Certainly not sent; the wait is the one that the vendor asks for in a header of its own, zero
   * when it asks for none.
   */
  public static Outcome unavailable(
      String provider, String word, Answered answer, String code, Duration wait) {
    return new Outcome.Unavailable(provider, reason(word, answer, code), bounded(wait));
  }

  /** May have been sent. */
  public static Outcome unknown(String provider, String word, Answered answer, String code) {
    return new Outcome.Unknown(provider, reason(word, answer, code));
  }

  /** A message id that may be logged: empty when the vendor's is missing or of a strange form. */
  public static String messageId(Optional<String> id) {
    return id.filter(text -> MESSAGE_ID.matcher(text).matches()).orElse("");
  }

  private static String reason(String word, Answered answer, String code) {
    String more = CODE.matcher(code).matches() ? ", " + code : "";
    return word + " (" + answer.status() + more + ")";
  }

  /**
   * What {@code Retry-After} asks for, or else {@code X-RateLimit-Reset} (a Unix time). A moment is
   * compared with the reply's own {@code Date}: the vendor's clock is the one it was read from.
   */
  private static Duration wait(Answered answer) {
    Optional<Instant> date = answer.header("Date").flatMap(Replies::moment);
    if (answer.header("Retry-After").isPresent()) {
      return RetryAfter.of(answer, InstantSource.fixed(date.orElse(Instant.MAX)));
    }
    return answer
        .header("X-RateLimit-Reset")
        .filter(text -> text.matches("[0-9]{1,10}"))
        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
        .flatMap(reset -> date.map(now -> Duration.between(now, reset)))
        .orElse(Duration.ZERO);
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : wait;
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
