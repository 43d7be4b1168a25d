package io.github.cognitocourier.core.message;

import java.util.Optional;

/** A provider's key as the operator has set it: itself, or where it is kept. Immutable. */
public sealed interface Credential {

  /** The key itself. */
  record Literal(Secret secret) implements Credential {}

  /** Where the key is kept; it is read at first use. */
  sealed interface Reference extends Credential {}

  /**
   * A secret of Secrets Manager.
   *
   * @param member the member of the secret's JSON object that is the key; empty when the secret is
   *     the key
   * @see <a
   *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html">
   *     What's in a secret</a>
   */
  record StoredSecret(String arn, Optional<String> member) implements Reference {}

  /**
   * A parameter of Systems Manager's Parameter Store.
   *
   * @param name its name in the function's own region, or its ARN; either may end in {@code
   *     :version} or {@code :label}
   * @see <a
   *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">
   *     GetParameter</a>
   */
  record Parameter(String name) implements Reference {}
}
