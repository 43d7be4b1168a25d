package io.github.cognitocourier.aws;

import io.github.cognitocourier.aws.AwsReply.Answer;
import io.github.cognitocourier.aws.AwsReply.NoCredentials;
import io.github.cognitocourier.aws.AwsReply.ServiceError;
import io.github.cognitocourier.aws.AwsReply.Unreachable;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Resolved;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Unresolved;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Calls read-only operations of AWS's services that speak AWS JSON 1.1: at most three attempts
 * within the deadline. No answer, a 5xx, throttling and missing credentials are tried again after
 * 25 to 50, then 50 to 100 ms; every other refusal is final. An attempt that another may follow
 * gets half of what is left, at least 500 ms. Credentials that AWS calls expired are replaced and
 * the attempt is repeated once.
 *
 * <p>Safe for concurrent use when exchange, clock and random generator are.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class AwsJson {

  private static final int ATTEMPTS = 3;
  private static final Duration SMALLEST_SHARE = Duration.ofMillis(500);
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int LONGEST_CODE = 100;

  private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException");

  private final Exchange exchange;
  private final Endpoints endpoints;
  private final CredentialSource credentials;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Pause pause;

  /** Of its parts. */
  public AwsJson(
      Exchange exchange,
      Endpoints endpoints,
      CredentialSource credentials,
      InstantSource clock,
      RandomGenerator random,
      Pause pause) {
    this.exchange = exchange;
    this.endpoints = endpoints;
    this.credentials = credentials;
    this.clock = clock;
    this.random = random;
    this.pause = pause;
  }

  /** With the endpoints and credentials that the environment names. */
  public static AwsJson of(
      Environment environment,
      Exchange exchange,
      InstantSource clock,
      RandomGenerator random,
      Pause pause) {
    return new AwsJson(
        exchange,
        Endpoints.of(environment),
        CredentialSource.of(environment, exchange, clock),
        clock,
        random,
        pause);
  }

  /**
   * Calls {@code operation} with {@code input} as its JSON and returns at {@code deadline} at the
   * latest. The operation must be one that may run twice.
   */
  public AwsReply call(
      AwsService service,
      Region region,
      String operation,
      Map<String, ?> input,
      Deadline deadline) {
    var call = new Call(service, region, request(service, region, operation, Json.write(input)));
    AwsReply reply = attempt(call, share(deadline));
    for (int made = 1; made < ATTEMPTS && isWorthAnother(reply) && rested(made, deadline); made++) {
      reply = attempt(call, made + 1 < ATTEMPTS ? share(deadline) : deadline);
    }
    return reply;
  }

  private Request request(AwsService service, Region region, String operation, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/x-amz-json-1.1");
    headers.put("X-Amz-Target", service.target(operation));
    return Request.post(endpoints.of(service, region), headers, body);
  }

  private AwsReply attempt(Call call, Deadline deadline) {
    return switch (credentials.current(deadline)) {
      case Unresolved(String reason) -> new NoCredentials(reason);
      case Resolved(Credentials first) -> {
        AwsReply reply = send(call, first, deadline);
        yield reply instanceof ServiceError error
                && EXPIRED.contains(error.code())
                && credentials.insteadOf(first, deadline) instanceof Resolved(Credentials second)
                && !second.equals(first)
            ? send(call, second, deadline)
            : reply;
      }
    };
  }

  private AwsReply send(Call call, Credentials with, Deadline deadline) {
    Request signed =
        SigV4.sign(call.request(), with, call.region(), call.service().prefix(), clock.instant());
    return switch (exchange.exchange(signed, deadline)) {
      case Reply.Answered answered -> read(answered);
      case Reply.NotSent(Fault fault) -> new Unreachable(fault);
      case Reply.NoAnswer(Fault fault) -> new Unreachable(fault);
    };
  }

  private static AwsReply read(Reply.Answered answered) {
    Json json = Json.lenient(answered.body());
    if (!answered.isSuccess()) {
      String code =
          answered
              .header("X-Amzn-ErrorType")
              .or(json.at("__type")::text)
              .or(json.at("code")::text)
              .flatMap(AwsJson::withoutNamespace)
              .orElse("http_" + answered.status());
      return new ServiceError(code, answered.status());
    }
    return json.isObject() ? new Answer(json) : new Unreachable(Fault.MALFORMED_REPLY);
  }

  /**
   * {@code com.amazonaws.kms#NotFoundException:http://…} names a {@code NotFoundException}. A
   * number is no name: it could be anything that a stranger repeats.
   */
  private static Optional<String> withoutNamespace(String type) {
    int colon = type.indexOf(':');
    String name = colon < 0 ? type : type.substring(0, colon);
    String code = name.substring(name.indexOf('#') + 1).strip();
    boolean isName =
        !code.isEmpty()
            && code.length() <= LONGEST_CODE
            && !Character.isDigit(code.charAt(0))
            && code.chars()
                .allMatch(c ->
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    return isName ? Optional.of(code) : Optional.empty();
  }

  private static boolean isWorthAnother(AwsReply reply) {
    return switch (reply) {
      case Answer ignored -> false;
      case NoCredentials ignored -> true;
      case Unreachable(Fault fault) ->
          fault != Fault.REPLY_TOO_LARGE && fault != Fault.MALFORMED_REPLY;
      case ServiceError error -> error.isTransient();
    };
  }

  private static Deadline share(Deadline whole) {
    Duration half = whole.remaining().dividedBy(2);
    return whole.within(half.compareTo(SMALLEST_SHARE) > 0 ? half : SMALLEST_SHARE);
  }

  /** Whether there was time to rest before the next attempt. */
  private boolean rested(int made, Deadline deadline) {
    int longest = FIRST_PAUSE_MILLIS << (made - 1);
    Duration rest = Duration.ofMillis(random.nextInt(longest / 2, longest + 1));
    if (deadline.remaining().compareTo(rest) <= 0) {
      return false;
    }
    pause.pause(rest);
    return !Thread.currentThread().isInterrupted();
  }

  private record Call(AwsService service, Region region, Request request) {}
}
