package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * One thing that the function's role has to be allowed, by IAM's own simulation of the role's
 * policies or, since that cannot look into them for a role, by the resource's own policy.
 *
 * @param resource its ARN, or {@code *} for what has none
 * @param context context keys of the request
 * @param what completes "The role may"
 * @param own the resource's own policy, read only when the role's do not allow it
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
record RoleRight(
    String action,
    String resource,
    Map<String, String> context,
    String what,
    Supplier<Policy> own) {

  /** For a resource that has no policy. */
  static final Supplier<Policy> NO_POLICY = () -> new Policy(List.of());

  Verdict examine(Deployment deployment) {
    EvaluationResult result = simulated(deployment);
    PolicyEvaluationDecisionType decision = result.evalDecision();
    if (decision == PolicyEvaluationDecisionType.ALLOWED) {
      return new Good("The role may " + what + ".");
    }
    if (decision == PolicyEvaluationDecisionType.EXPLICIT_DENY) {
      return new Bad(
          "The role may not " + what + ": a policy denies it.",
          "Remove the denial of " + request() + ".");
    }
    return switch (isLimited(result) ? Policy.Answer.SILENT : answer(deployment.roleArn())) {
      case ALLOWED -> new Good("The role may " + what + ", by the resource's own policy.");
      case DEPENDS ->
          new Unchecked(
              "The role's right to "
                  + what
                  + " depends on a condition in the resource's own policy.");
      case DENIED, SILENT -> denied(result);
    };
  }

  private Verdict denied(EvaluationResult result) {
    return unknown(result)
        .<Verdict>map(key ->
            new Unchecked(
                "The role's right to " + what + " depends on " + key + ", unknown from here."))
        .orElseGet(
            () -> new Bad("The role may not " + what + ".", "Allow the role " + request() + "."));
  }

  private EvaluationResult simulated(Deployment deployment) {
    return deployment
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
  }

  /** IAM names them beside the resource when one was given. */
  private static Optional<String> unknown(EvaluationResult result) {
    return Stream.concat(
            result.resourceSpecificResults().stream()
                .flatMap(each -> each.missingContextValues().stream()),
            result.missingContextValues().stream())
        .findFirst();
  }

  /** What a boundary or the organization leaves out, no policy of a resource gives to a role. */
  private static boolean isLimited(EvaluationResult result) {
    var boundary = result.permissionsBoundaryDecisionDetail();
    var organization = result.organizationsDecisionDetail();
    return (boundary != null && !boundary.allowedByPermissionsBoundary())
        || (organization != null && !organization.allowedByOrganizations());
  }

  /** Only in one's own account does a resource's policy suffice. */
  private Policy.Answer answer(Arn role) {
    if (Arn.parse(resource).filter(it -> it.account().equals(role.account())).isEmpty()) {
      return Policy.Answer.SILENT;
    }
    var known = new HashMap<>(callersContext(role));
    context.forEach((key, value) -> known.put(Condition.lower(key), value));
    return own.get()
        .answer(it -> it.covers(action) && it.isFor("AWS", role.text()), Map.copyOf(known));
  }

  /** What is known of every request of the role's. */
  static Map<String, String> callersContext(Arn role) {
    return Map.of(
        "aws:principalarn",
        role.text(),
        "aws:principalaccount",
        role.account(),
        "kms:calleraccount",
        role.account(),
        "aws:securetransport",
        "true");
  }

  private String request() {
    return action
        + " on "
        + resource
        + context.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> " with " + entry.getKey() + " = " + entry.getValue())
            .reduce("", String::concat);
  }

  private static ContextEntry entry(String name, String value) {
    return ContextEntry.builder()
        .contextKeyName(name)
        .contextKeyType(ContextKeyTypeEnum.STRING)
        .contextKeyValues(value)
        .build();
  }
}
