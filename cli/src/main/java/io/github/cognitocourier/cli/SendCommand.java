package io.github.cognitocourier.cli;

import io.github.cognitocourier.cli.aws.ChannelNames;
import io.github.cognitocourier.core.Courier;
import io.github.cognitocourier.core.Invocation;
import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.route.Scope;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource;
import io.github.cognitocourier.core.trigger.Users;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.lambda.Wiring;
import io.github.cognitocourier.providers.smtp.SmtpExchange;
import io.github.cognitocourier.testkit.LocalKeys;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sends one message through the real pipeline to any route, or shows what would be sent. */
@Command(
    name = "send",
    description = "Sends one message through the real pipeline to any route.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Settings come from the environment, as in the function (COURIER_FROM,",
      "SENDGRID_API_KEY, …). An event file is decrypted with KMS, as KMS_KEY_ARN",
      "and the AWS credentials say; with flags, and in every dry run, a key in",
      "memory is used instead. A key that is kept in Secrets Manager or SSM is",
      "read with the same AWS credentials, but not in a dry run.",
      "",
      "Examples:",
      "  courier send --dry-run --trigger SignUp --to jane@example.com \\",
      "    --route sendgrid://default",
      "  courier send --event event.json \\",
      "    --route \"twilio://default?from=+14155550100\""
    })
final class SendCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  private @Nullable MessageSource source;

  @Option(
      names = "--route",
      paramLabel = "ROUTE",
      description = {
        "Instead of COURIER_EMAIL or COURIER_SMS:",
        "sendgrid://default, failover(URL URL), …; a brand's own",
        "route gives way to it as well."
      })
  private @Nullable String route;

  @Option(
      names = "--from",
      paramLabel = "SENDER",
      description = {"Instead of COURIER_FROM, such as", "\"Example <no-reply@example.com>\"."})
  private @Nullable String from;

  @Option(
      names = "--dry-run",
      description = "Prints each request the vendor would get, secrets masked; sends nothing.")
  private boolean dryRun;

  @Mixin private OwnFiles files = new OwnFiles();

  @ParentCommand private CourierCommand courier;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  SendCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var keys = new LocalKeys(new SecureRandom()).create(MessageSource.KEY_ARN);
    MessageSource chosen = Objects.requireNonNull(source);
    boolean inMemory = dryRun || !chosen.isFile();
    SourcedEvent event = chosen.event(keys, inMemory);
    Environment environment = environment(event.channel(), inMemory);
    InstantSource clock = InstantSource.system();
    var printed = new PrintedRequests(out);
    Exchange exchange = dryRun ? printed : new SmtpExchange(new HttpExchange(clock), clock);
    byte[] json = event.json().getBytes(StandardCharsets.UTF_8);
    var wiring =
        new Wiring(environment, Path.of(""), exchange, clock).within(scope(event.channel(), json));
    Courier pipeline =
        pipeline(
            event.channel(), () -> inMemory ? wiring.courier(keys, sampleUser()) : wiring.onAws());
    var invocation = new Invocation("", Duration.ofSeconds(60), delivery -> {});
    Result result = pipeline.deliver(json, invocation);
    return dryRun && printed.any() ? ExitCode.OK : tell(result);
  }

  /**
   * One message: what the route would do to other triggers or in the other channel is no matter,
   * and {@code --route} takes the place of a brand's own.
   */
  private Scope scope(Channel channel, byte[] event) {
    Set<TriggerSource.Known> triggers =
        Trigger.parse(event) instanceof Trigger trigger
                && trigger.source() instanceof TriggerSource.Known known
            ? Set.of(known)
            : Set.of();
    return new Scope(route == null ? Set.of(channel) : Set.of(), triggers);
  }

  /** Only the dry run of an event asks for a user: flags name the recipient themselves. */
  private static Users sampleUser() {
    return (userPoolId, userName, deadline) ->
        new Users.Lookup.Found(Map.of("email", "jane@example.com", "phone_number", "+14155550123"));
  }

  /** A mistake in an option is told by its name, not by the variable's that it stands in for. */
  private Courier pipeline(Channel channel, Supplier<Courier> wired) {
    try {
      return wired.get();
    } catch (InvalidSettings invalid) {
      throw new InvalidSettings(
          invalid.mistakes().stream()
              .map(
                  one -> route == null ? one : renamed(one, ChannelNames.route(channel), "--route"))
              .map(one -> from == null ? one : renamed(one, Settings.COURIER_FROM, "--from"))
              .toList());
    }
  }

  private static String renamed(String sentence, String variable, String option) {
    return sentence.startsWith(variable)
        ? option + sentence.substring(variable.length())
        : sentence;
  }

  private Environment environment(Channel channel, boolean inMemory) {
    Map<String, String> variables = new LinkedHashMap<>(files.over(courier.environment()));
    if (inMemory) {
      variables.put(Settings.KMS_KEY_ARN, MessageSource.KEY_ARN);
    }
    // A mistake in the other channel's route does not concern this message.
    variables.keySet().removeAll(List.of(Settings.COURIER_EMAIL, Settings.COURIER_SMS));
    variables.put(ChannelNames.route(channel), chosenRoute(channel));
    if (from != null) {
      variables.put(Settings.COURIER_FROM, from);
    }
    if (!dryRun) {
      return Environment.of(variables);
    }
    variables.putIfAbsent(Settings.COURIER_FROM, "Example <no-reply@example.com>");
    return Environment.of(variables).forDryRun();
  }

  private String chosenRoute(Channel channel) {
    String set = courier.environment().getOrDefault(ChannelNames.route(channel), "");
    String chosen = Optional.ofNullable(route).orElse(set);
    if (chosen.isBlank()) {
      throw new InvalidSettings(
          "Neither --route nor "
              + ChannelNames.route(channel)
              + " names a provider; set one of them.");
    }
    return chosen;
  }

  /** Each attempt once; a result that had none tells its own reason. */
  private int tell(Result result) {
    PrintWriter out = spec.commandLine().getOut();
    for (Outcome attempt : result.attempts()) {
      if (!(attempt instanceof Outcome.Accepted)) {
        String outcome = attempt.word();
        out.println(attempt.provider() + ": " + outcome + ", " + Delivery.reason(attempt));
      }
    }
    return switch (result) {
      case Result.Delivered delivered -> {
        out.println(
            "accepted by "
                + delivered.accepted().provider()
                + ", message id "
                + delivered.accepted().messageId());
        yield ExitCode.OK;
      }
      case Result.Undeliverable undeliverable -> {
        if (undeliverable.attempts().isEmpty()) {
          out.println("undeliverable: " + undeliverable.reason());
        }
        yield ExitCode.SOFTWARE;
      }
      case Result.Failed failed -> {
        if (failed.attempts().isEmpty()) {
          spec.commandLine()
              .getErr()
              .println(failed.reason().word() + ": " + failed.reason().advice());
        }
        yield ExitCode.SOFTWARE;
      }
    };
  }
}
