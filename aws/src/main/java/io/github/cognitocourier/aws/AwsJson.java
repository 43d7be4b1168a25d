package io.github.cognitocourier.aws;

import io.github.cognitocourier.aws.AwsReply.Answer;
import io.github.cognitocourier.aws.AwsReply.NoCredentials;
import io.github.cognitocourier.aws.AwsReply.ServiceError;
import io.github.cognitocourier.aws.AwsReply.Unreachable;
import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Fault;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Calls read-only operations of AWS's services that speak AWS JSON or REST JSON: at most three
 * attempts within the deadline. No answer, a 5xx, throttling and missing credentials are tried
 * again after 25 to 50, then 50 to 100 ms; every other refusal is final. An attempt that another
 * may follow gets half of what is left, at least 500 ms. Credentials that AWS calls expired are
 * replaced and the attempt is repeated once.
 *
 * <p>Safe for concurrent use when exchange, clock and random generator are.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class AwsJson {

  private static final int ATTEMPTS = 3;
  private static final Duration SMALLEST_SHARE = Duration.ofMillis(500);
  private static final int FIRST_PAUSE_MILLIS = 50;

  private final SignedExchange exchange;
  private final Endpoints endpoints;
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
    this(exchange, endpoints, credentials, clock, random, pause, Cryptography.ofJdk());
  }

  private AwsJson(
      Exchange exchange,
      Endpoints endpoints,
      CredentialSource credentials,
      InstantSource clock,
      RandomGenerator random,
      Pause pause,
      Cryptography cryptography) {
    this.exchange = new SignedExchange(exchange, credentials, clock, cryptography);
    this.endpoints = endpoints;
    this.random = random;
    this.pause = pause;
  }

  /** With the endpoints and credentials that the environment names, and the JDK's algorithms. */
  public static AwsJson of(
      Environment environment,
      Exchange exchange,
      InstantSource clock,
      RandomGenerator random,
      Pause pause) {
    return of(environment, exchange, clock, random, pause, Cryptography.ofJdk());
  }

  /** The same, signing with {@code cryptography}. */
  public static AwsJson of(
      Environment environment,
      Exchange exchange,
      InstantSource clock,
      RandomGenerator random,
      Pause pause,
      Cryptography cryptography) {
    return new AwsJson(
        exchange,
        Endpoints.of(environment),
        CredentialSource.of(environment, exchange, clock),
        clock,
        random,
        pause,
        cryptography);
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
    return call(
        new Call(service, region, request(service, region, operation, Json.write(input))),
        deadline);
  }

  /**
   * Reads {@code path} of a service that speaks REST JSON; returns at {@code deadline} at the
   * latest.
   */
  public AwsReply get(AwsService service, Region region, String path, Deadline deadline) {
    String base = endpoints.of(service, region).toString().replaceAll("/+$", "");
    var request = new Request("GET", URI.create(base + path), Map.of(), "");
    return call(new Call(service, region, request), deadline);
  }

  /** Fetches credentials now, unless there are valid ones, so that the next call has them. */
  public void prepare(Deadline deadline) {
    exchange.prepare(deadline);
  }

  private AwsReply call(Call call, Deadline deadline) {
    AwsReply reply = attempt(call, share(deadline));
    for (int made = 1; made < ATTEMPTS && isWorthAnother(reply) && rested(made, deadline); made++) {
      reply = attempt(call, made + 1 < ATTEMPTS ? share(deadline) : deadline);
    }
    return reply;
  }

  private Request request(AwsService service, Region region, String operation, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", service.contentType());
    headers.put("X-Amz-Target", service.target(operation));
    return Request.post(endpoints.of(service, region), headers, body);
  }

  private AwsReply attempt(Call call, Deadline deadline) {
    return switch (exchange.send(call.request(), call.service(), call.region(), deadline)) {
      case SignedExchange.NoCredentials(String reason) -> new NoCredentials(reason);
      case SignedExchange.Back(Reply.Answered answered) -> read(answered);
      case SignedExchange.Back(Reply.NotSent(Fault fault)) -> new Unreachable(fault);
      case SignedExchange.Back(Reply.NoAnswer(Fault fault)) -> new Unreachable(fault);
    };
  }

  private static AwsReply read(Reply.Answered answered) {
    if (!answered.isSuccess()) {
      String code = ErrorName.of(answered).orElse("http_" + answered.status());
      return new ServiceError(code, answered.status());
    }
    Json json = Json.lenient(answered.body());
    return json.isObject() ? new Answer(json) : new Unreachable(Fault.MALFORMED_REPLY);
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
    Duration half = whole.half();
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
