package io.github.cognitocourier.cli;

import io.github.cognitocourier.cli.image.StartFiles;
import io.github.cognitocourier.cli.image.TaskFolder;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.template.Templates;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds the function's zip, or its image's folder: the same input gives the same bytes. */
@Command(
    name = "package",
    description = "Builds the function's zip, reproducibly.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "courier.json and the templates lie beside the code; set",
      "  COURIER_CONFIG=courier.json",
      "  COURIER_TEMPLATES=templates",
      "The handler is",
      "  io.github.cognitocourier.lambda.CourierFunction",
      "Without SnapStart it starts sooner by the zip's own script:",
      "  AWS_LAMBDA_EXEC_WRAPPER=/var/task/start"
    })
final class PackageCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "courier.zip",
      description = "Where the zip goes (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("courier.zip");

  @Option(
      names = "--image",
      paramLabel = "FOLDER",
      description = {
        "Instead of the zip, a new folder with what the container",
        "image has in /var/task: see courier train."
      })
  private @Nullable Path image;

  @Option(
      names = "--architecture",
      paramLabel = "ARCHITECTURE",
      description = {
        "The function's processor, ${COMPLETION-CANDIDATES} (default:",
        "arm64; with --image, that of this machine)."
      })
  private @Nullable Architecture architecture;

  @Mixin private OwnFiles files = new OwnFiles();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  PackageCommand() {}

  @Override
  public Integer call() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    FunctionJars.linked(architecture()).forEach((name, jar) -> entries.put("lib/" + name, jar));
    CourierJson document = CourierJson.none();
    if (files.config().isPresent()) {
      document = CourierJson.parse(NamedFile.text(files.config().get()));
      entries.put("courier.json", Files.readAllBytes(files.config().get()));
    }
    if (files.templates().isPresent()) {
      Templates.load(files.templates(), document);
      addTemplates(files.templates().get(), entries);
    }
    if (image != null) {
      entries.putAll(StartFiles.ofImage(entries.keySet()));
      int written = TaskFolder.write(entries, image);
      spec.commandLine().getOut().printf("%s  %d files%n", image, written);
      return ExitCode.OK;
    }
    entries.putAll(StartFiles.ofZip(entries.keySet()));
    byte[] zip = FunctionZip.of(entries);
    Files.write(output, zip);
    spec.commandLine()
        .getOut()
        .printf("%s  %,d bytes  sha256 %s%n", output, zip.length, sha256(zip));
    return ExitCode.OK;
  }

  /** Images are built for the processor that builds them. */
  private Architecture architecture() {
    if (architecture != null) {
      return architecture;
    }
    return image == null ? Architecture.arm64 : Architecture.ofThisMachine();
  }

  /** Names that begin with a dot are nobody's templates, and nobody else's business. */
  private static void addTemplates(Path folder, Map<String, byte[]> entries) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
      if (!("/" + name).contains("/.")) {
        entries.put("templates/" + name, Files.readAllBytes(file));
      }
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
