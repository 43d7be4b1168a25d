package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.aws.CognitoGrant;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** The key with which Cognito encrypts and the function decrypts. */
final class KeyChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("key", KeyChecks::key, "pool.key"),
          Check.of("key.state", deployment -> state(deployment.key()), "key"),
          Check.of("key.kind", deployment -> kind(deployment.key()), "key"),
          Check.of("key.grant", KeyChecks::grant, "key"));

  /** What Cognito needs to encrypt a code. */
  private static final String ENCRYPT = "kms:GenerateDataKey";

  private static final String COGNITO = "cognito-idp.amazonaws.com";

  private static final String POOL = "userpool-id";

  private KeyChecks() {}

  private static Verdict key(Deployment deployment) {
    try {
      return new Good("The key " + deployment.key().keyId() + " is there.");
    } catch (NotFoundException missing) {
      return new Bad(
          "The key that the pool names does not exist.",
          "Attach the function again with the ARN of a key that exists; codes made with the old key"
              + " are lost.");
    }
  }

  static Verdict state(KeyMetadata key) {
    if (key.keyState() == KeyState.ENABLED) {
      return new Good("The key is enabled.");
    }
    String state = key.keyStateAsString();
    return switch (state) {
      case "Disabled" ->
          new Bad(
              "The key is disabled.", "Enable it: aws kms enable-key --key-id " + key.arn() + ".");
      case "PendingDeletion" ->
          new Bad(
              "The key is about to be deleted.",
              "Cancel that: aws kms cancel-key-deletion --key-id "
                  + key.arn()
                  + ", then aws kms enable-key.");
      default ->
          new Bad("The key's state is " + state + ".", "Bring the key into the state Enabled.");
    };
  }

  static Verdict kind(KeyMetadata key) {
    boolean symmetric =
        key.keySpec() == KeySpec.SYMMETRIC_DEFAULT
            && key.keyUsage() == KeyUsageType.ENCRYPT_DECRYPT;
    return symmetric
        ? new Good("The key is symmetric and encrypts.")
        : new Bad(
            "The key is not a symmetric one for encryption; Cognito needs that.",
            "Create a key of spec SYMMETRIC_DEFAULT and usage ENCRYPT_DECRYPT and attach with it.");
  }

  /**
   * Cognito encrypts by a grant, which it makes when the pool is changed by a principal that may
   * {@code kms:CreateGrant}. AWS does not say for whom that grant is: any one that allows data keys
   * counts, and so does the older way, a statement for the service in the key's policy. moto's
   * Cognito makes no grant.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html">Custom
   *     sender Lambda triggers</a>
   */
  private static Verdict grant(Deployment deployment) {
    String key = deployment.keyArn().text();
    return grant(
        deployment.kms().listGrantsPaginator(call -> call.keyId(key)).grants().stream().toList(),
        OwnKeys.policy(deployment.kms(), key),
        deployment.poolArn(),
        deployment.question().poolId());
  }

  static Verdict grant(List<GrantListEntry> all, Policy policy, Arn pool, String poolId) {
    List<GrantListEntry> grants =
        all.stream()
            .filter(grant -> grant.operationsAsStrings().stream().anyMatch(KeyChecks::encrypts))
            .toList();
    boolean granted = grants.stream().anyMatch(grant -> CognitoGrant.serves(grant, poolId));
    return switch (byPolicy(policy, pool, poolId)) {
      case DENIED ->
          new Bad(
              "A statement of the key's policy denies Cognito " + ENCRYPT + ".",
              "Except " + COGNITO + " from that statement, or remove it.");
      case ALLOWED ->
          new Good(
              granted
                  ? "A grant lets Cognito encrypt for this pool."
                  : "The key's policy lets Cognito encrypt.");
      case DEPENDS ->
          granted && !isDenied(policy)
              ? new Good("A grant lets Cognito encrypt for this pool.")
              : new Unchecked("Whether Cognito may encrypt depends on a condition in the policy.");
      case SILENT -> byGrants(granted, grants);
    };
  }

  private static Verdict byGrants(boolean granted, List<GrantListEntry> grants) {
    if (granted) {
      return new Good("A grant lets Cognito encrypt for this pool.");
    }
    return grants.isEmpty()
        ? new Bad(
            "Neither a grant nor the key's policy lets Cognito encrypt.",
            "Let a principal that may kms:CreateGrant on the key attach the function again.")
        : new Unchecked("The key has grants for data keys; which one is Cognito's, nobody says.");
  }

  private static boolean encrypts(String operation) {
    return operation.startsWith("GenerateDataKey") || operation.equals("Encrypt");
  }

  private static Policy.Answer byPolicy(Policy policy, Arn pool, String poolId) {
    return policy.answer(
        KeyChecks::concernsCognito,
        Map.of(
            "aws:sourcearn",
            pool.text(),
            "aws:sourceaccount",
            pool.account(),
            "aws:securetransport",
            "true",
            "kms:encryptioncontext:" + POOL,
            poolId));
  }

  private static boolean concernsCognito(Policy.Statement statement) {
    return statement.isFor("Service", COGNITO) && statement.covers(ENCRYPT);
  }

  private static boolean isDenied(Policy policy) {
    return policy.statements().stream().anyMatch(it -> it.isDenial() && concernsCognito(it));
  }
}
