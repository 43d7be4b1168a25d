package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module takes the references that the function takes: one list for both. */
@NeedsTool("terraform")
class TerraformReferencesTest {

  private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:";
  private static final String PARAMETER = "arn:aws:ssm:eu-central-1:111122223333:parameter";

  private static final List<String> GOOD =
      List.of(
          "secretsmanager:" + SECRET + "sendgrid-AbCdEf",
          "secretsmanager:" + SECRET + "prod/send+grid_@=.-AbCdEf#sendgrid",
          "secretsmanager:" + SECRET + "sendgrid-AbCdEf#api key#",
          "secretsmanager:arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:s-AbCdE1",
          "ssm:sendgrid",
          "ssm:sendgrid:3",
          "ssm:sendgrid:live",
          "ssm:/cognito-courier/sendgrid",
          "ssm:/cognito-courier/sendgrid:3",
          "ssm:" + PARAMETER + "/sendgrid",
          "ssm:" + PARAMETER + "/cognito-courier/sendgrid:7");

  private static final List<String> BAD =
      List.of(
          "SG.a-key",
          "sendgrid",
          SECRET + "sendgrid-AbCdEf",
          PARAMETER + "/sendgrid",
          "secretsmanager:",
          "secretsmanager:sendgrid",
          "secretsmanager:" + SECRET,
          "secretsmanager:" + SECRET + "send grid-AbCdEf",
          "secretsmanager:" + SECRET + "sendgrid-AbCdEf#",
          "secretsmanager:" + SECRET + "sendgrid-AbCdEf:AWSCURRENT",
          "secretsmanager:" + PARAMETER + "/sendgrid",
          "secretsmanager:arn:aws:secretsmanager:nowhere:111122223333:secret:sendgrid-AbCdEf",
          "secretsmanager:arn:other:secretsmanager:eu-central-1:111122223333:secret:s-AbCdEf",
          "ssm:",
          "ssm:courier/sendgrid",
          "ssm:/courier/",
          "ssm:/courier//sendgrid",
          "ssm:send grid",
          "ssm:sendgrid:",
          "ssm:sendgrid:1:2",
          "ssm:/sendgrid#key",
          "ssm:arn:live",
          "ssm:" + PARAMETER,
          "ssm:" + PARAMETER + "/a b",
          "ssm:" + SECRET + "sendgrid-AbCdEf");

  /** Good for the function alone: what it makes of them, a policy could not name. */
  private static final List<String> NO_POLICY_NAMES =
      List.of("secretsmanager:" + SECRET + "sendgrid", " ssm:/sendgrid", "ssm:/sendgrid ");

  private static final Pattern REFUSED = Pattern.compile("in module \"reference_(\\d+)\"");

  @TempDir private Path folder;

  @Test
  void what_the_function_reads_the_module_takes_and_nothing_else() throws Exception {
    assertThat(GOOD).allSatisfy(each -> assertThat(isReference(each)).as(each).isTrue());
    assertThat(BAD).allSatisfy(each -> assertThat(isReference(each)).as(each).isFalse());
    assertThat(NO_POLICY_NAMES).allSatisfy(each -> assertThat(isReference(each)).isTrue());

    List<String> all = Stream.of(GOOD, BAD, NO_POLICY_NAMES).flatMap(List::stream).toList();
    assertThat(refused(all)).isEqualTo(all.subList(GOOD.size(), all.size()));
  }

  private static boolean isReference(String text) {
    try {
      return Environment.of(Map.of("KEY", text)).requireCredential("KEY", "a key")
          instanceof Credential.Reference;
    } catch (InvalidSettings refused) {
      return false;
    }
  }

  /** The variables alone, without resources, need no provider and so next to no time. */
  private List<String> refused(List<String> references) throws Exception {
    Path module = Files.createDirectories(folder.resolve("sending"));
    Files.copy(
        Cloud.ROOT.resolve("infra/terraform/sender/variables-sending.tf"),
        module.resolve("variables.tf"));
    var configuration = new StringBuilder();
    for (int number = 0; number < references.size(); number++) {
      configuration.append(
          """
          module "reference_%d" {
            source    = "./sending"
            sms_route = "sinch://default?service-plan=a&from=+14155550100"
            secrets   = { KEY = "%s" }
          }
          """
              .formatted(number, references.get(number)));
    }
    Files.writeString(folder.resolve("main.tf"), configuration);
    var command = new Command(folder, Map.of("CHECKPOINT_DISABLE", "true"), Duration.ofMinutes(2));
    command.run(List.of("terraform", "init", "-no-color")).orFail();
    String said = command.run(List.of("terraform", "plan", "-no-color")).errors();
    List<Integer> numbers =
        REFUSED
            .matcher(said)
            .results()
            .map((MatchResult each) -> Integer.valueOf(each.group(1)))
            .toList();
    return IntStream.range(0, references.size())
        .filter(numbers::contains)
        .mapToObj(references::get)
        .toList();
  }
}
