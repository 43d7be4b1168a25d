package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Reference.Resolved;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Reads what the environment refers to, with the operator's rights. */
final class SecretStore {

  private SecretStore() {}

  static List<Resolved> resolve(Map<String, String> variables, Arn function, Clients clients) {
    Environment environment = Environment.of(variables);
    return variables.keySet().stream()
        .sorted()
        .filter(environment::refersToSecret)
        .map(variable -> resolve(variable, environment, function, clients))
        .toList();
  }

  private static Resolved resolve(
      String variable, Environment environment, Arn function, Clients clients) {
    try {
      return switch (environment.requireCredential(variable, "a secret")) {
        case Credential.Reference reference ->
            read(Reference.of(variable, reference, function), clients);
        case Credential.Literal _ -> throw new IllegalStateException("no reference");
      };
    } catch (InvalidSettings invalid) {
      return new Resolved.Broken(
          String.join(" ", invalid.mistakes()),
          "Set it to secretsmanager:<arn>, secretsmanager:<arn>#member or ssm:<name>.");
    }
  }

  private static Resolved read(Reference reference, Clients clients) {
    String region = reference.arn().region();
    try {
      return switch (reference.credential()) {
        case Credential.StoredSecret(String arn, Optional<String> member) ->
            secret(reference, clients.secrets(region), arn, member);
        case Credential.Parameter(String name) -> parameter(reference, clients.ssm(region), name);
      };
    } catch (AwsServiceException refused) {
      return refused(reference, refused.awsErrorDetails().errorCode());
    }
  }

  private static Resolved secret(
      Reference reference, SecretsManagerClient client, String arn, Optional<String> member) {
    String text = client.getSecretValue(call -> call.secretId(arn)).secretString();
    if (text == null) {
      return notText(reference);
    }
    String of = member.map(name -> "the member " + name + " of ").orElse("");
    Optional<String> value =
        member.map(name -> Json.lenient(text).at(name).text()).orElse(Optional.of(text));
    return value
        .map(secret -> kept(reference, of, secret))
        .orElseGet(() ->
            new Resolved.Broken(
                reference.variable() + " refers to " + of + "a secret that has none.",
                "Add it to the secret's JSON object, or correct the part behind # in the"
                    + " variable."));
  }

  private static Resolved parameter(Reference reference, SsmClient client, String name) {
    Parameter parameter =
        client.getParameter(call -> call.name(name).withDecryption(true)).parameter();
    return parameter.type() == ParameterType.STRING_LIST || parameter.value() == null
        ? notText(reference)
        : kept(reference, "", parameter.value());
  }

  private static Resolved notText(Reference reference) {
    return new Resolved.Broken(
        reference.variable() + " refers to a secret that is not text.",
        "Store the provider's key as SecretString, or as a SecureString parameter.");
  }

  private static Resolved kept(Reference reference, String of, String text) {
    var secret = new Secret(text.strip());
    if (secret.isKey()) {
      return new Resolved.Value(reference, secret);
    }
    return text.isBlank()
        ? new Resolved.Broken(
            reference.variable() + " refers to " + of + "a secret that is empty.",
            "Put the provider's key into the secret.")
        : new Resolved.Broken(
            reference.variable()
                + " refers to "
                + of
                + "a secret with a space or another character"
                + " that no key has.",
            "Put the provider's key alone into the secret, or name its member behind #.");
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
