package io.github.cognitocourier.cli.pool;

import java.util.List;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * What happens to Cognito's right to invoke functions beside the change of the pool. A right comes
 * before the trigger that needs it and goes after it, so that no message in between is lost.
 */
sealed interface Access {

  /** The permissions that will come or go. */
  List<InvokePermission> permissions();

  /** Each as a line of the shown difference. */
  List<String> lines();

  /** Before the pool is changed. */
  void before();

  /** After the pool was changed. */
  void after();

  /** After the pool was not changed. */
  void undo();

  /** Permissions that are missing so far. */
  record Given(LambdaClient lambda, List<InvokePermission> permissions) implements Access {

    @Override
    public List<String> lines() {
      return permissions.stream()
          .map(one ->
              "Permission "
                  + one.statementId()
                  + " of "
                  + one.function().text()
                  + ": (none) → cognito-idp.amazonaws.com may invoke it for this pool")
          .toList();
    }

    @Override
    public void before() {
      permissions.forEach(one -> one.give(lambda));
    }

    @Override
    public void after() {}

    @Override
    public void undo() {
      permissions.forEach(one -> one.take(lambda));
    }
  }

  /** Permissions that this command once gave. */
  record Taken(LambdaClient lambda, List<InvokePermission> permissions) implements Access {

    @Override
    public List<String> lines() {
      return permissions.stream()
          .map(one ->
              "Permission "
                  + one.statementId()
                  + " of "
                  + one.function().text()
                  + ": cognito-idp.amazonaws.com may invoke it for this pool → (none)")
          .toList();
    }

    @Override
    public void before() {}

    @Override
    public void after() {
      permissions.forEach(one -> one.take(lambda));
    }

    @Override
    public void undo() {}
  }
}
