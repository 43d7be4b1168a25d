package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.cli.aws.ChannelNames;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Makes a function the sender of a user pool, and leaves everything else of the pool alone. */
@Command(
    name = "attach",
    description = "Makes the function the sender of an existing user pool.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "UpdateUserPool resets every setting that it is not given. This command reads",
      "the pool, gives Cognito all of it with the sender added, reads it again, and",
      "restores the state before if anything else has changed. It stops before a",
      "setting that it does not know. The other triggers stay.",
      "",
      "It also allows Cognito to invoke the function for this pool (statement",
      "cognito-courier-ID), and looks at function and key before it begins.",
      "",
      "A pool that Terraform or CloudFormation owns is changed there: see",
      "docs/existing-pool.md, which also lists the rights this takes.",
      "",
      "Examples:",
      "  ./courier attach --user-pool-id us-east-1_AbCdEf123 --dry-run \\",
      "    --function arn:aws:lambda:us-east-1:111122223333:function:courier:live \\",
      "    --key arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "  ./courier detach --user-pool-id us-east-1_AbCdEf123   (the way back)",
      "",
      "Exit codes: 0 done, or nothing to do; 1 not done, and told why;",
      "2 a mistake in the call, or nobody to ask."
    })
public final class AttachCommand implements Callable<Integer> {

  @Mixin private PoolOptions options = new PoolOptions();

  @Option(
      names = "--function",
      paramLabel = "ARN",
      required = true,
      description = "The function, best by its alias live (…:NAME:live).")
  private String function = "";

  @Option(
      names = "--key",
      paramLabel = "ARN",
      required = true,
      description = "The KMS key that Cognito is to encrypt the codes with: its ARN, no alias.")
  private String key = "";

  @Mixin private AwsAccount account = new AwsAccount();

  @Spec private CommandSpec spec;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init")
  public AttachCommand() {}

  @Override
  public Integer call() throws IOException {
    FunctionArn sender = FunctionArn.parse(function);
    KeyArn keyArn = KeyArn.parse(key);
    Optional<Set<Channel>> named = options.channels();
    try (UserPools pools = UserPools.of(account);
        LambdaClient lambda = account.client(LambdaClient.builder());
        KmsClient kms = account.client(KmsClient.builder(), Optional.of(keyArn.region()))) {
      requireSameRegion(sender, pools);
      PoolState state = pools.read(options.userPoolId);
      var obstacles = new ArrayList<>(Procedure.obstacles(options.userPoolId, state));
      Sender inspected = Sender.read(lambda, sender, keyArn);
      obstacles.addAll(inspected.obstacles());
      obstacles.addAll(KeyInspection.obstacles(kms, keyArn));
      Set<Channel> channels = named.orElse(inspected.routes());
      Json triggers = state.lambdaConfig();
      if (obstacles.isEmpty()) {
        obstacles.addAll(
            named.isEmpty() && inspected.unreadable().isPresent()
                ? List.of(inspected.unreadable().get())
                : conflicts(triggers, channels, keyArn));
      }
      if (!obstacles.isEmpty()) {
        obstacles.forEach(spec.commandLine().getErr()::println);
        return ExitCode.SOFTWARE;
      }
      var task =
          new Procedure.Task(
              state,
              Senders.attached(triggers, channels, sender.text(), keyArn.text()),
              missing(lambda, InvokePermission.of(sender, options.userPoolId, state.arn())),
              notes(state, channels, inspected, sender));
      int exitCode = new Procedure(pools, options, Surroundings.of(account, spec)).run(task);
      if (exitCode == ExitCode.OK && !options.dryRun) {
        spec.commandLine().getOut().println(KeyInspection.grant(kms, keyArn, options.userPoolId));
      }
      return exitCode;
    } catch (SdkException refused) {
      spec.commandLine().getErr().println(PoolErrors.sentence(refused));
      return ExitCode.SOFTWARE;
    }
  }

  private static void requireSameRegion(FunctionArn sender, UserPools pools) {
    if (!sender.region().equals(pools.region())) {
      throw new InvalidSettings(
          "The function is in "
              + sender.region()
              + ", but the user pool is looked for in "
              + pools.region()
              + ": name --region, or the function there.");
    }
  }

  private static Access missing(LambdaClient lambda, InvokePermission permission) {
    return new Access.Given(lambda, permission, !permission.isGiven(lambda));
  }

  /** A pool has one key: a sender that stays must not lose the one that it decrypts with. */
  private static List<String> conflicts(Json triggers, Set<Channel> channels, KeyArn key) {
    if (channels.isEmpty()) {
      return List.of(
          "The function has no route: neither COURIER_EMAIL nor COURIER_SMS is set. Set one, or name"
              + " --channel.");
    }
    return Arrays.stream(Channel.values())
        .filter(one -> !channels.contains(one))
        .filter(one -> Senders.function(triggers, one).isPresent())
        .filter(one -> Senders.key(triggers).filter(key.text()::equals).isEmpty())
        .map(one ->
            "The pool's "
                + ChannelNames.trigger(one)
                + " decrypts with another key, and a pool has one key for both channels: give --key "
                + Senders.key(triggers).orElse("that key")
                + ", or attach both channels.")
        .toList();
  }

  private static List<String> notes(
      PoolState state, Set<Channel> channels, Sender inspected, FunctionArn sender) {
    var notes = new ArrayList<String>();
    StackOwner.note(state).ifPresent(notes::add);
    inspected
        .unreadable()
        .ifPresent(unseen ->
            notes.add(unseen + " Whether it has a route and decrypts with this key was not seen."));
    for (Channel one : Channel.values()) {
      if (channels.contains(one)) {
        Senders.function(state.lambdaConfig(), one)
            .filter(other -> !other.equals(sender.text()))
            .ifPresent(other ->
                notes.add(
                    ChannelNames.trigger(one)
                        + " is another function's so far: detach will not"
                        + " bring it back, the backup will."));
        if (inspected.unreadable().isEmpty() && !inspected.routes().contains(one)) {
          notes.add(
              "The function has no " + ChannelNames.route(one) + ": its messages would fail.");
        }
      }
    }
    return notes;
  }
}
