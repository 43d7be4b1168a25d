package io.github.cognitocourier.infra;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.cognitocourier.testkit.program.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The real Terraform with the real AWS provider, over a copy of {@code infra/terraform} and an
 * account of moto's.
 *
 * <p>The provider comes from the folder {@code TERRAFORM_PROVIDERS}, in the layout of a filesystem
 * mirror, else from such a folder below {@code /opt}, else from the registry by way of a cache that
 * all tests share.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/cli/config/config-file">Terraform's own
 *     configuration</a>
 */
final class Terraform implements AutoCloseable {

  private static final String REGISTRY = "registry.terraform.io";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path folder;
  private final Cloud cloud;
  private final Command command;

  private Terraform(Path folder, Cloud cloud) {
    this.folder = folder;
    this.cloud = cloud;
    this.command = new Command(folder, variables(folder, cloud), PATIENCE);
  }

  /** Copies the modules to {@code folder/infra/terraform} and starts an empty account. */
  static Terraform start(Path folder) throws IOException, InterruptedException {
    copy(Cloud.ROOT.resolve("infra/terraform"), folder.resolve("infra/terraform"));
    Files.writeString(folder.resolve("terraform.rc"), configuration());
    return new Terraform(folder, Cloud.start(folder));
  }

  private static Map<String, String> variables(Path folder, Cloud cloud) {
    var variables = new HashMap<>(cloud.variables());
    variables.put("AWS_REGION", Cloud.REGION);
    variables.put("TF_CLI_CONFIG_FILE", folder.resolve("terraform.rc").toString());
    variables.put("TF_IN_AUTOMATION", "true");
    variables.put("TF_INPUT", "0");
    variables.put("TF_CLI_ARGS", "-no-color");
    variables.put("CHECKPOINT_DISABLE", "true");
    // Provider 5.100, which a machine without the registry has, does not know java25 yet.
    variables.put("TF_VAR_runtime", "java21");
    return variables;
  }

  /** The account that it deploys into. */
  Cloud cloud() {
    return cloud;
  }

  private static String configuration() throws IOException {
    Optional<Path> mirror = mirror();
    if (mirror.isPresent()) {
      return "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n"
          .formatted(mirror.get());
    }
    Path cache = Files.createDirectories(Path.of("target", "terraform-providers"));
    return "plugin_cache_dir = \"%s\"\n".formatted(cache.toAbsolutePath());
  }

  private static Optional<Path> mirror() throws IOException {
    Optional<Path> named = Optional.ofNullable(System.getenv("TERRAFORM_PROVIDERS")).map(Path::of);
    Path usual = Path.of("/opt");
    if (named.isPresent() || !Files.isDirectory(usual)) {
      return named;
    }
    try (Stream<Path> folders = Files.list(usual)) {
      return folders.filter(each -> Files.isDirectory(each.resolve(REGISTRY))).findFirst();
    }
  }

  /** Initializes {@code module}; skips the test, except in CI, where there is no provider. */
  void init(String module) throws InterruptedException {
    orSkip(in(module, "init"));
  }

  /** What was said; skips the test, except in CI, where an {@code init} found no provider. */
  static String orSkip(Command.Ended ended) {
    if (ended.exitCode() != 0 && ended.errors().contains("Failed to query available provider")) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("no AWS provider, and nothing is skipped in CI");
      }
      abort("no AWS provider: neither a mirror (TERRAFORM_PROVIDERS) nor the registry");
    }
    return ended.orFail();
  }

  /** Runs {@code terraform words…} in {@code infra/terraform/module}. */
  Command.Ended in(String module, String... words) throws InterruptedException {
    var line = new ArrayList<String>(List.of("terraform", "-chdir=infra/terraform/" + module));
    line.addAll(List.of(words));
    return command.run(line);
  }

  /** Runs {@code script} as a person would paste it, who types {@code input}. */
  Command.Ended paste(String script, String input) throws InterruptedException {
    return command.run(List.of("bash", "-euo", "pipefail", "-c", script), input);
  }

  /** Writes {@code text} to {@code path} of the copy. */
  void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Reads {@code path} of the copy. */
  String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  /** JUnit does not follow the links to the providers when it deletes the folder, and says so. */
  private void unlink() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  @Override
  public void close() throws IOException {
    cloud.close();
    unlink();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(file -> file.toString().endsWith(".tf"))
          .forEach(file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              Files.createDirectories(target.getParent());
              Files.copy(file, target);
            } catch (IOException unreadable) {
              throw new UncheckedIOException(unreadable);
            }
          });
    }
  }
}
