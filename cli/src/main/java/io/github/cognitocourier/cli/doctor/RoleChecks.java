package io.github.cognitocourier.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.cli.doctor.Reference.Resolved;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the function's role may do, and who lets it. */
final class RoleChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("role", RoleChecks::role, "function.alias"),
          Check.of("key.policy", RoleChecks::keyPolicy, "role", "key"),
          Check.of("role.decrypt", RoleChecks::decrypt, "role", "pool.key"),
          Check.of("role.users", RoleChecks::users, "role"),
          Check.of("role.queue", RoleChecks::queue, "role", "queue"),
          Check.of("role.secrets", RoleChecks::secrets, "role", "function.variables"),
          Check.of("role.providers", ProviderRights::examine, "role", "settings"));

  private static final String DECRYPT = "kms:Decrypt";
  private static final String POOL_IN_CONTEXT = "kms:EncryptionContext:userpool-id";

  private RoleChecks() {}

  private static Verdict role(Deployment deployment) {
    String trust;
    try {
      trust =
          deployment
              .iam()
              .getRole(call -> call.roleName(deployment.roleName()))
              .role()
              .assumeRolePolicyDocument();
    } catch (NoSuchEntityException missing) {
      return new Bad(
          "The function's role does not exist.",
          "Create the role again, or give the function another one.");
    }
    boolean lambdas =
        Policy.parse(URLDecoder.decode(trust, UTF_8)).statements().stream()
            .anyMatch(
                it -> it.isFor("Service", "lambda.amazonaws.com") && it.allows("sts:AssumeRole"));
    return lambdas
        ? new Good("The function's role is there, and Lambda may assume it.")
        : new Bad(
            "Lambda may not assume the function's role.",
            "Let lambda.amazonaws.com sts:AssumeRole in the role's trust policy.");
  }

  /** Either the key's policy leaves the matter to IAM in this account, or it names the role. */
  private static Verdict keyPolicy(Deployment deployment) {
    return keyPolicy(
        OwnKeys.policy(deployment.kms(), deployment.keyArn().text()),
        deployment.roleArn(),
        deployment.question().poolId());
  }

  static Verdict keyPolicy(Policy policy, Arn role, String pool) {
    String root = "arn:" + role.partition() + ":iam::" + role.account() + ":root";
    boolean everybody =
        policy.statements().stream()
            .anyMatch(it -> it.allows(DECRYPT) && it.isForAnybody() && !it.isConditional());
    if (everybody) {
      return new Bad(
          "The key's policy lets everybody decrypt.",
          "Take the principal * out of the key's policy and name your account instead: "
              + root
              + ".");
    }
    var context = new HashMap<>(RoleRight.callersContext(role));
    context.put(Condition.lower(POOL_IN_CONTEXT), pool);
    List<String> principals = List.of(root, role.account(), role.text());
    return switch (policy.answer(
        it -> it.covers(DECRYPT) && principals.stream().anyMatch(who -> it.isFor("AWS", who)),
        context)) {
      case ALLOWED -> new Good("The key's policy lets the role decrypt.");
      case DENIED ->
          new Bad(
              "A statement of the key's policy denies the role kms:Decrypt.",
              "Except the role from that statement, or remove it.");
      case DEPENDS ->
          new Unchecked("Whether the key's policy lets the role decrypt depends on a condition.");
      case SILENT ->
          new Bad(
              "The key's policy lets neither the account nor the role decrypt.",
              "Add a statement to the key's policy that allows kms:* to "
                  + root
                  + ", or "
                  + DECRYPT
                  + " to the role.");
    };
  }

  private static Verdict decrypt(Deployment deployment) {
    String key = deployment.keyArn().text();
    return new RoleRight(
            DECRYPT,
            key,
            Map.of(POOL_IN_CONTEXT, deployment.question().poolId()),
            "decrypt this pool's codes",
            () -> OwnKeys.policy(deployment.kms(), key))
        .examine(deployment);
  }

  private static Verdict users(Deployment deployment) {
    return new RoleRight(
            "cognito-idp:AdminGetUser",
            deployment.poolArn().text(),
            Map.of(),
            "look users up, for takeover notifications",
            RoleRight.NO_POLICY)
        .examine(deployment);
  }

  private static Verdict queue(Deployment deployment) {
    Arn queue = deployment.queueArn();
    Map<QueueAttributeName, String> attributes = deployment.queue();
    String policy = attributes.getOrDefault(QueueAttributeName.POLICY, "{}");
    Verdict write =
        new RoleRight(
                "sqs:SendMessage",
                queue.text(),
                Map.of(),
                "write to the failure queue",
                () -> Policy.parse(policy))
            .examine(deployment);
    Verdict key =
        OwnKeys.examine(
            deployment,
            new OwnKeys.Use(
                Optional.ofNullable(attributes.get(QueueAttributeName.KMS_MASTER_KEY_ID)),
                "sqs",
                queue.region(),
                List.of("kms:GenerateDataKey", DECRYPT),
                Map.of("aws:sqs:arn", queue.text()),
                "the failure queue"));
    return Verdict.worst(List.of(write, key)).orElse(write);
  }

  private static Verdict secrets(Deployment deployment) {
    List<Reference> references =
        deployment.secrets().stream().flatMap(RoleChecks::reference).toList();
    return Verdict.worst(
            references.stream().flatMap(it -> SecretRights.of(it, deployment)).toList())
        .orElseGet(() ->
            new Good(
                references.isEmpty()
                    ? "The environment refers to no secrets."
                    : "The role may read its secrets."));
  }

  private static Stream<Reference> reference(Resolved resolved) {
    return switch (resolved) {
      case Resolved.Value value -> Stream.of(value.reference());
      case Resolved.Hidden hidden -> Stream.of(hidden.reference());
      case Resolved.Broken _ -> Stream.empty();
    };
  }
}
