package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Policy.Statement;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Whether Cognito may call the function, and what becomes of a call that fails. */
final class InvocationChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("permission", InvocationChecks::permission, "function.alias"),
          Check.of("failures", InvocationChecks::failures, "function.alias"),
          Check.of("failures.age", InvocationChecks::age, "failures"),
          Check.of("queue", InvocationChecks::queue, "failures"),
          Check.of("queue.encrypted", InvocationChecks::encrypted, "queue"),
          Check.of("queue.empty", InvocationChecks::empty, "queue"));

  private static final String INVOKE = "lambda:InvokeFunction";
  private static final String COGNITO = "cognito-idp.amazonaws.com";

  /** The shortest life of a code that a user waits for: that of ForgotPassword. */
  private static final int CODES_LIVE_SECONDS = 3600;

  private InvocationChecks() {}

  private static Verdict permission(Deployment deployment) {
    Arn pool = deployment.poolArn();
    String function = deployment.functionArn().text();
    List<Statement> statements =
        policy(deployment).statements().stream()
            .filter(it -> it.isFor("Service", COGNITO) && it.allows(INVOKE) && it.isAbout(function))
            .toList();
    if (statements.stream().anyMatch(it -> isBound(it, pool))) {
      return new Good("Cognito may invoke it, for this pool only.");
    }
    String add =
        "aws lambda add-permission --function-name "
            + function
            + " --statement-id cognito --action "
            + INVOKE
            + " --principal "
            + COGNITO
            + " --source-arn "
            + pool.text()
            + " --source-account "
            + pool.account()
            + ".";
    boolean unbound = statements.stream().anyMatch(it -> it.wanted("AWS:SourceArn").isEmpty());
    return unbound
        ? new Bad(
            "Cognito may invoke it for any pool, of any account.",
            "Remove that statement of the function's policy and add one for this pool: " + add)
        : new Bad("Cognito may not invoke it for this pool.", "Allow it: " + add);
  }

  private static Policy policy(Deployment deployment) {
    try {
      return Policy.parse(
          deployment
              .lambda()
              .getPolicy(call -> {
                call.functionName(deployment.functionName());
                deployment.qualifier().ifPresent(call::qualifier);
              })
              .policy());
    } catch (ResourceNotFoundException none) {
      return new Policy(List.of());
    }
  }

  private static boolean isBound(Statement statement, Arn pool) {
    Optional<List<String>> sources = statement.wanted("AWS:SourceArn");
    Optional<List<String>> accounts = statement.wanted("AWS:SourceAccount");
    return sources
            .filter(it -> it.stream().anyMatch(arn -> Policy.matches(arn, pool.text())))
            .isPresent()
        && accounts.map(it -> it.contains(pool.account())).orElse(true);
  }

  private static Verdict failures(Deployment deployment) {
    String set =
        "Set it: aws lambda put-function-event-invoke-config --function-name "
            + deployment.functionArn().text()
            + " --maximum-event-age-in-seconds 3600 --maximum-retry-attempts 2"
            + " --destination-config OnFailure={Destination=QUEUE_ARN}.";
    try {
      return deployment
          .destination()
          .<Verdict>map(arn -> new Good("A failed event goes to " + Arn.of(arn).resource() + "."))
          .orElseGet(() -> new Bad("A failed event is lost: there is no on-failure queue.", set));
    } catch (ResourceNotFoundException none) {
      return new Bad("A failed event is lost: there is no on-failure queue.", set);
    }
  }

  /** Without a setting, Lambda tries a throttled event for six hours. */
  private static Verdict age(Deployment deployment) {
    int seconds =
        Optional.ofNullable(deployment.invocation().maximumEventAgeInSeconds()).orElse(21_600);
    return seconds <= CODES_LIVE_SECONDS
        ? new Good("An event is given up after " + seconds + " s.")
        : new Bad(
            "An event may be " + seconds + " s old; its code lives for 3600 s.",
            "Set the maximum event age of the asynchronous invocation to 3600 s or less.");
  }

  private static Verdict queue(Deployment deployment) {
    if (!deployment.queueArn().service().equals("sqs")) {
      return new Unchecked("The on-failure destination is no SQS queue; only those are examined.");
    }
    try {
      attributes(deployment);
      return new Good("The failure queue is there.");
    } catch (QueueDoesNotExistException missing) {
      return new Bad(
          "The failure queue does not exist.",
          "Create the queue "
              + deployment.queueArn().resource()
              + ", encrypted, or name another as on-failure destination.");
    }
  }

  private static Verdict encrypted(Deployment deployment) {
    Map<QueueAttributeName, String> attributes = attributes(deployment);
    boolean managed = "true".equals(attributes.get(QueueAttributeName.SQS_MANAGED_SSE_ENABLED));
    boolean own = !attributes.getOrDefault(QueueAttributeName.KMS_MASTER_KEY_ID, "").isEmpty();
    return managed || own
        ? new Good("The failure queue is encrypted.")
        : new Bad(
            "The failure queue is not encrypted; its events hold addresses in clear.",
            "Switch server-side encryption on: SqsManagedSseEnabled=true.");
  }

  private static Verdict empty(Deployment deployment) {
    String depth =
        attributes(deployment).getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
    return depth.equals("0")
        ? new Good("The failure queue is empty.")
        : new Bad(
            "Failed events wait in the queue: " + depth + ".",
            "See why and send them again: courier redrive --dry-run, then without.");
  }

  private static Map<QueueAttributeName, String> attributes(Deployment deployment) {
    Arn queue = deployment.queueArn();
    String url =
        deployment
            .sqs()
            .getQueueUrl(
                call -> call.queueName(queue.resource()).queueOwnerAWSAccountId(queue.account()))
            .queueUrl();
    return deployment
        .sqs()
        .getQueueAttributes(call -> call.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }
}
