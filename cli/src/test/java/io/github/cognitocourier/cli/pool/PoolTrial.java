package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** One pool, attached and detached as the commands do it, disturbed if wanted. */
final class PoolTrial {

  private final FakeAws aws;
  private final UserPools pools;
  private final LambdaClient lambda;
  private final FakePool pool;
  private final Path folder;
  private final FunctionArn function = FunctionArn.parse(RandomPools.FUNCTION);
  private StringWriter told = new StringWriter();
  private int runs;

  PoolTrial(FakeAws aws, UserPools pools, LambdaClient lambda, FakePool pool, Path folder) {
    this.aws = aws;
    this.pools = pools;
    this.lambda = lambda;
    this.pool = pool;
    this.folder = folder;
  }

  int attach(Set<Channel> channels) throws IOException {
    PoolState state = pools.read(pool.id());
    List<String> obstacles = Procedure.obstacles(pool.id(), state);
    if (!obstacles.isEmpty()) {
      throw new IllegalStateException(String.join("\n", obstacles));
    }
    InvokePermission permission = permission(state);
    return run(
        state,
        attached(state, channels),
        new Access.Given(lambda, permission, !permission.isGiven(lambda)));
  }

  int detach() throws IOException {
    PoolState state = pools.read(pool.id());
    Json left =
        Senders.detached(
            state.lambdaConfig(), Set.of(Channel.EMAIL, Channel.SMS), RandomPools.FUNCTION::equals);
    InvokePermission permission = permission(state);
    boolean goes = !Senders.name(left, function) && permission.isOurs(lambda);
    return run(state, left, new Access.Taken(lambda, goes ? List.of(permission) : List.of()));
  }

  /** Attaches these channels, or detaches when there is none; what was told. */
  String disturbed(Disturbance disturbance, Set<Channel> channels) throws IOException {
    aws.watch((operation, nth) -> disturb(disturbance, operation, nth));
    try {
      if (channels.isEmpty()) {
        detach();
      } else {
        attach(channels);
      }
    } finally {
      aws.watch((operation, nth) -> Optional.empty());
    }
    return told();
  }

  /** What the last run told. */
  String told() {
    return told.toString();
  }

  /** Whether a trigger of the pool names the function. */
  boolean isNamed() {
    return pool.settings().get("LambdaConfig").toString().contains(RandomPools.FUNCTION);
  }

  /** Whether Cognito may invoke it for the pool. */
  boolean isAllowed() {
    return aws.lambda()
        .statements(RandomPools.FUNCTION)
        .containsKey("cognito-courier-" + pool.id());
  }

  private Optional<Refusal> disturb(Disturbance disturbance, String operation, int nth) {
    boolean first = nth == 1;
    boolean isUpdate = operation.equals("UpdateUserPool");
    switch (disturbance) {
      case NONE -> {}
      case UPDATE_REFUSED -> {
        return isUpdate ? Optional.of(Refusal.invalid("no")) : Optional.empty();
      }
      case UNREADABLE_AFTERWARDS -> {
        return operation.equals("DescribeUserPool") && nth > 2
            ? Optional.of(new Refusal(400, "NotAuthorizedException", "no"))
            : Optional.empty();
      }
      case RESET -> {
        if (isUpdate && first) {
          aws.afterwards(() -> pool.settings().remove("DeviceConfiguration"));
        }
      }
      case POLICY_BUSY -> {
        return operation.equals("AddPermission")
            ? Optional.of(new Refusal(409, "ResourceConflictException", "in progress"))
            : Optional.empty();
      }
      case ATTACHED_BEFORE_PERMISSION -> secondAttach(operation.equals("AddPermission") && first);
      case ATTACHED_AFTER_PERMISSION -> secondAttach(operation.equals("GetPolicy") && nth == 2);
      case ATTACHED_BEFORE_REMOVAL -> secondAttach(operation.equals("RemovePermission") && first);
      case REFUSED_AND_ATTACHED_BEFORE_REMOVAL -> {
        secondAttach(operation.equals("RemovePermission") && first);
        return isUpdate && first ? Optional.of(Refusal.invalid("no")) : Optional.empty();
      }
      case PERMISSION_TAKEN -> {
        if (isUpdate && first) {
          aws.lambda().statements(RandomPools.FUNCTION).clear();
        }
      }
    }
    return Optional.empty();
  }

  /** As an undisturbed run does it. */
  private void secondAttach(boolean now) {
    if (now) {
      PoolState state = pools.read(pool.id());
      InvokePermission permission = permission(state);
      if (!permission.isGiven(lambda)) {
        permission.ensure(lambda, wait -> {});
      }
      pools.update(
          UpdateInput.echo(
              pool.id(), state.withLambdaConfig(attached(state, Set.of(Channel.EMAIL)))));
    }
  }

  private InvokePermission permission(PoolState state) {
    return InvokePermission.of(function, pool.id(), state.arn());
  }

  private static Json attached(PoolState state, Set<Channel> channels) {
    return Senders.attached(state.lambdaConfig(), channels, RandomPools.FUNCTION, RandomPools.KEY);
  }

  private int run(PoolState state, Json triggers, Access access) throws IOException {
    told = new StringWriter();
    var options = new PoolOptions();
    options.userPoolId = pool.id();
    options.yes = true;
    options.backup = folder.resolve(pool.id() + "-" + runs++ + ".json");
    var writer = new PrintWriter(told, true);
    return new Procedure(
            pools,
            options,
            new Surroundings(
                new AwsAccount(),
                question -> Optional.empty(),
                () -> Instant.EPOCH,
                wait -> {},
                writer,
                writer))
        .run(new Procedure.Task(state, triggers, access, List.of()));
  }
}
