package io.github.cognitocourier.testkit.program;

import io.github.cognitocourier.core.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real AWS CLI (version 1 or 2), with credentials that open nothing. */
public final class AwsCli {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Command command;

  /** Runs in {@code folder}, in which it finds no configuration either. */
  public AwsCli(Path folder) {
    this.command =
        new Command(
            folder,
            Map.of(
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_DEFAULT_OUTPUT", "json",
                "AWS_CONFIG_FILE", folder.resolve("no-config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString(),
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_PAGER", ""),
            PATIENCE);
  }

  /** Runs {@code aws words…} at {@code endpoint}; fails the test unless it succeeds. */
  public Json call(URI endpoint, String... words) throws InterruptedException {
    String answer = command.run(line(endpoint, words)).orFail();
    return Json.parse(answer.isBlank() ? "{}" : answer);
  }

  /** Runs {@code aws words…} at {@code endpoint}, which is to refuse it: what it says then. */
  public String refused(URI endpoint, String... words) throws InterruptedException {
    Command.Ended ended = command.run(line(endpoint, words));
    if (ended.exitCode() == 0) {
      throw new AssertionError("not refused: " + ended.output());
    }
    return ended.errors();
  }

  /** The words of both, in order. */
  public static String[] joined(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static List<String> line(URI endpoint, String... words) {
    var line = new ArrayList<String>();
    line.add("aws");
    line.addAll(List.of(words));
    line.addAll(List.of("--endpoint-url", endpoint.toString()));
    return line;
  }
}
