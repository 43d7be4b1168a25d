package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The reverse of attach: Cognito sends the pool's messages itself again. */
@Command(
    name = "detach",
    description = "Gives a user pool's messages back to Cognito.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Removes the custom senders, the key when no sender is left, and the permission",
      "that attach gave. Every other setting and trigger stays: as attach, it reads,",
      "shows, asks, saves, writes, reads again, and restores on any surprise.",
      "",
      "Example:",
      "  ./courier detach --user-pool-id us-east-1_AbCdEf123 --dry-run",
      "",
      "Exit codes: 0 done, or nothing to do; 1 not done, and told why;",
      "2 a mistake in the call, or nobody to ask."
    })
public final class DetachCommand implements Callable<Integer> {

  @Mixin private PoolOptions options = new PoolOptions();

  @Option(
      names = "--function",
      paramLabel = "ARN",
      description = "Detaches this function only (default: whichever sends).")
  private @Nullable String function;

  @Mixin private AwsAccount account = new AwsAccount();

  @Spec private CommandSpec spec;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init")
  public DetachCommand() {}

  @Override
  public Integer call() throws IOException {
    Optional<FunctionArn> only = Optional.ofNullable(function).map(FunctionArn::parse);
    Set<Channel> channels = options.channels().orElse(EnumSet.allOf(Channel.class));
    try (UserPools pools = UserPools.of(account);
        LambdaClient lambda = account.client(LambdaClient.builder())) {
      PoolState state = pools.read(options.userPoolId);
      List<String> obstacles = Procedure.obstacles(options.userPoolId, state);
      if (!obstacles.isEmpty()) {
        obstacles.forEach(spec.commandLine().getErr()::println);
        return ExitCode.SOFTWARE;
      }
      Json left =
          Senders.detached(
              state.lambdaConfig(),
              channels,
              arn -> only.map(FunctionArn::text).filter(one -> !one.equals(arn)).isEmpty());
      var notes = new ArrayList<>(StackOwner.note(state).stream().toList());
      Access access = superfluous(lambda, state, left, channels, only, notes);
      return new Procedure(pools, options, Surroundings.of(account, spec))
          .run(new Procedure.Task(state, left, access, notes));
    } catch (SdkException refused) {
      spec.commandLine().getErr().println(PoolErrors.sentence(refused));
      return ExitCode.SOFTWARE;
    }
  }

  /** The permissions that attach gave for functions which no trigger of the pool names any more. */
  private Access superfluous(
      LambdaClient lambda,
      PoolState state,
      Json left,
      Set<Channel> channels,
      Optional<FunctionArn> only,
      List<String> notes) {
    Stream<FunctionArn> candidates =
        only.isPresent()
            ? only.stream()
            : channels.stream()
                .flatMap(one -> Senders.function(state.lambdaConfig(), one).stream())
                .flatMap(arn -> FunctionArn.find(arn).stream());
    return new Access.Taken(
        lambda,
        candidates
            .distinct()
            .filter(arn -> !Senders.name(left, arn))
            .map(arn -> InvokePermission.of(arn, options.userPoolId, state.arn()))
            .filter(permission -> isOurs(lambda, permission, notes))
            .toList());
  }

  /** The pool is more important than a permission that nothing uses any more. */
  private static boolean isOurs(
      LambdaClient lambda, InvokePermission permission, List<String> notes) {
    try {
      return permission.isOurs(lambda);
    } catch (SdkException unreadable) {
      notes.add(permission + " stays: " + PoolErrors.sentence(unreadable));
      return false;
    }
  }
}
