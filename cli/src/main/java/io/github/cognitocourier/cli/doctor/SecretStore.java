package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.aws.SecretText;
import io.github.cognitocourier.cli.aws.AwsErrors;
import io.github.cognitocourier.cli.doctor.Reference.Resolved;
import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Reads what the environment refers to, with the operator's rights. */
final class SecretStore {

  private SecretStore() {}

  /**
   * Those of {@code credentials}, and of the variables that refer to a secret though no route uses
   * them. A reference that cannot be read as one is left out: it is a wrong setting, and told
   * there.
   */
  static List<Resolved> resolve(
      Map<String, String> variables, Set<String> credentials, Arn function, Clients clients) {
    Environment environment = Environment.of(variables);
    var names = new TreeSet<>(credentials);
    variables.keySet().stream().filter(environment::refersToSecret).forEach(names::add);
    names.remove(Settings.COURIER_SECRETS);
    return names.stream()
        .flatMap(variable -> reference(variable, environment, function))
        .map(reference -> read(reference, clients))
        .toList();
  }

  private static Stream<Reference> reference(
      String variable, Environment environment, Arn function) {
    try {
      return switch (environment.requireCredential(variable, "a secret")) {
        case Credential.Reference reference ->
            Stream.of(
                Reference.of(variable, environment.get(variable).isEmpty(), reference, function));
        case Credential.Literal _ -> Stream.empty();
      };
    } catch (InvalidSettings invalid) {
      return Stream.empty();
    }
  }

  private static Resolved read(Reference reference, Clients clients) {
    String region = reference.arn().region();
    try {
      return switch (reference.credential()) {
        case Credential.StoredSecret(String arn, Optional<String> member) ->
            resolved(
                reference,
                member,
                SecretText.ofSecret(secret(clients.secrets(region), arn), member));
        case Credential.Parameter(String name) ->
            resolved(
                reference,
                Optional.empty(),
                SecretText.ofParameter(parameter(clients.ssm(region), name)));
      };
    } catch (AwsServiceException refused) {
      return refused(reference, AwsErrors.code(refused));
    }
  }

  private static Optional<String> secret(SecretsManagerClient client, String arn) {
    return Optional.ofNullable(client.getSecretValue(call -> call.secretId(arn)).secretString());
  }

  private static Optional<String> parameter(SsmClient client, String name) {
    return Optional.ofNullable(
        client.getParameter(call -> call.name(name).withDecryption(true)).parameter().value());
  }

  private static Resolved resolved(Reference reference, Optional<String> member, Lookup lookup) {
    return switch (lookup) {
      case Lookup.Found(Secret secret) -> new Resolved.Value(reference, secret);
      case Lookup.Missing(_, String word) ->
          new Resolved.Broken(
              subject(reference)
                  + member.map(name -> "the member " + name + " of ").orElse("")
                  + found(word),
              reference.isByPlace() ? fixByPlace(word) : fix(word));
    };
  }

  private static String subject(Reference reference) {
    return reference.variable()
        + (reference.isByPlace() ? " refers by COURIER_SECRETS to " : " refers to ");
  }

  // The words are SecretText's.
  private static String found(String word) {
    return switch (word) {
      case "binary" -> "a secret that is not text.";
      case "not_a_json_object" -> "a secret that is no JSON object.";
      case "no_such_member" -> "a secret that has none.";
      case "no_member_named" -> "a secret that is a JSON object, of which a key needs one member.";
      default -> "a secret that is empty, or has a space or another character that no key has.";
    };
  }

  private static String fix(String word) {
    return switch (word) {
      case "binary" -> "Store the provider's key as SecretString.";
      case "not_a_json_object", "no_such_member" ->
          "Add it to the secret's JSON object, or correct the part behind # in the variable.";
      case "no_member_named" -> "Put # and the member's name behind the ARN in the variable.";
      default -> "Put the provider's key alone into the secret.";
    };
  }

  /** The member has the variable's name, and no reference names it. */
  private static String fixByPlace(String word) {
    return switch (word) {
      case "binary", "not_a_json_object" -> "Store a JSON object with that member as SecretString.";
      case "no_such_member" -> "Add it to the secret's JSON object.";
      default -> "Put the provider's key alone there.";
    };
  }

  private static String missing(Reference reference) {
    if (!reference.isByPlace()) {
      return "Create the secret, or correct its ARN or name in the variable.";
    }
    return switch (reference.credential()) {
      case Credential.StoredSecret _ -> "Create the secret, or correct its ARN in COURIER_SECRETS.";
      case Credential.Parameter(String name) ->
          "Create the parameter " + name + ", or correct the path in COURIER_SECRETS.";
    };
  }

  private static Resolved refused(Reference reference, String code) {
    boolean missing =
        List.of("ResourceNotFoundException", "ParameterNotFound", "ParameterVersionNotFound")
            .contains(code);
    return missing
        ? new Resolved.Broken(
            subject(reference) + "a secret that does not exist.", missing(reference))
        : new Resolved.Hidden(
            reference,
            "The secret of " + reference.variable() + " could not be read (" + code + ").");
  }
}
