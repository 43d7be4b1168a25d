package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.delivery.Pause;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * What happens to Cognito's right to invoke functions beside the change of the pool. A right comes
 * before the trigger that needs it and goes after it, so that no message in between is lost.
 */
sealed interface Access {

  /**
   * What was done before the pool is changed.
   *
   * @param made the permissions that this run has added itself, and may take back
   * @param obstacle why the pool must not be changed now
   */
  record Prepared(List<InvokePermission> made, Optional<String> obstacle) {

    /** Nothing was to be done. */
    static final Prepared NOTHING = new Prepared(List.of(), Optional.empty());
  }

  /** The permissions that will come or go. */
  List<InvokePermission> permissions();

  /** Each as a line of the shown difference. */
  List<String> lines();

  /** Before the pool is changed. */
  Prepared before(Pause pause);

  /**
   * After the pool was not changed by this run: takes back what it has added. Returns what is left
   * to be told; throws the SDK's exceptions.
   */
  List<String> undo(Prepared prepared, UserPools pools, Pause pause);

  /**
   * After the pool was changed: what is left to be told. Throws the SDK's exceptions.
   *
   * @param pools to see that no trigger needs what is taken
   */
  List<String> after(UserPools pools, Pause pause);

  /**
   * The permission of the function that is to send.
   *
   * @param isMissing whether it has to be added
   */
  record Given(LambdaClient lambda, InvokePermission permission, boolean isMissing)
      implements Access {

    @Override
    public List<InvokePermission> permissions() {
      return isMissing ? List.of(permission) : List.of();
    }

    @Override
    public List<String> lines() {
      return permissions().stream()
          .map(one -> one + ": (none) → " + InvokePermission.RIGHT)
          .toList();
    }

    @Override
    public Prepared before(Pause pause) {
      return isMissing ? permission.ensure(lambda, pause) : Prepared.NOTHING;
    }

    @Override
    public List<String> undo(Prepared prepared, UserPools pools, Pause pause) {
      return takenUnlessNeeded(lambda, prepared.made(), pools, pause);
    }

    /** Another run may have taken it away since it was seen. */
    @Override
    public List<String> after(UserPools pools, Pause pause) {
      return permission.isGiven(lambda)
          ? List.of()
          : permission.ensure(lambda, pause).obstacle().stream().toList();
    }
  }

  /** Permissions that attach once gave. */
  record Taken(LambdaClient lambda, List<InvokePermission> permissions) implements Access {

    @Override
    public List<String> lines() {
      return permissions.stream()
          .map(one -> one + ": " + InvokePermission.RIGHT + " → (none)")
          .toList();
    }

    @Override
    public Prepared before(Pause pause) {
      return Prepared.NOTHING;
    }

    @Override
    public List<String> undo(Prepared prepared, UserPools pools, Pause pause) {
      return List.of();
    }

    @Override
    public List<String> after(UserPools pools, Pause pause) {
      return takenUnlessNeeded(lambda, permissions, pools, pause);
    }
  }

  private static List<String> takenUnlessNeeded(
      LambdaClient lambda, List<InvokePermission> permissions, UserPools pools, Pause pause) {
    return permissions.stream()
        .flatMap(one -> one.takeUnlessNeeded(lambda, pools, pause).stream())
        .toList();
  }
}
