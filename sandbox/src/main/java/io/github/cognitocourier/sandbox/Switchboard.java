package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.sandbox.function.InvokeRoom;
import io.github.cognitocourier.sandbox.inbox.InboxRoom;
import io.github.cognitocourier.sandbox.kms.KmsRoom;
import io.github.cognitocourier.sandbox.provider.ProviderRoom;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.util.List;
import java.util.Map;

/** Which room a call is for, told by its path, or by the header of AWS's JSON protocol. */
record Switchboard(
    Room kms,
    Room function,
    List<ProviderRoom> providers,
    Room messages,
    Room triggers,
    Room faults,
    Room settings,
    Room page)
    implements Room {

  @Override
  public Answer answer(Call call) {
    String path = call.path();
    if (KmsRoom.isFor(call)) {
      return kms.answer(call);
    }
    if (InvokeRoom.isAt(path)) {
      return function.answer(call);
    }
    for (ProviderRoom provider : providers) {
      if (path.equals(provider.prefix()) || isBelow(provider.prefix(), path)) {
        return provider.answer(call);
      }
    }
    if (path.equals(InboxRoom.PATH) || isBelow(InboxRoom.PATH, path)) {
      return messages.answer(call);
    }
    return switch (path) {
      case "/api/triggers" -> triggers.answer(call);
      case "/api/faults" -> faults.answer(call);
      case "/api/settings" -> settings.answer(call);
      case "/api/health" -> Answer.json(200, Map.of("status", "up"));
      default -> page.answer(call);
    };
  }

  private static boolean isBelow(String prefix, String path) {
    return path.startsWith(prefix + "/");
  }
}
