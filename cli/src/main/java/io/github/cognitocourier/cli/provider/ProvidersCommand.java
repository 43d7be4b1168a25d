package io.github.cognitocourier.cli.provider;

import io.github.cognitocourier.core.trigger.Channel;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the feature matrix. */
@Command(
    name = "providers",
    description = "Shows every provider and what it can do.",
    mixinStandardHelpOptions = true)
public final class ProvidersCommand implements Callable<Integer> {

  @Option(
      names = "--markdown",
      description = "As the tables of docs/providers/README.md, with the fields' names.")
  private boolean markdown;

  @Spec private @Nullable CommandSpec spec;

  /** Made by the command line. */
  public ProvidersCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    for (Channel channel : Channel.values()) {
      FeatureMatrix matrix = FeatureMatrix.of(channel, Features.all());
      (markdown ? matrix.markdown() : matrix.text()).forEach(out::println);
      out.println();
    }
    return ExitCode.OK;
  }
}
