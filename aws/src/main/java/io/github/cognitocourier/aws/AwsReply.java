package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.http.Reply.Fault;
import java.util.Set;

/** What came of a call to AWS, after every attempt that was worth making. */
public sealed interface AwsReply {

  /** The operation succeeded; {@code output} is its output, an object. */
  record Answer(Json output) implements AwsReply {}

  /**
   * The service refused.
   *
   * @param code its error name without namespace, such as {@code AccessDeniedException}; {@code
   *     http_502} when it gave none
   * @param status the HTTP status
   */
  record ServiceError(String code, int status) implements AwsReply {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final Set<String> THROTTLED =
        Set.of(
            "RequestLimitExceeded",
            "RequestThrottledException",
            "SlowDown",
            "Throttling",
            "ThrottledException",
            "ThrottlingException",
            "TooManyRequestsException");

    /** Whether the same call may succeed later: a 5xx, or throttling. */
    public boolean isTransient() {
      return status >= 500 || status == TOO_MANY_REQUESTS || THROTTLED.contains(code);
    }
  }

  /** No answer that could be read. */
  record Unreachable(Fault fault) implements AwsReply {}

  /** Nothing was sent for want of credentials. {@code reason} is one of our words. */
  record NoCredentials(String reason) implements AwsReply {}
}
