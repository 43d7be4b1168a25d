package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keys in Secrets Manager and in SSM's Parameter Store, each fetched at first use and kept for the
 * life of the process; fetched anew at most once in 30 seconds. White space around a key is cut
 * off. Needs {@code secretsmanager:GetSecretValue} or {@code ssm:GetParameter}, and {@code
 * kms:Decrypt} where the secret has a KMS key of one's own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">
 *     GetSecretValue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">
 *     GetParameter</a>
 */
public final class AwsSecrets implements Secrets {

  private final AwsJson client;
  private final Region region;
  private final InstantSource clock;
  private final Map<Credential.Reference, KeptSecret> kept = new ConcurrentHashMap<>();

  /** Over this client; {@code region} is that of references without an ARN. */
  public AwsSecrets(AwsJson client, Region region, InstantSource clock) {
    this.client = client;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public Lookup find(Credential.Reference reference, Deadline deadline) {
    return kept(reference).find(deadline);
  }

  @Override
  public Lookup insteadOf(Credential.Reference reference, Secret refused, Deadline deadline) {
    return kept(reference).insteadOf(refused, deadline);
  }

  private KeptSecret kept(Credential.Reference reference) {
    return kept.computeIfAbsent(
        reference, wanted -> new KeptSecret(deadline -> fetch(wanted, deadline), clock));
  }

  private Lookup fetch(Credential.Reference reference, Deadline deadline) {
    return switch (reference) {
      case Credential.StoredSecret(String arn, Optional<String> member) -> {
        Region where = Region.ofArn(arn, AwsService.SECRETS_MANAGER).orElse(region);
        Map<String, ?> input = Map.of("SecretId", arn);
        yield lookup(
            client.call(AwsService.SECRETS_MANAGER, where, "GetSecretValue", input, deadline),
            output -> SecretText.ofSecret(output.at("SecretString").text(), member));
      }
      case Credential.Parameter(String name) -> {
        Region where = Region.ofArn(name, AwsService.SSM).orElse(region);
        Map<String, ?> input = Map.of("Name", name, "WithDecryption", true);
        yield lookup(
            client.call(AwsService.SSM, where, "GetParameter", input, deadline),
            output -> SecretText.ofParameter(output.at("Parameter").at("Value").text()));
      }
    };
  }

  private static Lookup lookup(AwsReply reply, Function<Json, Lookup> read) {
    return switch (reply) {
      case AwsReply.Answer(Json output) -> read.apply(output);
      case AwsReply.ServiceError error -> new Lookup.Missing(reason(error), error.code());
      case AwsReply.Unreachable(var fault) ->
          new Lookup.Missing(Reason.SECRET_UNAVAILABLE, fault.word());
      case AwsReply.NoCredentials(String reason) ->
          new Lookup.Missing(Reason.SECRET_UNAVAILABLE, reason);
    };
  }

  private static Reason reason(AwsReply.ServiceError error) {
    if (error.isTransient()) {
      return Reason.SECRET_UNAVAILABLE;
    }
    return switch (error.code()) {
      case "ParameterNotFound", "ParameterVersionNotFound", "ResourceNotFoundException" ->
          Reason.SECRET_NOT_FOUND;
      default -> Reason.SECRET_DENIED;
    };
  }
}
