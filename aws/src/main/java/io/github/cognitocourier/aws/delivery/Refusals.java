package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.RetryAfter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an error means that all of AWS's services share, and every other one by its status. Pure
 * functions. Of a reply nothing but the status and a name of a narrow form enters an {@link
 * Outcome}.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html">Common
 *     errors</a>
 */
final class Refusals {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9_.:=+/-]{1,255}");

  private Refusals() {}

  /**
   * An error that the service does not document itself. Never {@code Accepted}, never {@code
   * Rejected}.
   *
   * @param code the error's name; empty when there is none
   */
  static Outcome common(String provider, Answered answer, String code) {
    return switch (code) {
      case "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSecurity",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "NotAuthorized",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException" ->
          misconfigured(provider, "wrong_key", answer, code);
      case "ExpiredToken", "ExpiredTokenException" ->
          misconfigured(provider, "expired_credentials", answer, code);
      // Our clock and AWS's are more than 15 minutes apart.
      case "RequestExpired" -> misconfigured(provider, "wrong_clock", answer, code);
      case "AccessDenied", "AccessDeniedException", "AuthorizationError" ->
          misconfigured(provider, "forbidden", answer, code);
      case "OptInRequired" -> misconfigured(provider, "account_inactive", answer, code);
      case "Throttled",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException" ->
          unavailable(provider, "throttled", answer, code);
      case "ServiceUnavailable", "ServiceUnavailableException" ->
          unavailable(provider, "unavailable", answer, code);
      default -> byStatus(provider, answer, code);
    };
  }

  private static Outcome byStatus(String provider, Answered answer, String code) {
    int status = answer.status();
    return switch (status) {
      // A 302 or 303 may be how a server answers after it has done the work: unknown.
      case 301, 307, 308 -> misconfigured(provider, "redirected", answer, code);
      case 401 -> misconfigured(provider, "wrong_key", answer, code);
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

  /** The service documents that this recipient cannot be reached. */
  static Outcome rejected(String provider, String word, Answered answer, String code) {
    return new Outcome.Rejected(provider, reason(word, answer, code));
  }

  /** The operator must act. */
  static Outcome misconfigured(String provider, String word, Answered answer, String code) {
    return new Outcome.Misconfigured(provider, reason(word, answer, code));
  }

  /** Certainly not sent; the wait is that of {@code Retry-After}. */
  private static Outcome unavailable(String provider, String word, Answered answer, String code) {
    return new Outcome.Unavailable(
        provider,
        reason(word, answer, code),
        RetryAfter.of(answer, InstantSource.fixed(Instant.MAX)));
  }

  /** May have been sent. */
  private static Outcome unknown(String provider, String word, Answered answer, String code) {
    return new Outcome.Unknown(provider, reason(word, answer, code));
  }

  /** A message id that may be logged; empty for one of a strange form. */
  static Optional<String> messageId(Optional<String> id) {
    return id.filter(MESSAGE_ID.asMatchPredicate());
  }

  private static String reason(String word, Answered answer, String code) {
    String more = CODE.matcher(code).matches() ? ", " + code : "";
    return word + " (" + answer.status() + more + ")";
  }
}
