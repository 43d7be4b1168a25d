package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.core.message.Secret;
import java.util.Optional;

/**
 * A variable that refers to a secret: {@code secretsmanager:<arn>[#member]} or {@code ssm:<name or
 * ARN>}.
 *
 * @param variable the variable's name
 * @param id what the store is asked for: an ARN, or a name, perhaps with {@code :version}
 * @param arn the secret's or parameter's
 * @param member of the secret's JSON object; empty for the whole secret
 */
record Reference(String variable, Store store, String id, Arn arn, Optional<String> member) {

  /** Where secrets are kept. */
  enum Store {
    SECRETS_MANAGER,
    PARAMETER_STORE
  }

  /** What reading a reference gave. */
  sealed interface Resolved {

    /** The secret itself. */
    record Value(Reference reference, Secret secret) implements Resolved {}

    /** No secret can come of it: what was found, and the sentence that mends it. */
    record Broken(String found, String fix) implements Resolved {}

    /** The operator may not read it. */
    record Hidden(Reference reference, String why) implements Resolved {}
  }

  private static final String SECRETS_MANAGER = "secretsmanager:";
  private static final String PARAMETER_STORE = "ssm:";

  /** Whether {@code value} refers to a secret. */
  static boolean isOne(String value) {
    return value.startsWith(SECRETS_MANAGER) || value.startsWith(PARAMETER_STORE);
  }

  /**
   * The reference in {@code value}; empty when it is not of the form. A parameter's name is of the
   * function's own account and region.
   */
  static Optional<Reference> parse(String variable, String value, Arn function) {
    if (value.startsWith(SECRETS_MANAGER)) {
      String[] parts = value.substring(SECRETS_MANAGER.length()).split("#", 2);
      Optional<String> member = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
      return Arn.parse(parts[0])
          .filter(arn -> arn.service().equals("secretsmanager"))
          .map(arn -> new Reference(variable, Store.SECRETS_MANAGER, arn.text(), arn, member));
    }
    String name = value.substring(PARAMETER_STORE.length());
    String path = name.startsWith("/") ? name : "/" + name;
    String named = function.sibling("ssm", "parameter" + path.split(":", 2)[0]);
    String arn = name.startsWith("arn:") ? name : named;
    return name.isEmpty()
        ? Optional.empty()
        : Arn.parse(arn)
            .map(it -> new Reference(variable, Store.PARAMETER_STORE, name, it, Optional.empty()));
  }

  /** The action by which the function reads it. */
  String action() {
    return switch (store) {
      case SECRETS_MANAGER -> "secretsmanager:GetSecretValue";
      case PARAMETER_STORE -> "ssm:GetParameter";
    };
  }
}
