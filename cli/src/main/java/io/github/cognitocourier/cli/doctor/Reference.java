package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Secret;

/**
 * A variable that refers to a secret.
 *
 * @param variable the variable's name
 * @param isByPlace whether the variable is not set, and the reference is COURIER_SECRETS'
 * @param credential where the secret is kept
 * @param arn the secret's or parameter's
 */
record Reference(String variable, boolean isByPlace, Credential.Reference credential, Arn arn) {

  /** What reading a reference gave. */
  sealed interface Resolved {

    /** The secret itself. */
    record Value(Reference reference, Secret secret) implements Resolved {}

    /** No secret can come of it: what was found, and the sentence that mends it. */
    record Broken(String found, String fix) implements Resolved {}

    /** The operator may not read it. */
    record Hidden(Reference reference, String why) implements Resolved {}
  }

  /** A parameter's name is of the function's own account and region. */
  static Reference of(
      String variable, boolean isByPlace, Credential.Reference credential, Arn function) {
    return new Reference(
        variable,
        isByPlace,
        credential,
        switch (credential) {
          case Credential.StoredSecret stored -> Arn.of(stored.arn());
          case Credential.Parameter(String name) -> parameter(name, function);
        });
  }

  private static Arn parameter(String name, Arn function) {
    String path = name.startsWith("/") ? name : "/" + name;
    String named = function.sibling("ssm", "parameter" + path.split(":", 2)[0]);
    return Arn.of(name.startsWith("arn:") ? name : named);
  }

  /** The action by which the function reads it. */
  String action() {
    return switch (credential) {
      case Credential.StoredSecret _ -> "secretsmanager:GetSecretValue";
      case Credential.Parameter _ -> "ssm:GetParameter";
    };
  }
}
