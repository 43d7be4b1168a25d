package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * {@code GET /api/settings}: what a program or the page needs to know to use this sandbox.
 *
 * @param kmsAliasArn the ARN of an alias of the key
 * @param locales what the page offers to choose from; the function takes any
 */
record SettingsRoom(
    URI endpoint,
    String kmsKeyArn,
    String kmsAliasArn,
    String functionName,
    String userPoolId,
    List<String> triggerSources,
    List<String> providers,
    List<String> faultKinds,
    List<String> locales)
    implements Room {

  @Override
  public Answer answer(Call call) {
    if (!call.method().equals("GET")) {
      return Answer.methodNotAllowed("GET");
    }
    var settings = new LinkedHashMap<String, Object>();
    settings.put("endpoint", endpoint.toString());
    settings.put("kmsKeyArn", kmsKeyArn);
    settings.put("kmsAliasArn", kmsAliasArn);
    settings.put("functionName", functionName);
    settings.put("userPoolId", userPoolId);
    settings.put("triggerSources", triggerSources);
    settings.put("providers", providers);
    settings.put("faultKinds", faultKinds);
    settings.put("locales", locales);
    return Answer.json(200, settings);
  }
}
