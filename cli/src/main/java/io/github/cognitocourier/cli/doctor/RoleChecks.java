package io.github.cognitocourier.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.cli.doctor.Reference.Resolved;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * What the function's role may do, by IAM's own simulation. A key's policy is not part of that.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
final class RoleChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("role", RoleChecks::role, "function.alias"),
          Check.of("key.policy", RoleChecks::keyPolicy, "role", "key"),
          Check.of("role.decrypt", RoleChecks::decrypt, "role", "pool.key"),
          Check.of("role.users", RoleChecks::users, "role"),
          Check.of("role.queue", RoleChecks::queue, "role", "failures"),
          Check.of("role.secrets", RoleChecks::secrets, "role"));

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
    String key = deployment.keyArn().text();
    Arn role = deployment.roleArn();
    String root = "arn:" + role.partition() + ":iam::" + role.account() + ":root";
    String document =
        deployment.kms().getKeyPolicy(call -> call.keyId(key).policyName("default")).policy();
    List<Policy.Statement> statements =
        Policy.parse(document).statements().stream().filter(it -> it.allows(DECRYPT)).toList();
    if (statements.stream().anyMatch(it -> it.isForAnybody() && !it.isConditional())) {
      return new Bad(
          "The key's policy lets everybody decrypt.",
          "Take the principal * out of the key's policy and name your account instead: "
              + root
              + ".");
    }
    boolean open =
        statements.stream()
            .anyMatch(it ->
                Stream.of(root, role.account(), role.text())
                    .anyMatch(principal -> it.isFor("AWS", principal)));
    return open
        ? new Good("The key's policy lets the role decrypt.")
        : new Bad(
            "The key's policy lets neither the account nor the role decrypt.",
            "Add a statement to the key's policy that allows kms:* to "
                + root
                + ", or "
                + DECRYPT
                + " to the role.");
  }

  private static Verdict decrypt(Deployment deployment) {
    return may(
        deployment,
        DECRYPT,
        deployment.keyArn().text(),
        Map.of(POOL_IN_CONTEXT, deployment.question().poolId()),
        "decrypt this pool's codes");
  }

  private static Verdict users(Deployment deployment) {
    return may(
        deployment,
        "cognito-idp:AdminGetUser",
        deployment.poolArn().text(),
        Map.of(),
        "look users up, for takeover notifications");
  }

  private static Verdict queue(Deployment deployment) {
    return deployment.queueArn().service().equals("sqs")
        ? may(
            deployment,
            "sqs:SendMessage",
            deployment.queueArn().text(),
            Map.of(),
            "write to the failure queue")
        : new Unchecked("The on-failure destination is no SQS queue; only those are examined.");
  }

  private static Verdict secrets(Deployment deployment) {
    List<Reference> references =
        deployment.secrets().stream().flatMap(RoleChecks::reference).toList();
    return references.stream()
        .map(it -> may(deployment, it.action(), it.arn().text(), Map.of(), "read its secrets"))
        .filter(verdict -> !(verdict instanceof Good))
        .findFirst()
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

  private static Verdict may(
      Deployment deployment,
      String action,
      String resource,
      Map<String, String> context,
      String what) {
    EvaluationResult result =
        deployment
            .iam()
            .simulatePrincipalPolicy(call ->
                call.policySourceArn(deployment.roleArn().text())
                    .actionNames(action)
                    .resourceArns(resource)
                    .contextEntries(
                        context.entrySet().stream()
                            .map(entry -> entry(entry.getKey(), entry.getValue()))
                            .toList()))
            .evaluationResults()
            .getFirst();
    if (result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED) {
      return new Good("The role may " + what + ".");
    }
    Optional<String> unknown = result.missingContextValues().stream().findFirst();
    if (unknown.isPresent()
        && result.evalDecision() == PolicyEvaluationDecisionType.IMPLICIT_DENY) {
      return new Unchecked(
          "The role's right to " + what + " depends on " + unknown.get() + ", unknown from here.");
    }
    String condition =
        context.entrySet().stream()
            .map(entry -> " with " + entry.getKey() + " = " + entry.getValue())
            .reduce("", String::concat);
    boolean forbidden = result.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY;
    return new Bad(
        "The role may not " + what + (forbidden ? ": a policy denies it." : "."),
        (forbidden ? "Remove the denial of " : "Allow the role ")
            + action
            + " on "
            + resource
            + condition
            + ".");
  }

  private static ContextEntry entry(String name, String value) {
    return ContextEntry.builder()
        .contextKeyName(name)
        .contextKeyType(ContextKeyTypeEnum.STRING)
        .contextKeyValues(value)
        .build();
  }
}
