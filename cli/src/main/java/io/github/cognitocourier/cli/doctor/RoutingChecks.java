package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/** Which version a call reaches, and whether any call gets through. */
final class RoutingChecks {

  private RoutingChecks() {}

  /** A version's number is no alias. */
  static Verdict routing(Deployment deployment) {
    Optional<String> alias =
        deployment.qualifier().filter(name -> !name.chars().allMatch(Character::isDigit));
    if (alias.isEmpty()) {
      return new Good("Every call goes to the version that the pool names.");
    }
    AliasRoutingConfiguration routing =
        deployment
            .lambda()
            .getAlias(call -> call.functionName(deployment.functionName()).name(alias.get()))
            .routingConfig();
    return routing == null || routing.additionalVersionWeights().isEmpty()
        ? new Good("The alias sends every call to one version.")
        : new Unchecked(
            "The alias sends some calls to version "
                + String.join(", ", routing.additionalVersionWeights().keySet())
                + ", which is not examined.");
  }

  static Verdict concurrency(Deployment deployment) {
    Integer reserved =
        deployment
            .lambda()
            .getFunctionConcurrency(call -> call.functionName(deployment.functionName()))
            .reservedConcurrentExecutions();
    if (reserved == null) {
      return new Good("The function shares the account's concurrency.");
    }
    return reserved == 0
        ? new Bad(
            "The reserved concurrency is 0: Lambda throttles every call.",
            "Take it back: aws lambda delete-function-concurrency --function-name "
                + deployment.functionName()
                + ".")
        : new Good("The reserved concurrency is " + reserved + ".");
  }
}
