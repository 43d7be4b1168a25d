package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Reference.Resolved;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Reads what the environment refers to, with the operator's rights. */
final class SecretStore {

  private SecretStore() {}

  static List<Resolved> resolve(Map<String, String> variables, Arn function, Clients clients) {
    return new TreeMap<>(variables)
        .entrySet().stream()
            .filter(entry -> Reference.isOne(entry.getValue()))
            .map(entry -> resolve(entry.getKey(), entry.getValue(), function, clients))
            .toList();
  }

  private static Resolved resolve(String variable, String value, Arn function, Clients clients) {
    return Reference.parse(variable, value, function)
        .map(reference -> read(reference, clients))
        .orElseGet(() ->
            new Resolved.Broken(
                variable + " is no reference to a secret.",
                "Set it to secretsmanager:<arn>, secretsmanager:<arn>#member or ssm:<name>."));
  }

  private static Resolved read(Reference reference, Clients clients) {
    try {
      Optional<String> text =
          switch (reference.store()) {
            case SECRETS_MANAGER -> secret(reference, clients);
            case PARAMETER_STORE -> parameter(reference, clients);
          };
      return text.map(secret -> member(reference, secret))
          .orElseGet(() ->
              new Resolved.Broken(
                  reference.variable() + " refers to a secret that is not text.",
                  "Store the provider's key as SecretString, or as a SecureString parameter."));
    } catch (AwsServiceException refused) {
      return refused(reference, refused.awsErrorDetails().errorCode());
    }
  }

  private static Optional<String> secret(Reference reference, Clients clients) {
    Arn arn = reference.arn();
    GetSecretValueResponse answer =
        clients.secrets(arn.region()).getSecretValue(call -> call.secretId(arn.text()));
    return Optional.ofNullable(answer.secretString());
  }

  private static Optional<String> parameter(Reference reference, Clients clients) {
    var parameter =
        clients
            .ssm(reference.arn().region())
            .getParameter(call -> call.name(reference.id()).withDecryption(true))
            .parameter();
    return parameter.type() == ParameterType.STRING_LIST
        ? Optional.empty()
        : Optional.ofNullable(parameter.value());
  }

  private static Resolved member(Reference reference, String text) {
    Optional<String> value =
        reference
            .member()
            .map(name -> Json.lenient(text).at(name).text())
            .orElseGet(() -> Optional.of(text));
    String what = reference.member().map(name -> "the member " + name + " of ").orElse("");
    if (value.isEmpty()) {
      return new Resolved.Broken(
          reference.variable() + " refers to " + what + "a secret that has none.",
          "Add it to the secret's JSON object, or correct the part behind # in the variable.");
    }
    String secret = value.get().strip();
    return secret.isEmpty()
        ? new Resolved.Broken(
            reference.variable() + " refers to " + what + "a secret that is empty.",
            "Put the provider's key into the secret.")
        : new Resolved.Value(reference, new Secret(secret));
  }

  private static Resolved refused(Reference reference, String code) {
    return code.equals("ResourceNotFoundException") || code.equals("ParameterNotFound")
        ? new Resolved.Broken(
            reference.variable() + " refers to a secret that does not exist.",
            "Create the secret, or correct its ARN or name in the variable.")
        : new Resolved.Hidden(
            reference,
            "The secret of " + reference.variable() + " could not be read (" + code + ").");
  }
}
