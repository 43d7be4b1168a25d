package io.github.cognitocourier.cli.doctor;

import static io.github.cognitocourier.cli.doctor.Breakage.when;
import static io.github.cognitocourier.cli.doctor.MotoDeployment.REGION;

import java.util.stream.Stream;

/** The pool and its key, broken. */
final class PoolBreakages {

  private static final String NO_KEY =
      "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000";

  private PoolBreakages() {}

  static Stream<Breakage> all() {
    return Stream.of(
        when("the pool is another region's or deleted")
            .changed(it -> it.clients.cognito().deleteUserPool(call -> call.userPoolId(it.poolId)))
            .says(
                "pool",
                "There is no such user pool in this account and region.",
                "Check --user-pool-id, and --region and --profile with it."),
        when("the pool was reset by an update")
            .changed(it -> it.attach("", it.keyArn))
            .says(
                "pool.sender",
                "The pool names no custom sender for the channel.",
                "Attach the function to the pool: ./courier attach --user-pool-id {pool} --function"
                    + " ARN --key ARN."),
        when("the pool names no key")
            .changed(it -> it.attach(it.aliasArn, ""))
            .says(
                "pool.key",
                "The pool's LambdaConfig names no KMSKeyID.",
                "Attach the function again with its key: ./courier attach sets both together."),
        when("the pool's key is an alias")
            .changed(
                it -> it.attach(it.aliasArn, "arn:aws:kms:us-east-1:123456789012:alias/courier"))
            .says(
                "pool.key",
                "The pool's KMSKeyID is not the ARN of a key.",
                "Attach the function again with the key's ARN (arn:aws:kms:region:account:key/id):"
                    + " a key id or an alias will not do."),
        when("the key does not exist")
            .drafted(it -> it.variables.put("KMS_KEY_ARN", NO_KEY))
            .changed(it -> {
              it.attach(it.aliasArn, NO_KEY);
              it.rights("kms:Decrypt", NO_KEY, it.poolId);
            })
            .says(
                "key",
                "The key that the pool names does not exist.",
                "Attach the function again with the ARN of a key that exists; codes made with the"
                    + " old key are lost."),
        when("the key is disabled")
            .changed(it -> it.clients.kms(REGION).disableKey(call -> call.keyId(it.keyId())))
            .says(
                "key.state",
                "The key is disabled.",
                "Enable it: aws kms enable-key --key-id {key}."),
        when("the key is about to be deleted")
            .changed(
                it -> it.clients.kms(REGION).scheduleKeyDeletion(call -> call.keyId(it.keyId())))
            .says(
                "key.state",
                "The key is about to be deleted.",
                "Cancel that: aws kms cancel-key-deletion --key-id {key}, then aws kms"
                    + " enable-key."),
        when("the key is asymmetric")
            .drafted(it -> it.keySpec = "RSA_2048")
            .says(
                "key.kind",
                "The key is not a symmetric one for encryption; Cognito needs that.",
                "Create a key of spec SYMMETRIC_DEFAULT and usage ENCRYPT_DECRYPT and attach with"
                    + " it."),
        when("there is no grant")
            .drafted(it -> it.grant = false)
            .says(
                "key.grant",
                "Neither a grant nor the key's policy lets Cognito encrypt.",
                "Let a principal that may kms:CreateGrant on the key attach the function again."),
        when("the key's policy forgot the account")
            .changed(it -> it.keyPolicy("arn:aws:iam::123456789012:role/somebody-else"))
            .says(
                "key.policy",
                "The key's policy lets neither the account nor the role decrypt.",
                "Add a statement to the key's policy that allows kms:* to"
                    + " arn:aws:iam::123456789012:root, or kms:Decrypt to the role."),
        when("the key's policy lets everybody decrypt")
            .changed(it -> it.keyPolicy("*"))
            .says(
                "key.policy",
                "The key's policy lets everybody decrypt.",
                "Take the principal * out of the key's policy and name your account instead:"
                    + " arn:aws:iam::123456789012:root."));
  }
}
