package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What AWS's providers send through: the function's own credentials and AWS's signature. Safe for
 * concurrent use when the exchange is.
 */
public final class AwsWire {

  private final SignedExchange exchange;

  private AwsWire(SignedExchange exchange) {
    this.exchange = exchange;
  }

  /**
   * With the credentials that the environment names. Throws {@link InvalidSettings} when it names
   * none.
   */
  public static AwsWire of(Environment environment, Exchange exchange, InstantSource clock) {
    return new AwsWire(
        new SignedExchange(
            exchange,
            CredentialSource.of(environment, exchange, clock),
            clock,
            Cryptography.ofJdk()));
  }

  /**
   * One attempt: signs, sends, and says what became of it, all before {@code deadline}. Without
   * credentials nothing is sent, and the outcome is {@link Outcome.Unavailable}.
   *
   * @param answered what the service's answer means; no answer is judged by whether the request
   *     left
   */
  public Outcome attempt(
      String provider,
      Request request,
      AwsService service,
      Region region,
      Deadline deadline,
      Function<Answered, Outcome> answered) {
    return outcome(provider, exchange.send(request, service, region, deadline), answered);
  }

  /** As the other one, signed for every region: for an endpoint that stands in several. */
  public Outcome attemptAnywhere(
      String provider,
      Request request,
      AwsService service,
      Deadline deadline,
      Function<Answered, Outcome> answered) {
    return outcome(provider, exchange.sendAnywhere(request, service, deadline), answered);
  }

  private static Outcome outcome(
      String provider, SignedExchange.Sent sent, Function<Answered, Outcome> answered) {
    return switch (sent) {
      case SignedExchange.NoCredentials(String reason) ->
          new Outcome.Unavailable(provider, reason, Duration.ZERO);
      case SignedExchange.Back(Reply.NotSent(Reply.Fault fault)) ->
          new Outcome.Unavailable(provider, fault.word(), Duration.ZERO);
      case SignedExchange.Back(Reply.NoAnswer(Reply.Fault fault)) ->
          new Outcome.Unknown(provider, fault.word());
      case SignedExchange.Back(Answered answer) -> answered.apply(answer);
    };
  }
}
