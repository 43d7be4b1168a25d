package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
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

  /** The shortest life of a code that a user waits for: that of ForgotPassword. */
  private static final int CODES_LIVE_SECONDS = 3600;

  private InvocationChecks() {}

  private static Verdict permission(Deployment deployment) {
    return Permission.examine(
        policy(deployment), deployment.functionArn().text(), deployment.poolArn());
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
          .orElseGet(() -> withoutDestination(deployment.function(), set));
    } catch (ResourceNotFoundException none) {
      return withoutDestination(deployment.function(), set);
    }
  }

  /** A dead-letter queue gets the event alone: neither why it failed nor which function it was. */
  static Verdict withoutDestination(GetFunctionConfigurationResponse function, String set) {
    var letters = function.deadLetterConfig();
    boolean kept = letters != null && letters.targetArn() != null && !letters.targetArn().isEmpty();
    return kept
        ? new Unchecked(
            "Failed events go to a dead-letter queue, which ./courier redrive does not read and this"
                + " does not examine; an on-failure destination keeps the reason too.")
        : new Bad("A failed event is lost: there is no on-failure queue.", set);
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
      deployment.queue();
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
    Map<QueueAttributeName, String> attributes = deployment.queue();
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
        deployment.queue().getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
    return depth.equals("0")
        ? new Good("The failure queue is empty.")
        : new Bad(
            "Failed events wait in the queue: " + depth + ".",
            "See why and send them again: ./courier redrive --dry-run, then without.");
  }
}
