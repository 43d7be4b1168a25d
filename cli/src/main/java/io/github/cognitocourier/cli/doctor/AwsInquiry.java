package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.aws.AwsJson;
import io.github.cognitocourier.aws.AwsReply;
import io.github.cognitocourier.aws.AwsReply.ServiceError;
import io.github.cognitocourier.aws.CredentialSource;
import io.github.cognitocourier.aws.Endpoints;
import io.github.cognitocourier.aws.delivery.Place;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.providers.account.Evidence;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/** Reads from one service of AWS's in one region. */
record AwsInquiry(AwsJson client, Place place) {

  static AwsInquiry at(Place place, CredentialSource credentials, Exchange exchange) {
    var there = Environment.of(Map.of("AWS_ENDPOINT_URL", place.base().toString()));
    return new AwsInquiry(
        new AwsJson(
            exchange,
            Endpoints.of(there),
            credentials,
            InstantSource.system(),
            new SecureRandom(),
            Pause.ofThread()),
        place);
  }

  /** The answer of a service that speaks REST JSON. */
  AwsReply get(String path, Deadline deadline) {
    return client.get(place.service(), place.region(), path, deadline);
  }

  /** The answer of a service that speaks AWS JSON. */
  AwsReply call(String operation, Map<String, ?> input, Deadline deadline) {
    return client.call(place.service(), place.region(), operation, input, deadline);
  }

  /** What {@code judge} makes of an answer; why there is none, otherwise. */
  static Evidence judged(AwsReply reply, String service, Function<Json, Evidence> judge) {
    return switch (reply) {
      case AwsReply.Answer(Json output) -> judge.apply(output);
      case ServiceError(String code, int ignored) ->
          new Evidence.Unclear(service + " answered you with " + code + ".");
      case AwsReply.Unreachable(var fault) ->
          new Evidence.Unclear(service + " did not answer (" + fault.word() + ").");
      case AwsReply.NoCredentials(String reason) ->
          new Evidence.Unclear("Without credentials (" + reason + ") nobody is asked.");
    };
  }

  /** Whether the service knows no such thing. */
  static boolean isNotFound(AwsReply reply) {
    return reply instanceof ServiceError(String code, int ignored)
        && (code.equals("NotFoundException") || code.equals("ResourceNotFoundException"));
  }
}
