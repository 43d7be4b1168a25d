package io.github.cognitocourier.endtoend;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * <a href="https://github.com/jagregory/cognito-local">cognito-local</a>, an emulator of Cognito:
 * it encrypts codes with the AWS Encryption SDK and invokes a custom e-mail sender. It knows no
 * custom SMS sender and does not resend codes.
 */
final class CognitoLocal implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("Cognito Local running on (http://[\\d.:]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Program program;
  private final Path folder;
  private final URI uri;

  private CognitoLocal(Program program, Path folder, URI uri) {
    this.program = program;
    this.folder = folder;
    this.uri = uri;
  }

  /**
   * Starts one on a free port that keeps its data in {@code folder}.
   *
   * @param aws where its KMS and its Lambda are
   * @param keyArns the key that generates data keys, and the one that encrypts them again
   */
  static CognitoLocal start(
      NpmPackage npm, Path folder, URI aws, String functionName, KeyArns keyArns)
      throws InterruptedException {
    Map<String, Object> client = Map.of("endpoint", aws.toString(), "region", "us-east-1");
    write(
        folder,
        Map.of(
            "TriggerFunctions",
            Map.of("CustomEmailSender", functionName),
            "LambdaClient",
            client,
            "KMSConfig",
            Map.of(
                "endpoint",
                aws.toString(),
                "region",
                "us-east-1",
                "KMSKeyAlias",
                keyArns.generator(),
                "KMSKeyId",
                keyArns.further())));
    return run(npm, folder);
  }

  /** Starts one without triggers. */
  static CognitoLocal startAlone(NpmPackage npm, Path folder) throws InterruptedException {
    write(folder, Map.of());
    return run(npm, folder);
  }

  /** cognito-local encrypts every data key twice. */
  record KeyArns(String generator, String further) {}

  private static CognitoLocal run(NpmPackage npm, Path folder) throws InterruptedException {
    Program program =
        Program.start(
            "cognito-local",
            folder,
            Map.of(
                "HOST", "127.0.0.1",
                "PORT", "0",
                "AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE", "1"),
            List.of("node", npm.file("node_modules/cognito-local/lib/bin/start.js").toString()));
    try {
      URI uri = URI.create(program.awaitLine(READY, PATIENCE).group(1));
      return new CognitoLocal(program, folder, uri);
    } catch (RuntimeException | AssertionError | InterruptedException unusable) {
      program.close();
      throw unusable;
    }
  }

  private static void write(Path folder, Map<String, Object> config) {
    try {
      Path directory = Files.createDirectories(folder.resolve(".cognito"));
      Files.writeString(directory.resolve("config.json"), Json.write(config));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Where it is. */
  URI uri() {
    return uri;
  }

  /** The password of the user with {@code email} as the emulator has it on record. */
  Optional<String> passwordOnRecord(String userPoolId, String email) {
    try {
      Path record = folder.resolve(".cognito/db/" + userPoolId + ".json");
      return Json.parse(Files.readString(record)).at("Users").fields().values().stream()
          .filter(user ->
              user.at("Attributes").items().stream()
                  .anyMatch(attribute -> attribute.at("Value").text().equals(Optional.of(email))))
          .findFirst()
          .flatMap(user -> user.at("Password").text());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What it has complained about. It tells nobody else when a sender fails. */
  List<String> complaints() {
    return program.output().stream().filter(line -> line.contains("ERROR")).toList();
  }

  @Override
  public void close() {
    program.close();
  }
}
