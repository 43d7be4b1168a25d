package io.github.cognitocourier.aws;

import io.github.cognitocourier.aws.CredentialSource.Resolution.Resolved;
import io.github.cognitocourier.aws.CredentialSource.Resolution.Unresolved;
import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/**
 * One exchange with AWS, signed. Credentials that AWS calls expired are replaced and the request is
 * sent once more: AWS has certainly refused the first one.
 *
 * <p>Safe for concurrent use when exchange, credentials and clock are.
 */
final class SignedExchange {

  /** What came of it. */
  sealed interface Sent {}

  /** The request was given to the exchange. */
  record Back(Reply reply) implements Sent {}

  /** Nothing was sent for want of credentials. {@code reason} is one of our words. */
  record NoCredentials(String reason) implements Sent {}

  private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException");

  private final Exchange exchange;
  private final CredentialSource credentials;
  private final InstantSource clock;
  private final SigningKeys keys;

  SignedExchange(
      Exchange exchange,
      CredentialSource credentials,
      InstantSource clock,
      Cryptography cryptography) {
    this.exchange = exchange;
    this.credentials = credentials;
    this.clock = clock;
    this.keys = new SigningKeys(cryptography);
  }

  /** Finds credentials for the next request. */
  void prepare(Deadline deadline) {
    CredentialSource.Resolution _ = credentials.current(deadline);
  }

  /** Finds credentials, signs for the region and sends, all before {@code deadline}. */
  Sent send(Request request, AwsService service, Region region, Deadline deadline) {
    return send(
        with -> SigV4.sign(request, with, region, service.signingName(), clock.instant(), keys),
        deadline);
  }

  /** As the other one, signed for every region. */
  Sent sendAnywhere(Request request, AwsService service, Deadline deadline) {
    return send(
        with ->
            SigV4a.sign(request, with, service.signingName(), clock.instant(), keys.cryptography()),
        deadline);
  }

  private Sent send(Function<Credentials, Request> signed, Deadline deadline) {
    return switch (credentials.current(deadline)) {
      case Unresolved(String reason) -> new NoCredentials(reason);
      case Resolved(Credentials first) -> {
        Reply reply = exchange.exchange(signed.apply(first), deadline);
        yield new Back(
            isExpired(reply)
                    && credentials.insteadOf(first, deadline) instanceof Resolved(var second)
                    && !second.equals(first)
                ? exchange.exchange(signed.apply(second), deadline)
                : reply);
      }
    };
  }

  private static boolean isExpired(Reply reply) {
    return reply instanceof Reply.Answered answered
        && !answered.isSuccess()
        && ErrorName.of(answered).filter(EXPIRED::contains).isPresent();
  }
}
