package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * That Cognito may invoke the function for one pool, and for no other. It belongs to the alias or
 * version that the pool names: a permission on the function alone does not count for these.
 *
 * @param statementId the same for every call with this pool
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">Resource-based
 *     policies</a>
 */
record InvokePermission(
    FunctionArn function, String userPoolId, String poolArn, String statementId) {

  /** What it allows, as it is shown. */
  static final String RIGHT = "cognito-idp.amazonaws.com may invoke it for this pool";

  private static final int ATTEMPTS = 4;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final String COGNITO = "cognito-idp.amazonaws.com";
  private static final String INVOKE = "lambda:InvokeFunction";

  static InvokePermission of(FunctionArn function, String userPoolId, String poolArn) {
    return new InvokePermission(function, userPoolId, poolArn, "cognito-courier-" + userPoolId);
  }

  /** Whether there is such a permission, whoever made it. */
  boolean isGiven(LambdaClient lambda) {
    return statements(lambda).stream().anyMatch(this::serves);
  }

  /** Whether there is the one that {@link #ensure} makes. */
  boolean isOurs(LambdaClient lambda) {
    return statements(lambda).stream()
        .anyMatch(statement -> statement.at("Sid").text().filter(statementId::equals).isPresent());
  }

  /**
   * Adds it and sees that it serves. Lambda names two troubles alike, a statement of this id and
   * another change of the policy under way, so only the policy itself tells.
   *
   * @return with an obstacle when Cognito may not invoke the function, or nobody knows
   */
  Access.Prepared ensure(LambdaClient lambda, Pause pause) {
    boolean made = false;
    try {
      for (int attempt = 1; ; attempt++) {
        made = give(lambda) || made;
        if (isGiven(lambda)) {
          return new Access.Prepared(made(made), Optional.empty());
        }
        if (attempt == ATTEMPTS) {
          return new Access.Prepared(made(made), Optional.of(notServing()));
        }
        pause.pause(WAIT.multipliedBy(attempt));
      }
    } catch (SdkException refused) {
      return new Access.Prepared(made(made), Optional.of(PoolErrors.sentence(refused)));
    }
  }

  /**
   * Removes it unless a trigger of the pool names the function. Whoever sets such a trigger just
   * then finds it in place afterwards: the pool is read once more, and what it needs is given back.
   *
   * @return why it stays, or why a needed one is missing
   */
  List<String> takeUnlessNeeded(LambdaClient lambda, UserPools pools, Pause pause) {
    if (isNeeded(pools)) {
      return List.of("The permission stays: a trigger of the pool names " + function.text() + ".");
    }
    take(lambda);
    return isNeeded(pools) ? ensure(lambda, pause).obstacle().stream().toList() : List.of();
  }

  /** With its function, as it is shown. */
  @Override
  public String toString() {
    return "Permission " + statementId + " of " + function.text();
  }

  private boolean isNeeded(UserPools pools) {
    return Senders.name(pools.read(userPoolId).lambdaConfig(), function);
  }

  private List<InvokePermission> made(boolean made) {
    return made ? List.of(this) : List.of();
  }

  private String notServing() {
    return "Cognito may not invoke "
        + function.text()
        + " for this pool: its policy has another statement named "
        + statementId
        + ", or is being changed just now. Run the command again, or remove that statement (aws"
        + " lambda remove-permission).";
  }

  /** Whether it was added by this call. */
  private boolean give(LambdaClient lambda) {
    try {
      lambda.addPermission(request ->
          request
              .functionName(function.function())
              .qualifier(function.qualifier().orElse(null))
              .statementId(statementId)
              .action(INVOKE)
              .principal(COGNITO)
              .sourceArn(poolArn)
              .sourceAccount(account()));
      return true;
    } catch (ResourceConflictException thereOrBusy) {
      return false;
    }
  }

  /** Nothing happens when it is gone. */
  private void take(LambdaClient lambda) {
    try {
      lambda.removePermission(request ->
          request
              .functionName(function.function())
              .qualifier(function.qualifier().orElse(null))
              .statementId(statementId));
    } catch (ResourceNotFoundException gone) {
      // The function, or the statement: either way nobody may invoke it any more.
    }
  }

  private String account() {
    return poolArn.split(":", -1)[4];
  }

  private List<Json> statements(LambdaClient lambda) {
    try {
      String policy =
          lambda
              .getPolicy(request ->
                  request
                      .functionName(function.function())
                      .qualifier(function.qualifier().orElse(null)))
              .policy();
      return Json.parse(policy).at("Statement").items();
    } catch (ResourceNotFoundException noPolicy) {
      return List.of();
    }
  }

  private boolean serves(Json statement) {
    return statement.at("Effect").text().filter("Allow"::equals).isPresent()
        && texts(statement.at("Action")).anyMatch(INVOKE::equals)
        && texts(statement.at("Principal").at("Service")).anyMatch(COGNITO::equals)
        && statement.at("Condition").fields().entrySet().stream()
            .filter(condition -> condition.getKey().startsWith("Arn"))
            .map(Map.Entry::getValue)
            .flatMap(condition -> condition.fields().entrySet().stream())
            .filter(condition -> condition.getKey().equalsIgnoreCase("AWS:SourceArn"))
            .flatMap(condition -> texts(condition.getValue()))
            .anyMatch(poolArn::equals);
  }

  private static Stream<String> texts(Json value) {
    return value.text().isPresent()
        ? value.text().stream()
        : value.items().stream().flatMap(one -> one.text().stream());
  }
}
