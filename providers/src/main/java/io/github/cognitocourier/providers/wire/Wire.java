package io.github.cognitocourier.providers.wire;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.time.Duration;
import java.util.function.Function;

/**
 * What every provider sends through: the exchange, and the keys that are kept elsewhere. Safe for
 * concurrent use, as both are.
 */
public record Wire(Exchange exchange, Secrets secrets) {

  /**
   * One attempt: finds the key, sends the request that is written with it, and says what became of
   * it, all before {@code deadline}.
   *
   * <p>When the vendor calls the key wrong and the key came by a reference, it is fetched anew, and
   * if it has been replaced, the request is sent once more: the vendor has certainly refused the
   * first one.
   *
   * @param answered what the vendor's answer means; no answer is judged by whether the request left
   */
  public Outcome attempt(
      String provider,
      Credential credential,
      Deadline deadline,
      Function<Secret, Request> request,
      Function<Answered, Outcome> answered) {
    return switch (credential) {
      case Credential.Literal(Secret secret) ->
          send(provider, request.apply(secret), answered, deadline);
      case Credential.Reference reference ->
          switch (secrets.find(reference, deadline)) {
            case Lookup.Missing missing -> withoutKey(provider, missing);
            case Lookup.Found(Secret first) -> {
              Outcome outcome = send(provider, request.apply(first), answered, deadline);
              yield Replies.isWrongKey(outcome)
                      && secrets.insteadOf(reference, first, deadline)
                          instanceof Lookup.Found(Secret second)
                      && !second.equals(first)
                  ? send(provider, request.apply(second), answered, deadline)
                  : outcome;
            }
          };
    };
  }

  private Outcome send(
      String provider, Request request, Function<Answered, Outcome> answered, Deadline deadline) {
    return switch (exchange.exchange(request, deadline)) {
      case Reply.NotSent(Reply.Fault fault) ->
          new Outcome.Unavailable(provider, fault.word(), Duration.ZERO);
      case Reply.NoAnswer(Reply.Fault fault) -> new Outcome.Unknown(provider, fault.word());
      case Answered answer -> answered.apply(answer);
    };
  }

  private static Outcome withoutKey(String provider, Lookup.Missing missing) {
    String reason = missing.reason().word() + " (" + missing.detail() + ")";
    return switch (missing.reason()) {
      case SECRET_NOT_FOUND, SECRET_DENIED, SECRET_MALFORMED ->
          new Outcome.Misconfigured(provider, reason);
      case SECRET_UNAVAILABLE -> new Outcome.Unavailable(provider, reason, Duration.ZERO);
    };
  }
}
