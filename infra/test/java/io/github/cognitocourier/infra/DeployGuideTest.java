package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of {@code docs/deploy-cloudformation.md}, in its order, as it stands there. */
@NeedsTool({"moto_server", "aws", "bash", "cfn-lint"})
class DeployGuideTest {

  private static final String UNTRIED = "<!-- needs [^>]* -->\n";
  private static final Pattern BLOCK =
      Pattern.compile("(" + UNTRIED + ")?```bash\n(.*?)```", Pattern.DOTALL);

  /** What a person types when a block asks for a key. */
  private static final String KEY = "SG.not-a-key\n";

  @TempDir private Path folder;

  @Test
  void every_command_works_and_the_last_ones_leave_nothing() throws Exception {
    String guide = Files.readString(Cloud.ROOT.resolve("docs/deploy-cloudformation.md"));
    List<String> blocks =
        BLOCK
            .matcher(guide.replace("eu-central-1", Cloud.REGION))
            .results()
            .filter(each -> each.group(1) == null)
            .map((MatchResult each) -> each.group(2))
            .toList();
    assertThat(blocks).hasSizeGreaterThan(8);

    try (Cloud cloud = Cloud.start(folder)) {
      for (String block : blocks) {
        cloud.paste(block, KEY).orFail();
        if (block.contains("AC00000000000000000000000000000000")) {
          assertThat(cloud.policyFindings("cognito-courier")).isEmpty();
        }
      }
      assertThat(cloud.leftovers()).isEmpty();
      assertThat(
              cloud
                  .ask(
                      "ssm",
                      "get-parameter",
                      "--with-decryption",
                      "--name",
                      "/cognito-courier/SENDGRID_API_KEY")
                  .at("Parameter")
                  .at("Value")
                  .requireText())
          .isEqualTo(KEY.strip());
      assertThat(
              cloud
                  .ask("secretsmanager", "get-secret-value", "--secret-id", "cognito-courier")
                  .at("SecretString")
                  .requireText())
          .isEqualTo("{\"SENDGRID_API_KEY\": \"SG.not-a-key\"}");
    } finally {
      Files.deleteIfExists(Cloud.ROOT.resolve("courier.zip"));
    }
  }
}
