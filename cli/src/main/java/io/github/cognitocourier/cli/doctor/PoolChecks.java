package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.aws.AwsErrors;
import io.github.cognitocourier.cli.aws.ChannelNames;
import io.github.cognitocourier.cli.doctor.Deployment.Sender;
import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** The operator's own account, and what the pool says of its senders. */
final class PoolChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("credentials", PoolChecks::credentials),
          Check.of("pool", PoolChecks::pool, "credentials"),
          Check.of("pool.sender", PoolChecks::sender, "pool"),
          Check.of("pool.one-function", PoolChecks::oneFunction, "pool.sender"),
          Check.of("pool.key", PoolChecks::key, "pool"));

  private PoolChecks() {}

  private static Verdict credentials(Deployment deployment) {
    try {
      StsClient sts = deployment.clients().sts();
      return new Good("You are in the account " + sts.getCallerIdentity().account() + ".");
    } catch (SdkException refused) {
      return new Bad(
          "AWS cannot be called from here" + word(refused) + ".",
          AwsErrors.beforeTheService(refused)
              .orElse(
                  "Make \"aws sts get-caller-identity\" work in this shell, or give --profile and"
                      + " --region."));
    }
  }

  private static Verdict pool(Deployment deployment) {
    try {
      return new Good("The user pool " + deployment.pool().id() + " is there.");
    } catch (ResourceNotFoundException missing) {
      return new Bad(
          "There is no such user pool in this account and region.",
          "Check --user-pool-id, and --region and --profile with it.");
    } catch (SdkException refused) {
      return new Bad(
          "The user pool could not be read" + word(refused) + "; nothing else can be told.",
          AwsErrors.beforeTheService(refused)
              .orElse("Call with credentials that may cognito-idp:DescribeUserPool."));
    }
  }

  private static String word(SdkException refused) {
    return refused instanceof AwsServiceException answer ? " (" + AwsErrors.code(answer) + ")" : "";
  }

  private static Verdict sender(Deployment deployment) {
    Map<Channel, Sender> senders = deployment.senders();
    if (deployment.sender().isEmpty()) {
      return new Bad(
          "The pool names no custom sender for the channel.",
          "Attach the function to the pool: ./courier attach --user-pool-id "
              + deployment.question().poolId()
              + " --function ARN --key ARN.");
    }
    if (!senders.values().stream().allMatch(it -> it.version().equals("V1_0"))) {
      return new Bad(
          "A custom sender of the pool has another LambdaVersion than V1_0.",
          "Attach the function again: ./courier attach sets LambdaVersion V1_0.");
    }
    if (Arn.parse(deployment.sender().get().arn())
        .filter(arn -> arn.service().equals("lambda"))
        .isEmpty()) {
      return new Bad(
          "The custom sender's LambdaArn is no ARN of a function.",
          "Attach the function again, by the ARN of its alias live.");
    }
    String channels =
        senders.keySet().stream().map(ChannelNames::trigger).collect(Collectors.joining(" and "));
    return new Good("The pool names its " + channels + ".");
  }

  private static Verdict oneFunction(Deployment deployment) {
    Map<Channel, Sender> senders = deployment.senders();
    String examined = deployment.sender().orElseThrow().arn();
    return senders.entrySet().stream()
        .filter(entry -> !entry.getValue().arn().equals(examined))
        .findFirst()
        .<Verdict>map(other ->
            new Unchecked(
                ChannelNames.trigger(other.getKey())
                    + " is another function, which is not examined: run again with --channel "
                    + other.getKey().word()
                    + "."))
        .orElseGet(() -> new Good("All custom senders are " + examined + "."));
  }

  private static Verdict key(Deployment deployment) {
    if (deployment.keyId().isEmpty()) {
      return new Bad(
          "The pool's LambdaConfig names no KMSKeyID.",
          "Attach the function again with its key: ./courier attach sets both together.");
    }
    boolean isKeyArn =
        Arn.parse(deployment.keyId().get())
            .filter(arn -> arn.service().equals("kms") && arn.resource().startsWith("key/"))
            .isPresent();
    return isKeyArn
        ? new Good("The pool names its key by ARN.")
        : new Bad(
            "The pool's KMSKeyID is not the ARN of a key.",
            "Attach the function again with the key's ARN"
                + " (arn:aws:kms:region:account:key/id): a key id or an alias will not do.");
  }
}
