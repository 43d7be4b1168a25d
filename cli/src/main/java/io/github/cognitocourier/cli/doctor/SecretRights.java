package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.core.message.Credential;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Whether the function's role may read what a variable refers to, and decrypt it. */
final class SecretRights {

  private static final String READ = "read its secrets";
  private static final String DECRYPT = "kms:Decrypt";

  private SecretRights() {}

  static Stream<Verdict> of(Reference reference, Deployment deployment) {
    return switch (reference.credential()) {
      case Credential.StoredSecret _ -> secret(reference, deployment);
      case Credential.Parameter _ -> parameter(reference, deployment);
    };
  }

  private static Stream<Verdict> secret(Reference reference, Deployment deployment) {
    Arn arn = reference.arn();
    SecretsManagerClient client = deployment.clients().secrets(arn.region());
    Verdict read =
        new RoleRight(
                reference.action(),
                arn.text(),
                Map.of(),
                READ,
                () -> Policy.parse(policy(client, arn)))
            .examine(deployment);
    if (!(read instanceof Verdict.Good)) {
      return Stream.of(read);
    }
    String key = client.describeSecret(call -> call.secretId(arn.text())).kmsKeyId();
    return Stream.of(
        read,
        decrypt(
            deployment,
            Optional.ofNullable(key),
            "secretsmanager",
            arn.region(),
            Map.of("SecretARN", arn.text())));
  }

  private static String policy(SecretsManagerClient client, Arn secret) {
    return Optional.ofNullable(
            client.getResourcePolicy(call -> call.secretId(secret.text())).resourcePolicy())
        .orElse("{}");
  }

  private static Stream<Verdict> parameter(Reference reference, Deployment deployment) {
    Arn arn = reference.arn();
    Verdict read =
        new RoleRight(reference.action(), arn.text(), Map.of(), READ, RoleRight.NO_POLICY)
            .examine(deployment);
    if (!(read instanceof Verdict.Good)) {
      return Stream.of(read);
    }
    Optional<ParameterMetadata> parameter =
        described(deployment.clients().ssm(arn.region()), reference);
    if (parameter.isEmpty()) {
      return Stream.of(
          new Verdict.Unchecked(
              "The key of the parameter of " + reference.variable() + " is not told."));
    }
    return Stream.of(
        read,
        decrypt(
            deployment,
            Optional.ofNullable(parameter.get().keyId()),
            "ssm",
            arn.region(),
            Map.of("PARAMETER_ARN", arn.text())));
  }

  /** By the name that it has, without version or label; empty for another account's. */
  private static Optional<ParameterMetadata> described(SsmClient client, Reference reference) {
    String path = reference.arn().resource().substring("parameter".length()).split(":", 2)[0];
    boolean isBare = path.lastIndexOf('/') == 0;
    // A name without a path has no slash at its beginning, which its ARN does not show.
    List<String> names = isBare ? List.of(path, path.substring(1)) : List.of(path);
    var named = ParameterStringFilter.builder().key("Name").values(names).build();
    return client.describeParameters(call -> call.parameterFilters(named)).parameters().stream()
        .findFirst();
  }

  private static Verdict decrypt(
      Deployment deployment,
      Optional<String> key,
      String service,
      String region,
      Map<String, String> context) {
    return OwnKeys.examine(
        deployment,
        new OwnKeys.Use(key, service, region, List.of(DECRYPT), context, "its secrets"));
  }
}
