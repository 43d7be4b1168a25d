package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.cli.terminal.Terminal;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Invokes the function again for what lies in its failure queue. Exit codes: 0 nothing is left (or
 * a dry run), 1 something is, 2 a mistake in the call.
 */
@Command(
    name = "redrive",
    description = "Sends again what lies in the function's failure queue.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each message is Lambda's record of an event that failed. The function is",
      "invoked with that event once more; only when it returns is the message",
      "deleted. Everything else stays, with its reason, and is visible again when",
      "the run ends. Nothing of a user is printed.",
      "",
      "A code past its lifetime is left: ForgotPassword 1 hour, Authentication 15",
      "minutes, AdminCreateUser --password-validity, the others 24 hours, counted",
      "from the time at which Lambda gave up. Account takeover notices are always",
      "sent.",
      "",
      "A run that dies after an invocation leaves its message: the next run sends",
      "it again, with the same notification id.",
      "",
      "Exit code: 0 nothing is left, 1 something stays, 2 a mistake in the call;",
      "a dry run always 0.",
      "",
      "Example, to look and then to send:",
      "  courier redrive --dry-run --queue \\",
      "    https://sqs.eu-west-1.amazonaws.com/123456789012/cognito-courier-failures",
      "  courier redrive --queue \\",
      "    https://sqs.eu-west-1.amazonaws.com/123456789012/cognito-courier-failures"
    })
public final class RedriveCommand implements Callable<Integer> {

  /** The SDK's own limit for an answer; the function itself ends after 15 s at the latest. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final Duration SHORTEST_HIDING = Duration.ofMinutes(10);

  @Option(
      names = "--queue",
      paramLabel = "URL",
      required = true,
      description = "The failure queue's URL.")
  private @Nullable String queue;

  @Option(
      names = "--function",
      paramLabel = "ARN",
      description = {
        "The function, best by an alias (default: the one",
        "that the record names, by its alias live)."
      })
  private @Nullable String function;

  @Option(names = "--dry-run", description = "Only lists: sends and deletes nothing.")
  private boolean dryRun;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      defaultValue = "5/s",
      description = "Invocations a second (default: ${DEFAULT-VALUE}).")
  private String rate = "5/s";

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "At most so many invocations (default: all).")
  private long max = Long.MAX_VALUE;

  @Option(
      names = "--password-validity",
      paramLabel = "DAYS",
      defaultValue = "7",
      description = {"The pool's TemporaryPasswordValidityDays", "(default: ${DEFAULT-VALUE})."})
  private int passwordValidity = 7;

  @Option(names = "--delete-expired", description = "Deletes what is past its lifetime.")
  private boolean deleteExpired;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Mixin private AwsAccount account = new AwsAccount();

  @Spec private CommandSpec spec;

  private final Terminal terminal;

  /** Asks on the terminal of this process. */
  public RedriveCommand() {
    this(Terminal.ofProcess());
  }

  @SuppressWarnings("NullAway.Init")
  RedriveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    QueueUrl url = QueueUrl.parse(Optional.ofNullable(queue).orElse(""));
    Rate pace = Rate.parse(rate);
    Redrive.Plan plan = plan(url);
    try (SqsClient sqs = account.client(SqsClient.builder(), url.region());
        var functions = new LambdaClients(this::lambda)) {
      Duration hidden = pace.ampleFor(FailureQueue.BATCH, ANSWER);
      var failures =
          new FailureQueue(
              sqs,
              url.value(),
              hidden.compareTo(SHORTEST_HIDING) < 0 ? SHORTEST_HIDING : hidden,
              FailureQueue.LONG_POLLING);
      FailureQueue.Depth depth = failures.depth();
      show(url, depth);
      // About: a message that came a moment ago may not be counted yet.
      if (depth.visible() == 0 && !dryRun && !yes) {
        spec.commandLine().getOut().println(Tally.NOTHING);
        return ExitCode.OK;
      }
      return dryRun || yes || consented()
          ? run(plan, failures, functions, pace)
          : ExitCode.SOFTWARE;
    } catch (SdkException beforeAnything) {
      throw new InvalidSettings(QueueErrors.sentence(beforeAnything));
    }
  }

  private Redrive.Plan plan(QueueUrl url) {
    if (max < 1) {
      throw new InvalidSettings("--max must be 1 or more.");
    }
    if (passwordValidity < 1 || passwordValidity > 365) {
      throw new InvalidSettings("--password-validity must be from 1 to 365 days.");
    }
    Optional<FunctionArn> chosen = Optional.ofNullable(function).map(FunctionArn::parse);
    var lifetimes = new Lifetimes(Duration.ofDays(passwordValidity));
    return new Redrive.Plan(dryRun, deleteExpired, max, lifetimes, url.account(), chosen);
  }

  /** A lost answer must not become a second message: these clients try once. */
  private LambdaClient lambda(String region) {
    return account.client(
        LambdaClient.builder()
            .overrideConfiguration(each -> each.retryStrategy(DefaultRetryStrategy.doNotRetry())),
        Optional.of(region));
  }

  private void show(QueueUrl url, FailureQueue.Depth depth) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: about %,d messages%s%n",
        url.name(),
        depth.visible(),
        depth.hidden() == 0 ? "" : String.format(Locale.ROOT, ", %,d hidden", depth.hidden()));
    out.flush();
  }

  private boolean consented() {
    return terminal
        .confirm("Invoke the function for them, and delete what it delivers? [y/N] ")
        .orElseThrow(() ->
            new InvalidSettings(
                "Nobody can be asked without a terminal; look with --dry-run, then add --yes."));
  }

  private int run(Redrive.Plan plan, FailureQueue failures, LambdaClients functions, Rate pace) {
    InstantSource clock = InstantSource.system();
    PrintWriter out = spec.commandLine().getOut();
    try (var interruption = new Interruption(ANSWER.plusSeconds(10))) {
      var redrive =
          new Redrive(
              plan,
              failures,
              new LambdaInvoker(functions::in),
              new Pace(pace.interval(), clock, Pause.ofThread()),
              clock,
              new Listing(out),
              interruption);
      return ended(redrive);
    }
  }

  private int ended(Redrive redrive) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Tally tally = redrive.tally();
    try {
      int hidden = redrive.run();
      if (hidden > 0) {
        err.println(hidden + " messages could not be shown again; they come back by themselves.");
      }
    } catch (SdkException refused) {
      if (tally.isEmpty()) {
        throw refused;
      }
      err.println(QueueErrors.sentence(refused));
    }
    out.println(tally.summary());
    out.flush();
    return dryRun || !tally.leavesSomething() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
