package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
record InvokePermission(FunctionArn function, String poolArn, String statementId) {

  private static final String COGNITO = "cognito-idp.amazonaws.com";
  private static final String INVOKE = "lambda:InvokeFunction";

  static InvokePermission of(FunctionArn function, String userPoolId, String poolArn) {
    return new InvokePermission(function, poolArn, "cognito-courier-" + userPoolId);
  }

  /** Whether there is such a permission, whoever made it. */
  boolean isGiven(LambdaClient lambda) {
    return statements(lambda).stream().anyMatch(this::serves);
  }

  /** Whether there is the one that {@link #give} makes. */
  boolean isOurs(LambdaClient lambda) {
    return statements(lambda).stream()
        .anyMatch(statement -> statement.at("Sid").text().filter(statementId::equals).isPresent());
  }

  /** Adds it; nothing happens when it is there. */
  void give(LambdaClient lambda) {
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
    } catch (ResourceConflictException alreadyThere) {
      // Made by another run of this command: the id holds the pool, so it says the same.
    }
  }

  /** Removes what {@link #give} made; nothing happens when it is gone. */
  void take(LambdaClient lambda) {
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
