package io.github.cognitocourier.endtoend;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.program.Command;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events in Cognito's exact form whose codes the official AWS Encryption SDK for JavaScript has
 * encrypted: {@code src/test/endtoend/cognito-events.mjs}.
 *
 * @param kms where data keys come from
 */
record JavaScriptEvents(NpmPackage npm, URI kms, String keyArn) {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * What Cognito has to tell somebody.
   *
   * @param clear as the user is to read it; empty when the notification carries no code
   */
  record Notification(String triggerSource, String clear) {

    private Map<String, @Nullable Object> json() {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("triggerSource", triggerSource);
      json.put("clear", clear.isEmpty() ? null : clear);
      return json;
    }

    /** For the name of a test. */
    @Override
    public String toString() {
      return triggerSource;
    }
  }

  /** The events of {@code userPoolId}, in the order of {@code notifications}. */
  List<String> of(String userPoolId, List<Notification> notifications) throws InterruptedException {
    return of(userPoolId, userPoolId, notifications);
  }

  /** Events that say {@code userPoolId}, with codes that were encrypted for another pool. */
  List<String> of(String userPoolId, String encryptedFor, List<Notification> notifications)
      throws InterruptedException {
    String order =
        Json.write(
            Map.of(
                "kmsEndpoint",
                kms.toString(),
                "keyArn",
                keyArn,
                "userPoolId",
                userPoolId,
                "encryptedFor",
                encryptedFor,
                "notifications",
                notifications.stream().map(Notification::json).toList()));
    String events =
        new Command(npm.folder(), Map.of(), PATIENCE)
            .run(List.of("node", "cognito-events.mjs"), order)
            .orFail();
    return Json.parse(events).items().stream()
        .map(event -> Json.write(event.raw().orElseThrow()))
        .toList();
  }
}
