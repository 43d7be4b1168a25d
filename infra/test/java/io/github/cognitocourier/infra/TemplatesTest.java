package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the templates without deploying them. */
class TemplatesTest {

  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final Path FOLDER = Cloud.ROOT.resolve("infra/cloudformation");

  /** The longest values of what has no MaxLength; ARNs in the partition with the longest name. */
  private static final Map<String, Integer> LONGEST =
      Map.ofEntries(
          Map.entry("Name", 40),
          Map.entry("Deadline", "9.99s".length()),
          Map.entry("Unknown", "failover".length()),
          Map.entry("Runtime", "java25".length()),
          Map.entry("Architecture", "x86_64".length()),
          Map.entry("MemorySize", "10240".length()),
          Map.entry("SnapStart", "false".length()),
          // A zip's key, or an image's digest or tag.
          Map.entry("Artifact", 85),
          Map.entry("TwilioAccountSid", 34),
          Map.entry("TwilioApiKeySid", 34),
          Map.entry("Made", "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/".length() + 36),
          Map.entry("RecordPolicy", "arn:aws-us-gov:iam::123456789012:policy/".length() + 128),
          Map.entry("SecretsPolicy", "arn:aws-us-gov:iam::123456789012:policy/".length() + 128),
          Map.entry("CodePolicy", "arn:aws-us-gov:iam::123456789012:policy/".length() + 128));

  @Test
  @NeedsTool("cfn-lint")
  void cfn_lint_has_nothing_to_say() throws InterruptedException {
    Command.Ended ended =
        new Command(FOLDER, Map.of(), Duration.ofMinutes(2))
            .run(List.of("cfn-lint", "sender.yaml", "quickstart.yaml"));

    assertThat(ended.output() + ended.errors()).isBlank();
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void the_function_is_told_the_names_that_it_reads() throws Exception {
    Set<String> known = new HashSet<>(settings());
    ProviderUrl twilio = ProviderUrl.parse("COURIER_SMS", "twilio://default");
    // No key has a variable of its own: it is in COURIER_SECRETS.
    known.add(twilio.variable("ACCOUNT_SID"));
    known.add(twilio.variable("API_KEY_SID"));
    known.addAll(Set.of("JAVA_TOOL_OPTIONS", "AWS_LAMBDA_EXEC_WRAPPER"));
    // For emulators only.
    known.remove(Settings.COURIER_ALLOW_MISSING_USER_POOL);

    assertThat(variables()).isEqualTo(known);
  }

  @Test
  void every_setting_that_makes_the_function_what_it_is_moves_live() throws IOException {
    String sender = read("sender.yaml");
    String function =
        sender.substring(sender.indexOf("\n  Function:\n"), sender.indexOf("\n  Version:\n"));
    String spelled =
        description(sender, "RecordPolicy")
            + description(sender, "SecretsPolicy")
            + description(sender, "CodePolicy");
    Set<String> settings = new HashSet<>();
    for (String parameter : names(blocks(sender, "Parameters"))) {
      if (Pattern.compile("(!Ref |\\$\\{|Has)" + parameter + "\\b").matcher(function).find()) {
        settings.add(parameter);
      }
    }
    // The zip stands in the version's own description; a reservation is no part of a version.
    assertThat(settings).contains("CodeBucket", "CodeKey", "ImageUri", "Runtime", "SnapStart");
    settings.removeAll(Set.of("CodeBucket", "CodeKey", "ReservedConcurrency"));

    assertThat(settings).hasSizeGreaterThan(13);
    assertThat(settings.stream().filter(each -> !spelled.contains("${" + each + "}")))
        .containsOnly("KeyArn");
    assertThat(spelled).contains("${Made}");
  }

  @Test
  void the_longest_settings_fit_into_the_descriptions_that_spell_them() throws IOException {
    String sender = read("sender.yaml");

    assertThat(length(description(sender, "RecordPolicy"), sender)).isBetween(900, 1000);
    assertThat(length(description(sender, "SecretsPolicy"), sender)).isBetween(500, 1000);
    assertThat(length(description(sender, "CodePolicy"), sender)).isBetween(850, 1000);
    assertThat(length(description(sender, "Version"), sender)).isBetween(200, 256);
  }

  @Test
  void a_parameter_that_is_wrong_is_answered_with_a_sentence() throws IOException {
    List<String> parameters = blocks(read("sender.yaml"), "Parameters");

    assertThat(parameters)
        .hasSizeGreaterThan(25)
        .allSatisfy(each -> assertThat(each).contains("    Description: "))
        .filteredOn(each -> each.contains("AllowedPattern"))
        .hasSizeGreaterThan(15)
        .allSatisfy(each -> assertThat(each).containsPattern("ConstraintDescription: .+\\."));
  }

  @Test
  void a_deadline_that_the_template_takes_is_one_that_the_function_takes() throws IOException {
    Pattern deadline = Pattern.compile(allowed("Deadline"));
    var taken = new HashSet<String>();
    for (int hundredths = 0; hundredths < 100_000; hundredths++) {
      int whole = hundredths / 100;
      for (String number :
          List.of(
              whole + "",
              whole + "." + hundredths % 10,
              "%d.%02d".formatted(whole, hundredths % 100))) {
        for (String unit : List.of("", "s", "ms")) {
          if (deadline.matcher(number + unit).matches()) {
            taken.add(number + unit);
          }
        }
      }
    }

    assertThat(taken)
        .contains("0.5s", "4s", "4.5s", "60s")
        .allSatisfy(each -> assertThat(deadline(each)).isBetween(HALF_A_SECOND, A_MINUTE));
    for (String other : List.of("4500ms", "...s", "100s", "0s", ".5s", "4.s", "0.4s", "61s")) {
      assertThat(other).doesNotMatch(deadline);
    }
  }

  @Test
  void a_name_is_one_that_function_queue_alias_and_log_group_take() throws IOException {
    assertThat(allowed("Name")).isEqualTo("[A-Za-z0-9_-]{1,40}");
  }

  @Test
  void what_belongs_together_is_asked_for_together() throws IOException {
    assertThat(read("sender.yaml"))
        .contains(
            "AssertDescription: Give CodeBucket and CodeKey for a zip, or ImageUri for a container image.",
            "AssertDescription: CodeBucket, CodeKey and Layers are for a zip; with ImageUri everything is",
            "AssertDescription: Give EmailRoute, SmsRoute or both.",
            "AssertDescription: An EmailRoute needs From, or a Config whose brands name their own.",
            "AssertDescription: TwilioApiKeySid needs TwilioAccountSid.",
            "AssertDescription: Give Secrets, or SesArns, SmsVoiceArns or SnsSms for providers in AWS",
            "AssertDescription: PoolAdministratorArn is for the key that is made;");
  }

  /** Of an ARN without them the role would have a right that fits no secret. */
  @Test
  void a_secrets_arn_has_its_six_characters() throws IOException {
    String arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

    for (String template : List.of("sender.yaml", "quickstart.yaml")) {
      Pattern secrets = Pattern.compile(allowed(template, "Secrets"));
      for (String good : List.of("", "/cognito-courier", "/a/b", arn + "prod/courier-AbCdE1")) {
        assertThat(good).matches(secrets);
      }
      for (String bad : List.of(arn + "courier", arn + "courier-AbCdE", "/a/", arn + "-AbCdE1")) {
        assertThat(bad).doesNotMatch(secrets);
      }
    }
  }

  @Test
  void an_image_is_one_of_a_private_repository_by_digest_or_tag() throws IOException {
    Pattern image = Pattern.compile(allowed("ImageUri"));
    String account = "123456789012.dkr.ecr.";
    String repository = account + "eu-central-1.amazonaws.com/login/courier";
    String digest = "@sha256:" + "0123456789abcdef".repeat(4);

    for (String good :
        List.of(
            "",
            repository + digest,
            repository + ":1.4.0",
            account + "cn-north-1.amazonaws.com.cn/courier" + digest)) {
      assertThat(good).matches(image);
    }
    for (String bad :
        List.of(
            repository,
            repository + "@sha256:0123",
            repository + ":" + "t".repeat(86),
            repository + ":1.4.0" + digest,
            "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/courier" + digest,
            "public.ecr.aws/courier/function:1",
            "courier:1")) {
      assertThat(bad).doesNotMatch(image);
    }
  }

  private static String allowed(String parameter) throws IOException {
    return allowed("sender.yaml", parameter);
  }

  private static String allowed(String template, String parameter) throws IOException {
    Matcher found =
        Pattern.compile("\n  " + parameter + ":\n(?:    .*\n)*?    AllowedPattern: \"(.*)\"")
            .matcher(read(template));
    assertThat(found.find()).isTrue();
    return found.group(1).replace("\\\\", "\\");
  }

  private static Duration deadline(String text) {
    Map<String, String> variables =
        Map.of(
            "KMS_KEY_ARN", "arn:aws:kms:us-east-1:123456789012:key/1",
            "COURIER_SMS", "twilio://default",
            "COURIER_DEADLINE", text);
    return Settings.read(Environment.of(variables), Path.of("")).deadline();
  }

  @Test
  void every_parameter_is_in_a_group() throws IOException {
    for (String template : List.of("sender.yaml", "quickstart.yaml")) {
      String text = read(template);
      assertThat(blocks(text, "Parameters"))
          .hasSizeGreaterThan(9)
          .extracting(block -> names(List.of(block)).getFirst())
          .allSatisfy(name ->
              assertThat(text.substring(0, text.indexOf("\nParameters:")))
                  .containsPattern("Parameters: \\[.*\\b" + name + "\\b.*]"));
    }
  }

  private static Set<String> settings() throws IllegalAccessException {
    var names = new HashSet<String>();
    for (var field : Settings.class.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (Modifier.isStatic(modifiers) && Modifier.isPublic(modifiers)) {
        names.add((String) field.get(null));
      }
    }
    assertThat(names).hasSizeGreaterThan(8);
    return names;
  }

  private static Set<String> variables() throws IOException {
    String sender = read("sender.yaml");
    String environment =
        sender.substring(sender.indexOf("        Variables:\n"), sender.indexOf("\n  Version:\n"));
    return new HashSet<>(
        Pattern.compile("(?m)^ {10}([A-Z_]+): ")
            .matcher(environment)
            .results()
            .map(found -> found.group(1))
            .toList());
  }

  private static List<String> blocks(String text, String section) {
    int start = text.indexOf("\n" + section + ":\n") + section.length() + 3;
    Matcher end = Pattern.compile("(?m)^[A-Z]\\w+:$").matcher(text);
    String body = text.substring(start, end.find(start) ? end.start() : text.length());
    return Arrays.stream(body.split("\n(?=  [A-Z])"))
        .filter(block -> block.contains("Type: "))
        .toList();
  }

  private static List<String> names(List<String> blocks) {
    return blocks.stream()
        .map(each -> each.strip().substring(0, each.strip().indexOf(':')))
        .toList();
  }

  private static String description(String sender, String resource) {
    Matcher found =
        Pattern.compile(
                "\n  "
                    + resource
                    + ":\n(?:    .*\n)*?      Description: !Sub(?: \"(.*)\"|\n        - >-\n((?: {10}.*\n)+))")
            .matcher(sender);
    assertThat(found.find()).isTrue();
    return found.group(1) != null ? found.group(1) : found.group(2).strip().replaceAll("\n *", " ");
  }

  private static int length(String description, String sender) {
    Pattern reference = Pattern.compile("\\$\\{(\\w+)}");
    return reference.matcher(description).replaceAll("").length()
        + reference.matcher(description).results().mapToInt(each -> longest(each, sender)).sum();
  }

  private static int longest(MatchResult reference, String sender) {
    String name = reference.group(1);
    Matcher limit =
        Pattern.compile("\n  " + name + ":\n(?:    .*\n)*?    MaxLength: (\\d+)").matcher(sender);
    return LONGEST.containsKey(name)
        ? LONGEST.get(name)
        : limit.find() ? Integer.parseInt(limit.group(1)) : Integer.MAX_VALUE;
  }

  private static String read(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }
}
