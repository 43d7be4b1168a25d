package io.github.cognitocourier.lambda;

import io.github.cognitocourier.core.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets Manager and Parameter Store as far as the function asks them. */
final class LocalSecrets implements AutoCloseable {

  static final String ARN =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:courier/providers-AbCdEf";
  static final String PARAMETER = "/courier/provider";

  private final Map<String, String> kept = new ConcurrentHashMap<>();
  private final LoopbackServer server = new LoopbackServer(this::answer);

  /** Beside the stage's other servers, with both variables of the endpoints set. */
  LocalSecrets(Stage stage) {
    stage.with("AWS_ENDPOINT_URL_SECRETS_MANAGER", server.uri().toString());
    stage.with("AWS_ENDPOINT_URL_SSM", server.uri().toString());
  }

  LoopbackServer server() {
    return server;
  }

  /** From now on the secret or parameter of this name has this value. */
  LocalSecrets keeping(String name, String value) {
    kept.put(name, value);
    return this;
  }

  /** From now on every question is refused with this error of AWS's own. */
  LocalSecrets refusing(String error) {
    server.answering(request -> error(error));
    return this;
  }

  /** How often it was asked. */
  int asked() {
    return server.asked().size();
  }

  private LoopbackServer.Answer answer(LoopbackServer.Asked request) {
    Json input = Json.parse(request.body());
    return switch (request.target()) {
      case "secretsmanager.GetSecretValue" ->
          value(input.at("SecretId"))
              .map(text -> Map.<String, Object>of("ARN", ARN, "SecretString", text))
              .map(LocalSecrets::ok)
              .orElseGet(() -> error("ResourceNotFoundException"));
      case "AmazonSSM.GetParameter" ->
          value(input.at("Name"))
              .map(text -> Map.<String, Object>of("Parameter", Map.of("Value", text)))
              .map(LocalSecrets::ok)
              .orElseGet(() -> error("ParameterNotFound"));
      default -> error("UnknownOperationException");
    };
  }

  private Optional<String> value(Json name) {
    return Optional.ofNullable(kept.get(name.requireText()));
  }

  private static LoopbackServer.Answer ok(Map<String, Object> output) {
    return LoopbackServer.Answer.json(200, Json.write(output));
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
