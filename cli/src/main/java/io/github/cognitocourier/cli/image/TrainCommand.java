package io.github.cognitocourier.cli.image;

import io.github.cognitocourier.core.settings.InvalidSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the AOT cache of the container image, and tries it. */
@Command(
    name = "train",
    description =
        "Makes the container image's AOT cache: the function delivers every trigger's message in"
            + " the local cloud and is seen doing it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A cache fits the JVM that made it, and the jar. FOLDER is made by",
      "  courier package --image FOLDER",
      "and the cache is used from there by",
      "  java -XX:AOTCache=FILE @java.args"
    })
public final class TrainCommand implements Callable<Integer> {

  @Option(
      names = "--function",
      paramLabel = "FOLDER",
      required = true,
      description = "What courier package --image wrote.")
  private Path function = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "Where the cache goes.")
  private Path output = Path.of("");

  @Option(
      names = "--java",
      paramLabel = "JAVA",
      description = "The java that the image starts (default: the one that runs this).")
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  TrainCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = function.toAbsolutePath().normalize();
    if (!Files.isRegularFile(folder.resolve(StartFiles.ARGUMENTS))) {
      throw new InvalidSettings(
          "--function: there is no "
              + StartFiles.ARGUMENTS
              + " in "
              + function
              + "; make it with courier package --image.");
    }
    if (!Files.isExecutable(java)) {
      throw new InvalidSettings("--java: " + java + " is no program.");
    }
    var printed = new ConcurrentLinkedQueue<String>();
    Path work = Files.createTempDirectory("train");
    try {
      return train(Training.of(folder, java.toAbsolutePath(), work, printed::add));
    } catch (IllegalStateException failure) {
      PrintWriter err = spec.commandLine().getErr();
      printed.forEach(err::println);
      err.println(failure.getMessage());
      return ExitCode.SOFTWARE;
    } finally {
      delete(work);
    }
  }

  private int train(Training training) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path cache = output.toAbsolutePath();
    Files.deleteIfExists(cache);
    // Without the profiles of its methods: the JVM would compile what it finds there at its start.
    int messages =
        training.run(
            List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining"));
    if (!Files.exists(cache)) {
      throw new IllegalStateException("The JVM made no cache.");
    }
    out.printf("%s  %,d bytes, from %d messages%n", output, Files.size(cache), messages);
    out.flush();
    // With AOTMode=on a JVM that refuses its cache does not start.
    training.runOnce(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
    out.println("One more was delivered with it.");
    return ExitCode.OK;
  }

  /** The folder is flat. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
