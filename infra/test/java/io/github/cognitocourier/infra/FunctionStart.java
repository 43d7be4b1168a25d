package io.github.cognitocourier.infra;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.lambda.CourierFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

/** Starts the function in this process with the environment that was deployed. */
final class FunctionStart {

  /** A brand with a sender of its own: a sender may leave COURIER_FROM away then. */
  private static final String DOCUMENT =
      "{\"brand\":{\"name\":\"Example\",\"from\":\"Example <no-reply@example.com>\"}}";

  private FunctionStart() {}

  /**
   * Fails with the function's own sentence when it would not start in Lambda.
   *
   * @param configuration what Lambda says of the function
   * @param task a folder to stand for those that the zip and layers are unpacked to; courier.json
   *     and templates are written into it
   */
  static void of(Json configuration, Path task) throws IOException {
    Files.createDirectories(task.resolve("templates"));
    Files.writeString(task.resolve("courier.json"), DOCUMENT);
    var variables = new HashMap<>(configuration.at("Environment").at("Variables").texts());
    variables.replaceAll((name, value) -> value.replaceFirst("^/opt/", ""));
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_REGION", Cloud.REGION);
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    new CourierFunction(variables);
  }
}
