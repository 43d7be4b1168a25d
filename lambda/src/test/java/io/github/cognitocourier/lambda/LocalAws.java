package io.github.cognitocourier.lambda;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.LocalKeys;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** KMS and Cognito as far as the function asks them: {@code Decrypt} and {@code AdminGetUser}. */
final class LocalAws implements AutoCloseable {

  private final LocalKeys keys;
  private final AtomicReference<Optional<String>> refusal = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Map<String, String>> user = new AtomicReference<>(Map.of());
  private final LoopbackServer server = new LoopbackServer(this::answer);

  LocalAws(LocalKeys keys) {
    this.keys = keys;
  }

  LoopbackServer server() {
    return server;
  }

  /** From now on KMS refuses with this error of its own. */
  void refusing(String error) {
    refusal.set(Optional.of(error));
  }

  /** The one user of the pool; without attributes there is none. */
  void knowing(Map<String, String> attributes) {
    user.set(attributes);
  }

  private LoopbackServer.Answer answer(LoopbackServer.Asked request) {
    Json input = Json.parse(request.body());
    return switch (request.target()) {
      case "TrentService.Decrypt" ->
          refusal.get().map(LocalAws::error).orElseGet(() -> decrypted(input));
      case "AWSCognitoIdentityProviderService.AdminGetUser" -> found(input);
      default -> error("UnknownOperationException");
    };
  }

  private LoopbackServer.Answer decrypted(Json input) {
    byte[] blob = Base64.getDecoder().decode(input.at("CiphertextBlob").requireText());
    return switch (keys.decrypt(blob, input.at("EncryptionContext").texts())) {
      case LocalKeys.Opened.Invalid() -> error("InvalidCiphertextException");
      case LocalKeys.Opened.Plaintext opened -> {
        var output = new LinkedHashMap<String, Object>();
        output.put("KeyId", opened.keyArn());
        output.put("Plaintext", Base64.getEncoder().encodeToString(opened.plaintext()));
        yield LoopbackServer.Answer.json(200, Json.write(output));
      }
    };
  }

  private LoopbackServer.Answer found(Json input) {
    Map<String, String> attributes = user.get();
    if (attributes.isEmpty()) {
      return error("UserNotFoundException");
    }
    List<Map<String, String>> list =
        attributes.entrySet().stream()
            .map(each -> Map.of("Name", each.getKey(), "Value", each.getValue()))
            .toList();
    return LoopbackServer.Answer.json(
        200,
        Json.write(Map.of("Username", input.at("Username").requireText(), "UserAttributes", list)));
  }

  private static LoopbackServer.Answer error(String name) {
    return LoopbackServer.Answer.json(
        400, Json.write(Map.of("__type", name, "message", Secrets.FREE_TEXT)));
  }

  @Override
  public void close() {
    server.close();
  }
}
