package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.program.AwsCli;
import io.github.cognitocourier.testkit.program.Command;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An account of moto's to deploy into, by the script that a person would use, until closed. */
final class Cloud implements AutoCloseable {

  static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "123456789012";

  private static final Path SERVER = ROOT.resolve("infra/test/moto/server.py");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final MotoServer moto;
  private final AwsCli aws;
  private final Path folder;

  private Cloud(MotoServer moto, Path folder) {
    this.moto = moto;
    this.aws = new AwsCli(folder);
    this.folder = folder;
  }

  /** An empty account; files are written into {@code folder}. */
  static Cloud start(Path folder) throws InterruptedException {
    return new Cloud(MotoServer.start(SERVER), folder);
  }

  /** What the AWS CLI answers. */
  Json ask(String... words) throws InterruptedException {
    return aws.call(moto.endpoint(), words);
  }

  /** What the AWS CLI says when it is refused. */
  String refused(String... words) throws InterruptedException {
    return aws.refused(moto.endpoint(), words);
  }

  /** Runs {@code infra/cloudformation/deploy words…}. */
  Command.Ended deploy(String... words) throws InterruptedException {
    var line = new ArrayList<String>();
    line.add(ROOT.resolve("infra/cloudformation/deploy").toString());
    line.addAll(List.of(words));
    return command().run(line);
  }

  /** Runs {@code script} with bash in the checkout, as a person would paste it. */
  Command.Ended paste(String script, String input) throws InterruptedException {
    return command().run(List.of("bash", "-euo", "pipefail", "-c", script), input);
  }

  private Command command() {
    return new Command(ROOT, variables(), PATIENCE);
  }

  /** What leads every AWS SDK and the CLI into this account, and into no other. */
  Map<String, String> variables() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        moto.endpoint().toString(),
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local",
        "AWS_DEFAULT_REGION",
        REGION,
        "AWS_CONFIG_FILE",
        folder.resolve("no-config").toString(),
        "AWS_SHARED_CREDENTIALS_FILE",
        folder.resolve("no-credentials").toString(),
        "AWS_EC2_METADATA_DISABLED",
        "true",
        "AWS_PAGER",
        "");
  }

  /** The outputs of a stack. */
  Map<String, String> outputs(String stack) throws InterruptedException {
    var outputs = new TreeMap<String, String>();
    Json described = ask("cloudformation", "describe-stacks", "--stack-name", stack);
    for (Json output : described.at("Stacks").at(0).at("Outputs").items()) {
      outputs.put(output.at("OutputKey").requireText(), output.at("OutputValue").requireText());
    }
    return outputs;
  }

  /** Deletes a stack and waits until it is gone. */
  void delete(String stack) throws InterruptedException {
    ask("cloudformation", "delete-stack", "--stack-name", stack);
    ask("cloudformation", "wait", "stack-delete-complete", "--stack-name", stack);
  }

  /** The configuration of a function, or of what {@code qualifier} stands for. */
  Json function(String name, String qualifier) throws InterruptedException {
    return ask(
        "lambda", "get-function-configuration", "--function-name", name, "--qualifier", qualifier);
  }

  /** The number of the version that {@code live} stands for. */
  String live(String name) throws InterruptedException {
    return ask("lambda", "get-alias", "--function-name", name, "--name", "live")
        .at("FunctionVersion")
        .requireText();
  }

  /** The only user pool of this name. */
  Json userPool(String name) throws InterruptedException {
    Json pools = ask("cognito-idp", "list-user-pools", "--max-results", "60").at("UserPools");
    List<String> ids =
        pools.items().stream()
            .filter(each -> each.at("Name").requireText().equals(name))
            .map(each -> each.at("Id").requireText())
            .toList();
    assertThat(ids).as(name).hasSize(1);
    return ask("cognito-idp", "describe-user-pool", "--user-pool-id", ids.getFirst())
        .at("UserPool");
  }

  /** Everything too wide in what was deployed. */
  List<String> policyFindings(String function) throws InterruptedException {
    return PolicyCheck.findings(aws, moto.endpoint(), function);
  }

  /** Everything too wide in a role. */
  List<String> roleFindings(String role) throws InterruptedException {
    return PolicyCheck.findingsOfRole(aws, moto.endpoint(), role);
  }

  /** Every statement of a deployed sender's policies. */
  List<PolicyStatement> policyStatements(String function) throws InterruptedException {
    return PolicyCheck.statements(aws, moto.endpoint(), function);
  }

  /** Whatever is in the account that a stack of ours could have made and that is not AWS's own. */
  List<String> leftovers() throws InterruptedException {
    var left = new ArrayList<String>();
    left.addAll(names(ask("lambda", "list-functions").at("Functions"), "FunctionName"));
    left.addAll(names(ask("iam", "list-roles").at("Roles"), "RoleName"));
    left.addAll(names(ask("iam", "list-policies", "--scope", "Local").at("Policies"), "Arn"));
    left.addAll(names(ask("logs", "describe-log-groups").at("logGroups"), "logGroupName"));
    left.addAll(names(ask("cloudwatch", "describe-alarms").at("MetricAlarms"), "AlarmName"));
    left.addAll(
        names(ask("cloudwatch", "list-dashboards").at("DashboardEntries"), "DashboardName"));
    left.addAll(
        names(ask("cognito-idp", "list-user-pools", "--max-results", "9").at("UserPools"), "Id"));
    ask("sqs", "list-queues").at("QueueUrls").items().forEach(url -> left.add(url.requireText()));
    for (String alias : names(ask("kms", "list-aliases").at("Aliases"), "AliasName")) {
      if (!alias.startsWith("alias/aws/")) {
        left.add(alias);
      }
    }
    for (String key : names(ask("kms", "list-keys").at("Keys"), "KeyId")) {
      Json metadata = ask("kms", "describe-key", "--key-id", key).at("KeyMetadata");
      if (metadata.at("KeyManager").requireText().equals("CUSTOMER")
          && !metadata.at("KeyState").requireText().equals("PendingDeletion")) {
        left.add(key);
      }
    }
    return left;
  }

  private static List<String> names(Json list, String field) {
    return list.items().stream().map(each -> each.at(field).requireText()).toList();
  }

  /** A zip: the same for the same {@code content}, another for another. */
  String zip(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream to = Files.newOutputStream(file);
        var zip = new ZipOutputStream(to)) {
      var entry = new ZipEntry("content");
      entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertThat(file).isNotEmptyFile();
    return file.toString();
  }

  @Override
  public void close() {
    moto.close();
  }
}
