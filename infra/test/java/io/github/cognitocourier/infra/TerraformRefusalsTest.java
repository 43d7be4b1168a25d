package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each sender has one mistake; one plan finds them all. */
@NeedsTool({"terraform", "moto_server"})
class TerraformRefusalsTest {

  private static final String KEY = "SG.a-key-that-nobody-may-keep";
  static final String IMAGE = "\"123456789012.dkr.ecr.us-east-1.amazonaws.com/courier:1\"";

  @TempDir private Path folder;

  @Test
  void a_mistake_is_refused_with_a_sentence_that_names_it() throws Exception {
    try (var terraform = Terraform.start(folder)) {
      areRefused(terraform, "wrong", mistakes());
      // Terraform compares variables with each other only when each by itself is right.
      areRefused(terraform, "contradictory", contradictions());
    }
  }

  private static void areRefused(Terraform terraform, String module, Map<String, String> mistakes)
      throws Exception {
    var configuration = new StringBuilder();
    int number = 0;
    for (String mistake : mistakes.keySet()) {
      configuration.append(sender(++number, mistake));
    }
    terraform.write("infra/terraform/" + module + "/main.tf", configuration.toString());
    terraform.cloud().zip("infra/terraform/" + module + "/courier.zip", "one");
    terraform.init(module);
    var plan = terraform.in(module, "plan");
    assertThat(plan.exitCode()).isEqualTo(1);
    // Terraform breaks lines at 78 characters.
    String said = plan.errors().replaceAll("\\s+", " ");
    assertThat(mistakes)
        .allSatisfy((mistake, sentence) -> assertThat(said).as(mistake).contains(sentence));
    assertThat(said.split("Error: Invalid value for variable", -1)).hasSize(mistakes.size() + 1);
  }

  /** A wrong argument, or several lines of them, to the sentence that refuses it. */
  private static Map<String, String> mistakes() {
    var mistakes = new LinkedHashMap<String, String>();
    mistakes.put("name = \"a b\"", "name: up to 40 letters");
    mistakes.put("zip = \"none.zip\"", "zip: there is no such file; build it with ./courier");
    mistakes.put("image_uri = \"courier:1\"", "image_uri: ACCOUNT.dkr.ecr.REGION.amazonaws.com/");
    mistakes.put("runtime = \"nodejs22.x\"", "runtime: a managed Java runtime such as java25");
    mistakes.put("architecture = \"arm\"", "architecture: arm64 or x86_64");
    mistakes.put("memory_size = 128", "memory_size: from 256 to 10240 MB");
    mistakes.put("maximum_event_age = 30", "maximum_event_age: 60 to 21600 seconds");
    mistakes.put("maximum_retries = 3", "maximum_retries: 0, 1 or 2");
    mistakes.put("reserved_concurrency = 0", "reserved_concurrency: 1 or more, or -1");
    mistakes.put("from = \"Example\"", "from: an address, with or without a name");
    mistakes.put(
        "secrets = { SENDGRID_API_KEY = \"" + KEY + "\" }",
        "secrets: a value is a reference, never the secret itself");
    mistakes.put("secrets = { sendgrid = \"ssm:/sendgrid\" }", "secrets: a key is the name of an");
    mistakes.put(
        "secrets = { COURIER_SECRETS = \"ssm:/courier:3\" }",
        "secrets: COURIER_SECRETS is secretsmanager:<full ARN> of one secret, or ssm:<path>");
    mistakes.put(
        "environment = { TWILIO_AUTH_TOKEN = \"0123\" }",
        "environment: a name that ends in _KEY, _TOKEN, _SECRET");
    mistakes.put(
        "environment = { TWILIO_ACCOUNT_SID = \"ssm:/sid\" }",
        "environment: a reference belongs into secrets");
    mistakes.put(
        "environment = { COURIER_DEADLINE = \"4500ms\" }",
        "environment: COURIER_DEADLINE is a number of seconds from 0.5 to 60");
    mistakes.put(
        "environment = { COURIER_UNKNOWN = \"retry\" }", "environment: COURIER_UNKNOWN is");
    mistakes.put("email_route = \"sendgrid\"", "email_route: a provider's URL such as");
    mistakes.put("sms_route = \"+14155550100\"", "sms_route: a provider's URL such as");
    mistakes.put("layers = [\"own\"]", "layers: ARNs of layer versions");
    mistakes.put("log_retention_in_days = 2", "log_retention_in_days: one of the numbers");
    mistakes.put("log_key_arn = \"alias/log\"", "log_key_arn: a key's ARN");
    mistakes.put("permissions_boundary = \"bound\"", "permissions_boundary: the ARN of a policy");
    mistakes.put("further_key_arns = [\"alias/own\"]", "further_key_arns: key ARNs");
    mistakes.put("secret_key_arns = [\"alias/own\"]", "secret_key_arns: key ARNs");
    mistakes.put("ses_arns = [\"example.com\"]", "ses_arns: ARNs such as");
    mistakes.put(
        "sms_voice_arns = [\"arn:aws:sms-voice:us-east-1:123456789012:pool/*\"]",
        "sms_voice_arns: ARNs such as");
    mistakes.put(
        "user_pools = { a = \"arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_A\" }",
        "user_pools: a value is a pool's id");
    mistakes.put("user_pools = { \"a b\" = \"us-east-1_A\" }", "user_pools: a key is a name");
    mistakes.put("existing_key = { arn = \"alias/own\" }", "existing_key: arn is the key's ARN");
    mistakes.put("pool_administrators = [\"*\"]", "pool_administrators: ARNs of roles or users");
    mistakes.put("key_deletion_window_in_days = 1", "key_deletion_window_in_days: from 7 to 30");
    mistakes.put("alarm_topic_arns = [\"me\"]", "alarm_topic_arns: ARNs of SNS topics");
    return mistakes;
  }

  private static Map<String, String> contradictions() {
    var mistakes = new LinkedHashMap<String, String>();
    String oneOfThree = "or else zip_in_bucket or image_uri; one of the three.";
    mistakes.put("zip = null", oneOfThree);
    mistakes.put("image_uri = " + IMAGE, oneOfThree);
    mistakes.put(
        "zip = null\n  image_uri = "
            + IMAGE
            + "\n  layers = [\"arn:aws:lambda:us-east-1:123456789012:layer:texts:1\"]",
        "layers: Lambda takes none beside image_uri");
    mistakes.put("from = null", "from: e-mails need a sender");
    mistakes.put("email_route = null", "email_route: name the route of e-mails");
    mistakes.put(
        "environment = { COURIER_FROM = \"a@example.com\" }",
        "environment: KMS_KEY_ARN, COURIER_FROM, _EMAIL");
    mistakes.put("secrets = {}", "secrets: the key is missing that sendgrid needs;");
    mistakes.put(
        "email_route = \"failover(sendgrid://default?endpoint=https://a.example ses://default)\"",
        "ses_arns: a route has ses://");
    mistakes.put("sms_route = \"aws-sms://default\"", "sms_voice_arns: a route has aws-sms://");
    mistakes.put("sms_route = \"sns://default\"", "sns_sms: a route has sns://");
    mistakes.put(
        "sms_route = \"byprefix(+49=twilio-verify://default?service=VA *=vonage://default)\"",
        "environment: TWILIO_ACCOUNT_SID is missing");
    mistakes.put(
        """
        pool_administrators = ["arn:aws:iam::123456789012:role/platform"]
          existing_key = { arn = "arn:aws:kms:us-east-1:123456789012:key/0f1e2d3c" }
        """
            .strip(),
        "pool_administrators: only the key that is made here");
    return mistakes;
  }

  private static String sender(int number, String mistake) {
    String wrong = mistake.substring(0, mistake.indexOf(' '));
    var arguments = new LinkedHashMap<String, String>();
    arguments.put("name", "\"wrong-" + number + "\"");
    arguments.put("zip", "\"courier.zip\"");
    arguments.put("runtime", "\"java21\"");
    arguments.put("from", "\"a@example.com\"");
    arguments.put("email_route", "\"sendgrid://default\"");
    arguments.put("secrets", "{ SENDGRID_API_KEY = \"ssm:/sendgrid\" }");
    arguments.remove(wrong);
    String right =
        arguments.entrySet().stream()
            .map(each -> "  " + each.getKey() + " = " + each.getValue() + "\n")
            .collect(Collectors.joining());
    return "module \"wrong_%d\" {\n  source = \"../sender\"\n%s  %s\n}\n"
        .formatted(number, right, mistake);
  }
}
