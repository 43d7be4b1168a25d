package io.github.cognitocourier.infra;

import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Map;

/**
 * A sender as it is in the account.
 *
 * @param function what Lambda says of its function
 * @param statements every statement of its policies
 */
record DeployedSender(String name, Json function, List<PolicyStatement> statements) {

  static DeployedSender of(Cloud cloud, Json function) throws InterruptedException {
    String name = function.at("FunctionName").requireText();
    return new DeployedSender(name, function, cloud.policyStatements(name));
  }

  /** The environment variables of its function. */
  Map<String, String> variables() {
    return function.at("Environment").at("Variables").texts();
  }

  /** The first statement that allows {@code action}, other than by way of another service. */
  PolicyStatement first(String action) {
    return statements.stream()
        .filter(each -> each.allows() && each.actions().contains(action))
        .filter(each -> !each.conditions().containsKey("stringequals:kms:viaservice"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing allows " + action));
  }
}
