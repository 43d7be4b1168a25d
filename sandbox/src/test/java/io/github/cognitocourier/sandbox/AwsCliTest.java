package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.NeedsTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real AWS CLI with the sandbox as its endpoint. */
@NeedsTool("aws")
class AwsCliTest {

  private final Sandbox sandbox =
      Sandbox.start(0, environment -> (in, out, context) -> in.transferTo(out));

  @TempDir Path folder;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void encrypts_and_decrypts() throws Exception {
    Files.writeString(folder.resolve("code"), "482913");
    Json encrypted =
        Json.parse(
            aws(
                "kms",
                "encrypt",
                "--key-id",
                sandbox.kmsKeyArn(),
                "--plaintext",
                "fileb://code",
                "--encryption-context",
                "userpool-id=us-east-1_A"));
    Files.write(
        folder.resolve("blob"),
        Base64.getDecoder().decode(encrypted.at("CiphertextBlob").requireText()));
    Json decrypted =
        Json.parse(
            aws(
                "kms",
                "decrypt",
                "--ciphertext-blob",
                "fileb://blob",
                "--encryption-context",
                "userpool-id=us-east-1_A"));
    assertThat(decrypted.at("KeyId").requireText()).isEqualTo(sandbox.kmsKeyArn());
    assertThat(Base64.getDecoder().decode(decrypted.at("Plaintext").requireText()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("482913");
    assertThat(aws("kms", "decrypt", "--ciphertext-blob", "fileb://blob"))
        .contains("InvalidCiphertextException");
  }

  @Test
  void lists_and_describes_keys() throws Exception {
    Json keys = Json.parse(aws("kms", "list-keys"));
    assertThat(keys.at("Keys").at(0).at("KeyArn").requireText()).isEqualTo(sandbox.kmsKeyArn());
    Json key = Json.parse(aws("kms", "describe-key", "--key-id", sandbox.kmsKeyArn()));
    assertThat(key.at("KeyMetadata").at("KeyState").requireText()).isEqualTo("Enabled");
  }

  @Test
  void invokes_the_function() throws Exception {
    Files.writeString(folder.resolve("event.json"), "{\"a\":1}");
    Json answer =
        Json.parse(
            aws(
                "lambda",
                "invoke",
                "--function-name",
                sandbox.functionName(),
                "--payload",
                "fileb://event.json",
                "out.json"));
    assertThat(answer.at("StatusCode").number()).hasValue(200L);
    assertThat(answer.at("ExecutedVersion").requireText()).isEqualTo("$LATEST");
    assertThat(folder.resolve("out.json")).hasContent("{\"a\":1}");
    assertThat(aws("lambda", "invoke", "--function-name", "other", "out.json"))
        .contains("ResourceNotFoundException");
  }

  private String aws(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("aws", "--endpoint-url", sandbox.uri().toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    process
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "any",
                "AWS_SECRET_ACCESS_KEY", "any",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_DEFAULT_OUTPUT", "json",
                "AWS_PAGER", ""));
    var running = process.start();
    running.getOutputStream().close();
    String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    running.waitFor();
    return output;
  }
}
