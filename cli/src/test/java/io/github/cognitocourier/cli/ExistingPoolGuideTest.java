package io.github.cognitocourier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.pool.FakeAws;
import io.github.cognitocourier.cli.pool.FakePool;
import io.github.cognitocourier.cli.pool.RandomPools;
import io.github.cognitocourier.cli.pool.SamplePools;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.AwsCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of docs/existing-pool.md, in its order, on one pool. */
class ExistingPoolGuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "existing-pool.md");
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.region", "us-east-1",
          "aws.accessKeyId", "local",
          "aws.secretAccessKey", "local");

  @TempDir private Path folder;

  @Test
  @NeedsTool("aws")
  void every_command_does_what_the_guide_says() throws IOException, InterruptedException {
    List<String> commands = commands();
    assertThat(commands).hasSize(7);
    SETTINGS.forEach(System::setProperty);
    try (var aws = new FakeAws()) {
      System.setProperty("aws.endpointUrl", aws.endpoint().toString());
      FakePool pool = aws.holds(SamplePools.production());
      for (String region : List.of("us-east-1", "eu-central-1")) {
        aws.kms().holds(RandomPools.KEY.replace("us-east-1", region));
        aws.lambda()
            .holds(
                RandomPools.FUNCTION.replace("us-east-1", region),
                Map.of("COURIER_EMAIL", "sendgrid://default"));
      }
      for (int number = 0; number < commands.size(); number++) {
        run(aws, commands.get(number), number);
      }
      assertThat(pool.snapshot()).isEqualTo(SamplePools.production().snapshot());
    } finally {
      SETTINGS.keySet().forEach(System::clearProperty);
      System.clearProperty("aws.endpointUrl");
    }
  }

  /** The state that the guide goes back to is the first one. */
  private static String nameOf(String command, int number) {
    return command.contains("--output") ? "backup.json" : "later-" + number + ".json";
  }

  private static List<String> commands() throws IOException {
    return BLOCK
        .matcher(Files.readString(GUIDE))
        .results()
        .flatMap(block -> block.group(1).replace("\\\n", "").lines())
        .toList();
  }

  private void run(FakeAws aws, String command, int number) throws InterruptedException {
    String[] words =
        command
            .replace("file://", "file://" + folder + "/")
            .replace("--output update.json", "--output " + folder.resolve("update.json"))
            .strip()
            .split(" +", -1);
    String[] arguments = Arrays.copyOfRange(words, 1, words.length);
    if (words[0].equals("aws")) {
      new AwsCli(folder).call(aws.endpoint(), arguments);
      return;
    }
    Commanded done =
        Commanded.run(
            Stream.concat(
                    Arrays.stream(arguments),
                    Stream.of("--backup", folder.resolve(nameOf(command, number)).toString()))
                .toArray(String[]::new));
    assertThat(done.err()).as(command).isEmpty();
    assertThat(done.exitCode()).as(command).isZero();
  }
}
