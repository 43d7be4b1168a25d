package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.pool.FakeAws;
import io.github.cognitocourier.cli.pool.FakePool;
import io.github.cognitocourier.cli.pool.RandomPools;
import io.github.cognitocourier.cli.pool.SamplePools;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.AwsCli;
import io.github.cognitocourier.testkit.program.MotoServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** attach and detach beside the real AWS CLI: what one writes, the other reads. */
class AttachOnMotoTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.region", "us-east-1",
          "aws.accessKeyId", "local",
          "aws.secretAccessKey", "local");

  @TempDir private Path folder;

  @BeforeEach
  void prepare() {
    SETTINGS.forEach(System::setProperty);
  }

  @AfterEach
  void tidy() {
    SETTINGS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
  }

  @Test
  @NeedsTool({"moto_server", "aws"})
  void the_aws_cli_reads_what_attach_and_detach_write() throws IOException, InterruptedException {
    var cli = new AwsCli(folder);
    try (MotoServer moto = MotoServer.start()) {
      URI at = moto.endpoint();
      System.setProperty("aws.endpointUrl", at.toString());
      String key =
          cli.call(at, "kms", "create-key", "--key-usage", "ENCRYPT_DECRYPT")
              .at("KeyMetadata")
              .at("Arn")
              .requireText();
      String function = function(cli, at, key);
      String id = pool(cli, at);
      Json before = describe(cli, at, id);

      Commanded attached = attach(id, function, key, "--yes");

      assertThat(attached.err()).isEmpty();
      assertThat(attached.exitCode()).isZero();
      Json triggers = describe(cli, at, id).at("LambdaConfig");
      assertThat(triggers.at("CustomEmailSender").at("LambdaArn").text()).contains(function);
      assertThat(triggers.at("KMSKeyID").text()).contains(key);
      assertThat(triggers.at("PreSignUp").raw())
          .isEqualTo(before.at("LambdaConfig").at("PreSignUp").raw());
      assertThat(
              cli.call(
                      at,
                      "lambda",
                      "get-policy",
                      "--function-name",
                      "courier",
                      "--qualifier",
                      "live")
                  .at("Policy")
                  .requireText())
          .contains("cognito-courier-" + id, "cognito-idp.amazonaws.com");
      assertThat(attach(id, function, key, "--yes").out()).contains("Nothing to change.");

      Commanded detached =
          Commanded.run("detach", "--user-pool-id", id, "--yes", "--backup", file("b"));

      assertThat(detached.err()).isEmpty();
      assertThat(detached.exitCode()).isZero();
      assertThat(settings(describe(cli, at, id))).isEqualTo(settings(before));
    }
  }

  /** The file is what the article had people write by hand. */
  @Test
  @NeedsTool("aws")
  void the_aws_cli_applies_the_output_of_a_dry_run() throws InterruptedException {
    try (var aws = new FakeAws()) {
      FakePool pool = aws.holds(SamplePools.production());
      aws.kms().holds(RandomPools.KEY);
      aws.lambda().holds(RandomPools.FUNCTION, Map.of("COURIER_EMAIL", "sendgrid://default"));
      System.setProperty("aws.endpointUrl", aws.endpoint().toString());
      attach(
          SamplePools.ID,
          RandomPools.FUNCTION,
          RandomPools.KEY,
          "--dry-run",
          "--output",
          file("update.json"));

      new AwsCli(folder)
          .call(
              aws.endpoint(),
              "cognito-idp",
              "update-user-pool",
              "--cli-input-json",
              "file://" + file("update.json"));

      assertThat(pool.settings().get("LambdaConfig").toString()).contains(RandomPools.FUNCTION);
      assertThat(attach(SamplePools.ID, RandomPools.FUNCTION, RandomPools.KEY, "--dry-run").out())
          .doesNotContain("LambdaConfig");
      pool.settings().put("LambdaConfig", SamplePools.production().settings().get("LambdaConfig"));
      assertThat(pool.snapshot()).isEqualTo(SamplePools.production().snapshot());
    }
  }

  private Commanded attach(String id, String function, String key, String... more) {
    return Commanded.run(
        AwsCli.joined(
            new String[] {
              "attach",
              "--user-pool-id",
              id,
              "--function",
              function,
              "--key",
              key,
              "--backup",
              file("backup.json")
            },
            more));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** Without what moves, and without the setting that a temporary password's validity replaced. */
  private static Map<String, Object> settings(Json pool) {
    var settings = new TreeMap<String, Object>();
    pool.fields()
        .forEach((name, value) -> {
          if (name.equals("AdminCreateUserConfig")) {
            value
                .fields()
                .forEach((field, one) -> one.raw().ifPresent(raw -> settings.put(field, raw)));
          } else if (!name.equals("LastModifiedDate")) {
            value.raw().ifPresent(raw -> settings.put(name, raw));
          }
        });
    settings.remove("UnusedAccountValidityDays");
    return settings;
  }

  private static Json describe(AwsCli cli, URI at, String id) throws InterruptedException {
    return cli.call(at, "cognito-idp", "describe-user-pool", "--user-pool-id", id).at("UserPool");
  }

  private static String pool(AwsCli cli, URI at) throws InterruptedException {
    return cli.call(
            at,
            "cognito-idp",
            "create-user-pool",
            "--pool-name",
            "production",
            "--auto-verified-attributes",
            "email",
            "--policies",
            "PasswordPolicy={MinimumLength=12,TemporaryPasswordValidityDays=3}",
            "--lambda-config",
            "PreSignUp=arn:aws:lambda:us-east-1:123456789012:function:pre-sign-up",
            "--user-pool-tags",
            "owner=identity")
        .at("UserPool")
        .at("Id")
        .requireText();
  }

  private String function(AwsCli cli, URI at, String key) throws IOException, InterruptedException {
    String role =
        cli.call(
                at,
                "iam",
                "create-role",
                "--role-name",
                "courier",
                "--assume-role-policy-document",
                "{\"Version\":\"2012-10-17\",\"Statement\":[]}")
            .at("Role")
            .at("Arn")
            .requireText();
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("empty"));
    }
    Files.write(folder.resolve("function.zip"), bytes.toByteArray());
    cli.call(
        at,
        "lambda",
        "create-function",
        "--function-name",
        "courier",
        "--runtime",
        "java21",
        "--handler",
        "io.github.cognitocourier.lambda.CourierFunction",
        "--role",
        role,
        "--zip-file",
        "fileb://" + file("function.zip"),
        "--environment",
        "Variables={COURIER_EMAIL=sendgrid://default,KMS_KEY_ARN=" + key + "}",
        "--publish");
    return cli.call(
            at,
            "lambda",
            "create-alias",
            "--function-name",
            "courier",
            "--name",
            "live",
            "--function-version",
            "1")
        .at("AliasArn")
        .requireText();
  }
}
