package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.pool.FakeAws;
import io.github.cognitocourier.cli.pool.FakePool;
import io.github.cognitocourier.cli.pool.RandomPools;
import io.github.cognitocourier.cli.pool.Refusal;
import io.github.cognitocourier.cli.pool.SamplePools;
import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code courier attach} and {@code courier detach}, with the real SDK and a fake AWS. */
class AttachCommandTest {

  private static final String FUNCTION = RandomPools.FUNCTION;
  private static final String KEY = RandomPools.KEY;
  private static final String STATEMENT = "cognito-courier-" + SamplePools.ID;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.region", "us-east-1",
          "aws.accessKeyId", "local",
          "aws.secretAccessKey", "local");

  @TempDir private Path folder;

  private final FakeAws aws = new FakeAws();
  private final FakePool pool = aws.holds(SamplePools.production());
  private final Map<String, Object> original = pool.snapshot();

  @BeforeEach
  void prepare() {
    SETTINGS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", aws.endpoint().toString());
    aws.kms().holds(KEY);
    aws.lambda().holds(FUNCTION, Map.of("COURIER_EMAIL", "sendgrid://default", "KMS_KEY_ARN", KEY));
  }

  @AfterEach
  void tidy() {
    SETTINGS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
    aws.close();
  }

  @Test
  void a_dry_run_shows_the_difference_and_changes_nothing() throws IOException {
    Path output = folder.resolve("update.json");

    Commanded dryRun = attach("--dry-run", "--output", output.toString());

    assertThat(dryRun)
        .isEqualTo(
            new Commanded(
                0,
                """
                User pool us-east-1_AbCdEf123 (production) in us-east-1
                  LambdaConfig.CustomEmailSender.LambdaArn: (none) → "%s"
                  LambdaConfig.CustomEmailSender.LambdaVersion: (none) → "V1_0"
                  LambdaConfig.KMSKeyID: (none) → "%s"
                  Permission cognito-courier-us-east-1_AbCdEf123 of %s: (none) → cognito-idp.amazonaws.com may invoke it for this pool
                Every other setting is sent to Cognito again as it is.
                Input of UpdateUserPool: %s
                Dry run: nothing was changed.
                """
                    .formatted(FUNCTION, KEY, FUNCTION, output),
                ""));
    assertThat(pool.snapshot()).isEqualTo(original);
    assertThat(aws.lambda().statements(FUNCTION)).isEmpty();
    Json input = Json.parse(Files.readString(output));
    assertThat(input.fields()).doesNotContainKeys("Id", "Arn", "Name", "LastModifiedDate");
    assertThat(input.at("PoolName").text()).contains("production");
    assertThat(input.at("AdminCreateUserConfig").at("UnusedAccountValidityDays").isAbsent())
        .isTrue();
  }

  @Test
  void attach_changes_the_triggers_only_and_once_only() {
    aws.kms().grant(SamplePools.ID);

    Commanded attached = attach("--yes", "--backup", backup());

    assertThat(attached.err()).isEmpty();
    assertThat(attached.exitCode()).isZero();
    assertThat(attached.out())
        .contains("Backup: " + backup(), "Done. The pool was read again: nothing else has changed.")
        .endsWith("The key has a grant for Cognito.\n");
    assertThat(pool.settings().get("LambdaConfig"))
        .isEqualTo(
            Map.of(
                "PreSignUp",
                "arn:aws:lambda:us-east-1:111122223333:function:pre-sign-up",
                "CustomEmailSender",
                Map.of("LambdaArn", FUNCTION, "LambdaVersion", "V1_0"),
                "KMSKeyID",
                KEY));
    assertThat(withoutTriggers(pool.snapshot())).isEqualTo(withoutTriggers(original));
    assertThat(aws.lambda().statements(FUNCTION).get(STATEMENT).toString())
        .contains("cognito-idp.amazonaws.com", "userpool/" + SamplePools.ID, "111122223333");

    Commanded again = attach("--yes");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("Nothing to change.");
    assertThat(pool.updates()).hasSize(1);
    assertThat(aws.calls()).containsOnlyOnce("AddPermission");
  }

  @Test
  void detach_is_the_way_back() {
    attach("--yes", "--backup", backup());

    Commanded detached =
        run("detach", "--user-pool-id", SamplePools.ID, "--yes", "--backup", later());

    assertThat(detached.err()).isEmpty();
    assertThat(detached.exitCode()).isZero();
    assertThat(pool.snapshot()).isEqualTo(original);
    assertThat(aws.lambda().statements(FUNCTION)).isEmpty();
    assertThat(run("detach", "--user-pool-id", SamplePools.ID, "--yes").out())
        .contains("Nothing to change.");
  }

  @Test
  void the_sender_that_stays_keeps_the_key() {
    aws.lambda().holds(FUNCTION, Map.of());
    attach("--yes", "--channel", "both", "--backup", backup());

    run(
        "detach",
        "--user-pool-id",
        SamplePools.ID,
        "--channel",
        "sms",
        "--yes",
        "--backup",
        later());

    assertThat(triggers()).containsKeys("CustomEmailSender", "KMSKeyID");
    assertThat(triggers()).doesNotContainKey("CustomSMSSender");
    assertThat(aws.lambda().statements(FUNCTION)).containsKey(STATEMENT);
  }

  @Test
  void without_a_terminal_and_without_yes_nothing_happens() {
    Commanded refused = attach();

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("Nobody is there to ask");
    assertThat(pool.updates()).isEmpty();
    assertThat(aws.calls()).doesNotContain("AddPermission");
  }

  @ParameterizedTest
  @CsvSource({"Novelty", "DeviceConfiguration.Novelty", "SchemaAttributes.Novelty"})
  void a_pool_with_a_setting_that_nobody_knows_is_left_alone(String path) {
    Map<String, Object> novelty = Map.of("Mode", "ON");
    switch (path) {
      case "Novelty" -> pool.fixed().put("Novelty", novelty);
      case "SchemaAttributes.Novelty" ->
          pool.fixed().put("SchemaAttributes", List.of(Map.of("Name", "a", "Novelty", novelty)));
      default -> {
        var device = new LinkedHashMap<String, Object>();
        device.put("Novelty", novelty);
        pool.settings().put("DeviceConfiguration", device);
      }
    }
    Commanded refused = attach("--yes");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains(path.replace("SchemaAttributes", "SchemaAttributes[0]"), "update courier")
        .containsOnlyOnce("\n");
    assertThat(aws.calls()).doesNotContain("UpdateUserPool", "AddPermission");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --key 1234abcd-12ab-34cd-56ef-1234567890ab | --key must be the ARN of the key
          --key alias/courier | "KMS key arn must be a string"
          --key arn:aws:kms:us-east-1:111122223333:alias/courier | this is an alias
          --function courier | --function must be the ARN
          --function arn:aws:lambda:us-east-1:111122223333:function:courier:$LATEST | --function must not end with $LATEST
          --region eu-central-1 | The function is in us-east-1, but the user pool is looked for in eu-central-1
          --channel fax | --channel must be email, sms or both.
          """)
  void a_mistake_in_the_call_is_one_sentence(String option, String sentence) {
    Commanded refused = attach(option.split(" "));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(sentence).containsOnlyOnce("\n");
    assertThat(aws.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "KeyState, Disabled, The key is not enabled",
    "KeySpec, RSA_2048, The key is not symmetric",
    "KeyUsage, GENERATE_VERIFY_MAC, The key is not symmetric",
    "KeyManager, AWS, The key is managed by AWS"
  })
  void a_key_that_does_not_serve_stops_it(String field, String value, String sentence) {
    aws.kms().change(KEY, field, value);

    assertStopped(attach("--yes"), sentence);
  }

  @Test
  void a_function_that_could_not_send_stops_it() {
    aws.lambda().change(FUNCTION, "State", "Failed");
    assertStopped(attach("--yes"), "The function is not ready");

    aws.lambda().holds(FUNCTION, Map.of("COURIER_EMAIL", "x", "KMS_KEY_ARN", "another"));
    assertStopped(attach("--yes"), "The function decrypts with another key");

    aws.lambda().holds(FUNCTION, Map.of());
    assertStopped(attach("--yes"), "The function has no route");
  }

  @Test
  void the_other_channels_sender_does_not_lose_its_key() {
    var triggers = new LinkedHashMap<>(triggers());
    triggers.put("CustomSMSSender", Map.of("LambdaVersion", "V1_0", "LambdaArn", FUNCTION + "2"));
    triggers.put("KMSKeyID", KEY + "2");
    pool.settings().put("LambdaConfig", triggers);

    assertStopped(attach("--yes"), "The pool's CustomSMSSender decrypts with another key");
  }

  @Test
  void a_sender_that_is_replaced_and_a_stack_that_would_undo_it_are_named() {
    pool.settings().put("UserPoolTags", Map.of("aws:cloudformation:stack-name", "login"));
    pool.settings()
        .put(
            "LambdaConfig",
            Map.of(
                "CustomEmailSender",
                Map.of("LambdaVersion", "V1_0", "LambdaArn", FUNCTION + "2"),
                "KMSKeyID",
                KEY));

    assertThat(attach("--dry-run").out())
        .contains(
            "Note: The pool belongs to the CloudFormation stack login,",
            "Note: CustomEmailSender is another function's so far");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DescribeUserPool | ResourceNotFoundException | does not find it
          DescribeUserPool | AccessDeniedException | docs/existing-pool.md
          DescribeUserPool | ExpiredTokenException | log in again
          GetUserPoolMfaConfig | NotAuthorizedException | AWS denies it
          GetFunctionConfiguration | ResourceNotFoundException | Lambda: AWS does not find it
          DescribeKey | NotFoundException | Kms: AWS does not find it
          GetPolicy | AccessDeniedException | Lambda: AWS denies it
          AddPermission | AccessDeniedException | Lambda: AWS denies it
          UpdateUserPool | InvalidParameterException | Cognito refuses a setting
          UpdateUserPool | ConcurrentModificationException | Another change
          UpdateUserPool | UserImportInProgressException | being imported
          UpdateUserPool | InvalidSmsRoleTrustRelationshipException | SMS role
          UpdateUserPool | InvalidSmsRoleAccessPolicyException | SMS role
          UpdateUserPool | InvalidEmailRoleAccessPolicyException | SES identity
          UpdateUserPool | UserPoolTaggingException | tags
          UpdateUserPool | TierChangeNotAllowedException | tier
          UpdateUserPool | FeatureUnavailableInTierException | tier
          UpdateUserPool | NotAuthorizedException kms:CreateGrant | allow yourself kms:CreateGrant
          UpdateUserPool | InvalidParameterException kms:CreateGrant | allow yourself kms:CreateGrant
          UpdateUserPool | InvalidParameterException Cannot turn MFA functionality ON | only while a factor is enabled
          UpdateUserPool | SomethingNewException | AWS answered SomethingNewException
          """)
  void what_aws_refuses_is_a_sentence_and_changes_nothing(
      String operation, String error, String sentence) {
    String[] words = error.split(" ", 2);
    aws.watch((called, nth) ->
        called.equals(operation)
            ? Optional.of(new Refusal(400, words[0], words.length > 1 ? words[1] : "AWS's words"))
            : Optional.empty());

    Commanded refused = attach("--yes", "--backup", backup());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains(sentence).doesNotContain("\tat ");
    assertThat(pool.snapshot()).isEqualTo(original);
    assertThat(aws.lambda().statements(FUNCTION)).isEmpty();
  }

  @Test
  void what_cannot_be_restored_is_told_with_the_commands_that_restore_it() throws IOException {
    aws.watch((operation, nth) -> {
      if (operation.equals("UpdateUserPool")) {
        pool.settings().put("DeletionProtection", "INACTIVE");
        return Optional.of(new Refusal(400, "InvalidParameterException", "no"));
      }
      return Optional.empty();
    });

    Commanded failed = attach("--yes", "--backup", backup());

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains(
            "The pool is not as it was",
            "  DeletionProtection: \"ACTIVE\" → \"INACTIVE\"",
            "aws cognito-idp update-user-pool --cli-input-json file://"
                + backup()
                + " --region us-east-1\n");
    assertThat(Json.parse(Files.readString(Path.of(backup()))).at("DeletionProtection").text())
        .contains("ACTIVE");
    assertThat(Files.exists(folder.resolve("backup-mfa.json"))).isTrue();
  }

  /** What listens for unknown settings must not get lost when a profile is configured as well. */
  @Test
  void a_profile_changes_who_asks_and_nothing_else() throws IOException {
    Path profiles = folder.resolve("credentials");
    Files.writeString(profiles, "[other]\naws_access_key_id=a\naws_secret_access_key=b\n");
    System.setProperty("aws.sharedCredentialsFile", profiles.toString());
    try {
      assertThat(attach("--dry-run", "--profile", "other").err()).isEmpty();
    } finally {
      System.clearProperty("aws.sharedCredentialsFile");
    }
  }

  @Test
  void detach_does_not_need_to_read_the_policy() {
    attach("--yes", "--backup", backup());
    aws.watch((operation, nth) ->
        operation.equals("GetPolicy")
            ? Optional.of(new Refusal(403, "AccessDeniedException", "no"))
            : Optional.empty());

    Commanded detached =
        run("detach", "--user-pool-id", SamplePools.ID, "--yes", "--backup", later());

    assertThat(detached.exitCode()).isZero();
    assertThat(detached.out())
        .contains(
            "Note: Permission " + STATEMENT + " of " + FUNCTION + " stays: Lambda: AWS denies");
    assertThat(pool.snapshot()).isEqualTo(original);
  }

  @Test
  void variables_that_lambda_does_not_show_are_no_missing_route() {
    aws.lambda()
        .change(
            FUNCTION,
            "Environment",
            Map.of("Error", Map.of("ErrorCode", "AccessDeniedException", "Message", "no")));

    assertStopped(attach("--yes"), "Lambda does not show the function's variables");
    Commanded named = attach("--dry-run", "--channel", "email");
    assertThat(named.exitCode()).isZero();
    assertThat(named.out()).contains("kms:Decrypt", "was not seen.");
  }

  /** The way back is run where and as whom the way there was. */
  @Test
  void the_commands_that_restore_are_ready_for_a_shell() throws IOException {
    Path profiles = folder.resolve("credentials");
    Files.writeString(profiles, "[my other]\naws_access_key_id=a\naws_secret_access_key=b\n");
    System.setProperty("aws.sharedCredentialsFile", profiles.toString());
    aws.watch((operation, nth) -> {
      if (operation.equals("UpdateUserPool")) {
        pool.settings().put("DeletionProtection", "INACTIVE");
        return Optional.of(new Refusal(400, "ConcurrentModificationException", ""));
      }
      return Optional.empty();
    });
    try {
      Path backup = folder.resolve("it's mine.json");
      assertThat(attach("--yes", "--profile", "my other", "--backup", backup.toString()).err())
          .contains(
              "  aws cognito-idp update-user-pool --cli-input-json 'file://"
                  + folder
                  + "/it'\\''s mine.json' --region us-east-1 --profile 'my other'\n");
    } finally {
      System.clearProperty("aws.sharedCredentialsFile");
    }
  }

  private void assertStopped(Commanded stopped, String sentence) {
    assertThat(stopped.exitCode()).isEqualTo(1);
    assertThat(stopped.err()).startsWith(sentence).containsOnlyOnce("\n");
    assertThat(aws.calls()).doesNotContain("UpdateUserPool", "AddPermission");
  }

  private String backup() {
    return folder.resolve("backup.json").toString();
  }

  private String later() {
    return folder.resolve("later.json").toString();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> triggers() {
    return (Map<String, Object>) pool.settings().get("LambdaConfig");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> withoutTriggers(Map<String, Object> snapshot) {
    ((Map<String, Object>) snapshot.get("settings")).remove("LambdaConfig");
    return snapshot;
  }

  /** With function and key, unless the arguments name others. */
  private Commanded attach(String... arguments) {
    var words = new ArrayList<>(List.of("attach", "--user-pool-id", SamplePools.ID));
    words.addAll(List.of(arguments));
    if (!words.contains("--function")) {
      words.addAll(List.of("--function", FUNCTION));
    }
    if (!words.contains("--key")) {
      words.addAll(List.of("--key", KEY));
    }
    return run(words.toArray(String[]::new));
  }

  private static Commanded run(String... words) {
    return Commanded.run(words);
  }
}
