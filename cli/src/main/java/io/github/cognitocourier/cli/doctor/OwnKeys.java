package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Good;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * The keys under which queue, secret and parameter lie. One that AWS manages serves everybody in
 * the account who may use the service; one of the operator's own needs rights of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service">kms:ViaService</a>
 */
final class OwnKeys {

  /**
   * A key in use.
   *
   * @param id as the service tells it: an id, an ARN or an alias; empty for AWS's
   * @param service whose requests come to KMS, such as {@code sqs}
   * @param context the encryption context
   * @param of completes "use the key of"
   */
  record Use(
      Optional<String> id,
      String service,
      String region,
      List<String> actions,
      Map<String, String> context,
      String of) {}

  private OwnKeys() {}

  /** Whether the function's role may use the key so. */
  static Verdict examine(Deployment deployment, Use use) {
    Optional<String> own = use.id().filter(id -> !id.isEmpty() && !id.contains("alias/aws/"));
    if (own.isEmpty()) {
      return new Good("The key of " + use.of() + " is AWS's.");
    }
    KmsClient kms = deployment.clients().kms(use.region());
    KeyMetadata key = kms.describeKey(call -> call.keyId(own.get())).keyMetadata();
    if (key.keyManager() == KeyManagerType.AWS) {
      return new Good("The key of " + use.of() + " is AWS's.");
    }
    var context = new HashMap<String, String>();
    context.put("kms:ViaService", use.service() + "." + use.region() + ".amazonaws.com");
    use.context().forEach((name, value) -> context.put("kms:EncryptionContext:" + name, value));
    return Verdict.worst(
            use.actions().stream()
                .map(action ->
                    new RoleRight(
                            action,
                            key.arn(),
                            context,
                            "use the key of " + use.of(),
                            () -> policy(kms, key.arn()))
                        .examine(deployment))
                .toList())
        .orElseGet(() -> new Good("The role may use the key of " + use.of() + "."));
  }

  static Policy policy(KmsClient kms, String key) {
    return Policy.parse(kms.getKeyPolicy(call -> call.keyId(key).policyName("default")).policy());
  }
}
