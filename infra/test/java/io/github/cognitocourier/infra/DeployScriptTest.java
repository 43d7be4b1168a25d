package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.AwsCli;
import io.github.cognitocourier.testkit.program.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code infra/cloudformation/deploy} says when it is used in another way than it is meant.
 */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class DeployScriptTest {

  @TempDir private static Path folder;

  private static Cloud cloud;
  private static String zip;

  @BeforeAll
  static void start() throws Exception {
    cloud = Cloud.start(folder);
    zip = cloud.zip("a.zip", "a");
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void a_usage_error_is_one_sentence() throws Exception {
    assertSays("--stack is missing; see --help.");
    assertSays("--stack needs a value.", "--stack");
    assertSays("There is no option --stck; see --help.", "--stck", "a");
    assertSays(
        "There is no template tryout: sender or quickstart.",
        "--stack",
        "a",
        "--template",
        "tryout");
    assertSays("There is no file none.zip.", "--stack", "a", "--zip", "none.zip");
    assertSays("a is neither an option nor Parameter=value; see --help.", "a");
    assertSays(
        "--config and --templates go into a zip that is built: leave --zip out.",
        "--stack",
        "a",
        "--zip",
        zip,
        "--config",
        "courier.json");
  }

  @Test
  void a_mistyped_parameter_is_not_ignored() throws Exception {
    Command.Ended ended = cloud.deploy("--stack", "a", "--zip", zip, "Form=a@example.com");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.errors())
        .startsWith(
            "deploy: sender.yaml has no parameter Form. It has: Name CodeBucket CodeKey ImageUri From ");
  }

  @Test
  void a_deployment_that_fails_is_a_failure() throws Exception {
    Command.Ended ended =
        cloud.deploy(
            "--stack",
            "b",
            "--zip",
            zip,
            "Secrets=/a",
            "From=a@example.com",
            "Layers=arn:aws:lambda:us-east-1:123456789012:layer:none:1");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("Function\t")
        .contains("deploy: The first deployment of b has failed.")
        .contains("aws cloudformation delete-stack --stack-name b");
    assertThat(cloud.deploy("--stack", "b", "--zip", zip).errors())
        .startsWith("deploy: The first deployment of b has failed. Take the rest away, wait a min")
        .endsWith("aws cloudformation wait stack-delete-complete --stack-name b\n");
    cloud.delete("b");
    cloud.deploy("--stack", "b", "--zip", zip, "Secrets=/a", "From=a@example.com").orFail();
    cloud.delete("b");
  }

  @Test
  void what_failed_in_a_stack_within_is_shown_too() throws Exception {
    cloud.ask("logs", "create-log-group", "--log-group-name", "/aws/lambda/taken");
    Command.Ended ended =
        cloud.deploy(
            "--stack",
            "within",
            "--template",
            "quickstart",
            "--zip",
            zip,
            "Name=taken",
            "Secrets=/a",
            "From=a@example.com");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.errors()).containsPattern("(?m)^Sender\t").containsPattern("(?m)^LogGroup\t");
  }

  @Test
  void what_belongs_together_is_asked_for_together() throws Exception {
    String[] sender = {"--stack", "a", "--zip", zip};
    assertSays(
        "From is missing: whom e-mails come from, such as From='Example <no-reply@example.com>'.",
        sender);
    assertSays(
        "TwilioApiKeySid needs TwilioAccountSid.",
        AwsCli.joined(sender, "From=a@example.com", "TwilioApiKeySid=SK1"));
    assertSays(
        "PoolAdministratorArn is for the key that is made; with KeyArn, write the role into that"
            + " key's policy.",
        AwsCli.joined(sender, "From=a@example.com", "PoolAdministratorArn=a", "KeyArn=b"));
  }

  @Test
  void a_provider_is_not_deployed_without_what_it_sends_with() throws Exception {
    assertNeeds("Secrets is missing: a route names sendgrid://default.");
    assertNeeds(
        "Secrets is missing: a route names sinch://eu.",
        "EmailRoute=",
        "SmsRoute=sinch://eu?region=eu");
    assertNeeds("SesArns is missing: a route names ses://default.", "EmailRoute=ses://default");
    assertNeeds(
        "SesArns is missing: a route names ses://us.",
        "EmailRoute=failover(sendgrid://default?endpoint=https://a.example ses://us?region=us-east-1)",
        "Secrets=/a");
    assertNeeds(
        "SmsVoiceArns is missing: a route names aws-sms://default.",
        "SmsRoute=byprefix(+49=aws-sms://default *=sns://default)",
        "Secrets=/a");
    assertNeeds(
        "SnsSms=true is missing: a route names sns://default.",
        "EmailRoute=",
        "SmsRoute=sns://default");
    for (String twilio : List.of("twilio", "twilio-verify")) {
      assertNeeds(
          "TwilioAccountSid is missing: a route names " + twilio + "://default.",
          "SmsRoute=" + twilio + "://default?from=+14155550100",
          "Secrets=/a");
    }
  }

  /** What the script says before it has asked for anything but the stack. */
  private static void assertNeeds(String sentence, String... parameters) throws Exception {
    assertSays(
        sentence,
        AwsCli.joined(
            new String[] {"--stack", "a", "--zip", zip, "From=a@example.com"}, parameters));
  }

  @Test
  void a_zip_is_not_built_without_the_files_that_the_stack_reads_from_it() throws Exception {
    cloud
        .deploy(
            "--stack",
            "d",
            "--zip",
            zip,
            "Name=d",
            "Secrets=/a",
            "From=a@example.com",
            "Config=courier.json",
            "Templates=templates",
            "SmsRoute=twilio://default",
            "TwilioAccountSid=AC1")
        .orFail();

    assertSays(
        "The function reads courier.json from its zip (Config): give --config again, or Config= to"
            + " do without.",
        "--stack",
        "d",
        "MemorySize=1024");
    assertSays(
        "The function reads templates from its zip (Templates): give --templates again, or"
            + " Templates= to do without.",
        "--stack",
        "d",
        "--config",
        "courier.json");
    assertSays(
        "TwilioAccountSid is missing: a route names twilio://default.",
        "--stack",
        "d",
        "TwilioAccountSid=");
  }

  @Test
  void an_image_takes_nothing_that_is_for_a_zip() throws Exception {
    String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/courier:1";
    String[] sender = {"--stack", "g", "From=a@example.com", "Secrets=/a", "ImageUri=" + image};
    assertSays(
        "--zip, --config and --templates are for a zip, and ImageUri is "
            + image
            + ": copy the files into the image, and say Config=courier.json or Templates=templates.",
        AwsCli.joined(sender, "--templates", zip));
    for (String parameter : List.of("SnapStart=true", "Layers=a")) {
      assertSays(
          parameter.substring(0, parameter.indexOf('='))
              + " is for a zip, and ImageUri is "
              + image
              + ": an image brings its own Java, its AOT cache and all files.",
          AwsCli.joined(sender, parameter));
    }
  }

  @Test
  void a_strangers_bucket_is_refused() throws Exception {
    cloud
        .paste(
            """
            read -r id secret token < <(aws sts assume-role --role-session-name other --output text \
              --role-arn arn:aws:iam::999999999999:role/a \
              --query 'Credentials.[AccessKeyId, SecretAccessKey, SessionToken]')
            AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$token \
              aws s3api create-bucket --bucket strangers
            """,
            "")
        .orFail();

    Command.Ended ended =
        cloud.deploy(
            "--stack",
            "e",
            "--zip",
            zip,
            "--bucket",
            "strangers",
            "From=a@example.com",
            "Secrets=/a");
    assertThat(ended)
        .isEqualTo(
            new Command.Ended(
                1,
                "",
                "deploy: The bucket strangers is not yours, or you may not read it: account"
                    + " 123456789012 must own it. Give another with --bucket.\n"));
    assertThat(
            cloud
                .deploy(
                    "--stack",
                    "e",
                    "--zip",
                    zip,
                    "--bucket",
                    "none",
                    "From=a@example.com",
                    "Secrets=/a")
                .errors())
        .isEqualTo("deploy: There is no bucket none.\n");
  }

  @Test
  void tags_stay_until_others_are_given() throws Exception {
    String[] sender = {"--stack", "f", "--zip", zip};
    cloud
        .deploy(
            AwsCli.joined(
                sender,
                "--tag",
                "team=log in",
                "--tag",
                "cost=a=b",
                "Name=f",
                "Secrets=/a",
                "From=a@example.com"))
        .orFail();
    assertThat(tags("f")).containsExactly("cost=a=b", "team=log in");

    cloud.deploy(AwsCli.joined(sender, "MemorySize=1024")).orFail();
    assertThat(tags("f")).containsExactly("cost=a=b", "team=log in");

    cloud.deploy(AwsCli.joined(sender, "--tag", "team=shop", "MemorySize=512")).orFail();
    assertThat(tags("f")).containsExactly("team=shop");
  }

  private static List<String> tags(String stack) throws InterruptedException {
    return cloud
        .ask("cloudformation", "describe-stacks", "--stack-name", stack)
        .at("Stacks")
        .at(0)
        .at("Tags")
        .items()
        .stream()
        .map(tag -> tag.at("Key").requireText() + "=" + tag.at("Value").requireText())
        .sorted()
        .toList();
  }

  @Test
  void help_names_every_option() throws Exception {
    assertThat(cloud.deploy("--help").orFail())
        .contains("--stack", "--template", "--zip", "--config", "--templates", "--bucket", "--tag");
  }

  @Test
  void an_existing_bucket_is_used_and_the_zip_lies_there_under_its_hash() throws Exception {
    cloud.ask("s3api", "create-bucket", "--bucket", "mine");
    cloud
        .deploy(
            "--stack",
            "c",
            "--zip",
            zip,
            "--bucket",
            "mine",
            "Name=c",
            "Secrets=/a",
            "From=a@example.com")
        .orFail();

    assertThat(cloud.ask("s3api", "list-objects-v2", "--bucket", "mine").at("Contents").items())
        .extracting(each -> each.at("Key").requireText())
        .anyMatch(each -> each.matches("courier-[0-9a-f]{64}\\.zip"));
  }

  private static void assertSays(String sentence, String... words) throws Exception {
    assertThat(cloud.deploy(words))
        .isEqualTo(new Command.Ended(2, "", "deploy: " + sentence + "\n"));
  }
}
