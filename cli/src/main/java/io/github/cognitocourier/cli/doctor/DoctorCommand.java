package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.aws.AwsAccount;
import io.github.cognitocourier.cli.doctor.Deployment.Question;
import io.github.cognitocourier.cli.terminal.Terminal;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Examines what stands between a user pool and its users' mailboxes. Changes nothing. */
@Command(
    name = "doctor",
    description = {
      "Says what keeps a user pool's codes from arriving, and how to mend it.",
      "Reads only: nothing is changed, nothing is sent."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is broken (look at what could not be checked)",
      "1:something is broken, or the pool could not be read",
      "2:a mistake in the call"
    },
    footer = {"", "Example:", "  ./courier doctor --user-pool-id us-east-1_AbCdEf123"})
public final class DoctorCommand implements Callable<Integer> {

  @Mixin private AwsAccount account;

  @Option(
      names = "--user-pool-id",
      required = true,
      paramLabel = "ID",
      description = "The user pool, such as us-east-1_AbCdEf123.")
  private String poolId;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = "email or sms: whose function, when the two differ (default: email).")
  private @Nullable String channel;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Your copy of the function's courier.json.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Prints JSON instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** For picocli, which fills it in. */
  @SuppressWarnings("NullAway.Init")
  public DoctorCommand() {}

  @Override
  public Integer call() throws NoSuchFileException {
    if (config != null && !Files.isReadable(config)) {
      throw new NoSuchFileException(config.toString());
    }
    if (!poolId.matches("[\\w-]+_[0-9a-zA-Z]+")) {
      throw new ParameterException(
          spec.commandLine(), "--user-pool-id is an id such as us-east-1_AbCdEf123.");
    }
    var question = new Question(poolId, channel(), Optional.ofNullable(config));
    PrintWriter out = spec.commandLine().getOut();
    try (var clients = new Clients(account::client)) {
      var report =
          new Report(poolId, Doctor.examine(new Deployment(question, clients), progress()));
      String encoding = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
      out.print(json ? report.json() : report.table(Marks.in(Charset.forName(encoding))));
      out.flush();
      return report.broken() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private Optional<Channel> channel() {
    if (channel == null) {
      return Optional.empty();
    }
    for (Channel each : Channel.values()) {
      if (each.word().equals(channel)) {
        return Optional.of(each);
      }
    }
    throw new ParameterException(spec.commandLine(), "--channel is email or sms.");
  }

  /** One line that is written over and over, and only where somebody watches. */
  private Consumer<String> progress() {
    PrintWriter err = spec.commandLine().getErr();
    return Terminal.isWatched()
        ? id -> {
          err.printf("\r%-30s\r", id);
          err.flush();
        }
        : _ -> {};
  }
}
