package io.github.cognitocourier.infra;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.program.AwsCli;
import io.github.cognitocourier.testkit.program.Command;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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

  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Path SERVER = ROOT.resolve("infra/test/moto/server.py");
  private static final String REGISTRY = "registry.terraform.io";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path folder;
  private final MotoServer moto;
  private final AwsCli aws;
  private final Command command;

  private Terraform(Path folder, MotoServer moto) {
    this.folder = folder;
    this.moto = moto;
    this.aws = new AwsCli(folder);
    this.command = new Command(folder, variables(folder, moto.endpoint()), PATIENCE);
  }

  /** Copies the modules to {@code folder/infra/terraform} and starts an empty account. */
  static Terraform start(Path folder) throws IOException, InterruptedException {
    copy(ROOT.resolve("infra/terraform"), folder.resolve("infra/terraform"));
    Files.writeString(folder.resolve("terraform.rc"), configuration());
    return new Terraform(folder, MotoServer.start(SERVER));
  }

  private static Map<String, String> variables(Path folder, URI endpoint) {
    var variables = new HashMap<String, String>();
    variables.put("AWS_ENDPOINT_URL", endpoint.toString());
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_DEFAULT_REGION", "us-east-1");
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("AWS_CONFIG_FILE", folder.resolve("no-config").toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString());
    variables.put("TF_CLI_CONFIG_FILE", folder.resolve("terraform.rc").toString());
    variables.put("TF_IN_AUTOMATION", "true");
    variables.put("TF_INPUT", "0");
    variables.put("TF_CLI_ARGS", "-no-color");
    variables.put("CHECKPOINT_DISABLE", "true");
    // Provider 5.100, which a machine without the registry has, does not know java25 yet.
    variables.put("TF_VAR_runtime", "java21");
    return variables;
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
    Command.Ended ended = in(module, "init");
    if (ended.exitCode() != 0 && ended.errors().contains("Failed to query available provider")) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("no AWS provider, and nothing is skipped in CI");
      }
      abort("no AWS provider: neither a mirror (TERRAFORM_PROVIDERS) nor the registry");
    }
    ended.orFail();
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

  /** What the AWS CLI answers. */
  Json ask(String... words) throws InterruptedException {
    return aws.call(moto.endpoint(), words);
  }

  /** The number of the version that {@code live} stands for. */
  String live(String function) throws InterruptedException {
    return ask("lambda", "get-alias", "--function-name", function, "--name", "live")
        .at("FunctionVersion")
        .requireText();
  }

  /** Everything too wide in what was deployed. */
  List<String> policyFindings(String function) throws InterruptedException {
    return PolicyCheck.findings(aws, moto.endpoint(), function);
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

  /** A zip at {@code path} that differs from one with another {@code content}. */
  void zip(String path, String content) throws IOException {
    try (OutputStream to = Files.newOutputStream(folder.resolve(path));
        var zip = new ZipOutputStream(to)) {
      zip.putNextEntry(new ZipEntry("content"));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  @Override
  public void close() {
    moto.close();
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
