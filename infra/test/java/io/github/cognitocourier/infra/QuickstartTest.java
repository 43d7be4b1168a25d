package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demonstration, both channels, from the script to an empty account. */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class QuickstartTest {

  private static final String NAME = "courier-quickstart";
  private static final String IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
  private static final String SMS_POOL = "arn:aws:sms-voice:us-east-1:123456789012:pool/pool-1";

  @TempDir private static Path folder;

  private static Cloud cloud;
  private static List<PolicyStatement> statements;
  private static Command.Ended deployed;
  private static Map<String, String> outputs;

  @BeforeAll
  static void deploy() throws Exception {
    cloud = Cloud.start(folder);
    deployed =
        cloud.deploy(
            "--stack",
            "demo",
            "--template",
            "quickstart",
            "--zip",
            cloud.zip("a.zip", "a"),
            "--tag",
            "team=login",
            "From=Example <no-reply@example.com>",
            "EmailRoute=failover(sendgrid://default ses://default?tracking=off)",
            "SmsRoute=failover(twilio://default?from=+14155550100 aws-sms://default sns://default)",
            "SesArns=" + IDENTITY,
            "SmsVoiceArns=" + SMS_POOL,
            "SnsSms=true",
            "TwilioAccountSid=AC0123456789abcdef0123456789abcdef",
            "Secrets=/cognito-courier");
    deployed.orFail();
    outputs = cloud.outputs("demo");
    statements = cloud.policyStatements(NAME);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void the_pool_sends_both_channels_through_the_alias_and_the_key() throws Exception {
    Json config = pool().at("LambdaConfig");

    assertThat(config.at("KMSKeyID").requireText())
        .matches("arn:aws:kms:us-east-1:123456789012:key/[0-9a-f-]{36}")
        .isEqualTo(outputs.get("KeyArn"));
    for (String sender : new String[] {"CustomEmailSender", "CustomSMSSender"}) {
      assertThat(config.at(sender).texts())
          .containsEntry("LambdaVersion", "V1_0")
          .containsEntry(
              "LambdaArn",
              "arn:aws:lambda:us-east-1:123456789012:function:%s:live".formatted(NAME));
    }
  }

  @Test
  void the_pool_is_as_in_the_article() throws Exception {
    Json pool = pool();

    assertThat(pool.at("UsernameAttributes").at(0).requireText()).isEqualTo("email");
    assertThat(pool.at("AutoVerifiedAttributes").at(0).requireText()).isEqualTo("email");
    assertThat(pool.at("AutoVerifiedAttributes").at(1).requireText()).isEqualTo("phone_number");
    Json password = pool.at("Policies").at("PasswordPolicy");
    assertThat(password.at("MinimumLength").number()).contains(8L);
    for (String rule : new String[] {"Lowercase", "Uppercase", "Numbers", "Symbols"}) {
      assertThat(password.at("Require" + rule).raw()).contains(true);
    }
    assertThat(pool.at("SchemaAttributes").items())
        .filteredOn(each -> each.at("Required").raw().equals(Optional.of(true)))
        .extracting(each -> each.at("Name").requireText())
        .contains("email", "name");
  }

  @Test
  void an_app_client_without_a_secret_can_sign_up() throws Exception {
    Json client =
        cloud
            .ask(
                "cognito-idp",
                "describe-user-pool-client",
                "--user-pool-id",
                outputs.get("UserPoolId"),
                "--client-id",
                outputs.get("ClientId"))
            .at("UserPoolClient");

    assertThat(client.at("ClientSecret").isAbsent()).isTrue();
    assertThat(client.at("ExplicitAuthFlows").items())
        .extracting(Json::requireText)
        .containsExactlyInAnyOrder(
            "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH");
    assertThat(outputs.get("SignUp")).contains("--client-id " + outputs.get("ClientId"));
    assertThat(deployed.output()).contains("SignUp: aws cognito-idp sign-up");
    cloud.paste(outputs.get("SignUp"), "").orFail();
  }

  @Test
  void only_this_pool_of_this_account_may_invoke_the_alias() throws Exception {
    Json policy =
        Json.parse(
            cloud
                .ask("lambda", "get-policy", "--function-name", NAME, "--qualifier", "live")
                .at("Policy")
                .requireText());

    assertThat(policy.at("Statement").items()).hasSize(1);
    Json statement = policy.at("Statement").at(0);
    assertThat(statement.at("Principal").at("Service").requireText())
        .isEqualTo("cognito-idp.amazonaws.com");
    assertThat(statement.at("Action").requireText()).isEqualTo("lambda:InvokeFunction");
    assertThat(statement.at("Resource").requireText()).endsWith(":function:" + NAME + ":live");
    assertThat(statement.at("Condition").at("ArnLike").at("AWS:SourceArn").requireText())
        .isEqualTo(pool().at("Arn").requireText());
    assertThat(statement.at("Condition").at("StringEquals").at("AWS:SourceAccount").requireText())
        .isEqualTo(Cloud.ACCOUNT);
  }

  @Test
  void the_function_starts_with_what_it_is_told() throws Exception {
    FunctionStart.of(cloud.function(NAME, "live"), folder.resolve("task"));
  }

  @Test
  void no_policy_is_too_wide() throws Exception {
    assertThat(statements)
        .hasSizeGreaterThan(7)
        .allSatisfy(each -> assertThat(each.findings()).isEmpty());
    String smsRole = pool().at("SmsConfiguration").at("SnsCallerArn").requireText();
    assertThat(cloud.roleFindings(smsRole.substring(smsRole.lastIndexOf('/') + 1))).isEmpty();
  }

  @Test
  void without_knowing_the_pool_the_role_decrypts_for_this_region_only() throws Exception {
    assertThat(statements)
        .filteredOn(each -> each.actions().contains("kms:decrypt"))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.resources()).containsExactly(outputs.get("KeyArn"));
          assertThat(each.conditions())
              .containsEntry(
                  "stringlike:kms:encryptioncontext:userpool-id", List.of("us-east-1_*"));
        });
  }

  @Test
  void it_may_send_through_aws_itself() {
    assertThat(statements)
        .filteredOn(each ->
            each.actions().contains("ses:sendemail")
                || each.actions().contains("sms-voice:sendtextmessage"))
        .extracting(PolicyStatement::resources)
        .containsExactlyInAnyOrder(List.of(IDENTITY), List.of(SMS_POOL));
    assertThat(statements)
        .filteredOn(each -> each.actions().contains("sns:publish"))
        .extracting(each -> each.allows() + " " + each.resources())
        .containsExactly("true [*]", "false [arn:aws:sns:*:*:*]");
  }

  @Test
  void everything_bears_the_stacks_tags() throws Exception {
    assertThat(pool().at("UserPoolTags").texts()).containsEntry("team", "login");
    assertThat(
            cloud
                .ask(
                    "lambda",
                    "list-tags",
                    "--resource",
                    cloud.function(NAME, "$LATEST").at("FunctionArn").requireText())
                .at("Tags")
                .texts())
        .containsEntry("team", "login");
  }

  private static Json pool() throws InterruptedException {
    return cloud
        .ask("cognito-idp", "describe-user-pool", "--user-pool-id", outputs.get("UserPoolId"))
        .at("UserPool");
  }
}
