package io.github.cognitocourier.sandbox.fault;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.sandbox.fault.Faults.Fault;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /api/faults}: POST {@code {provider, kind, count}} adds one and answers with all that are
 * pending, as GET does; DELETE forgets them.
 */
public final class FaultsRoom implements Room {

  private static final int MOST = 1000;

  private final Faults faults;
  private final List<String> providers;

  /** Programs {@code faults} of these providers. */
  public FaultsRoom(Faults faults, List<String> providers) {
    this.faults = faults;
    this.providers = List.copyOf(providers);
  }

  @Override
  public Answer answer(Call call) {
    return switch (call.method()) {
      case "GET" -> Answer.json(200, pending());
      case "POST" -> add(call);
      case "DELETE" -> {
        faults.clear();
        yield Answer.empty(204);
      }
      default -> Answer.methodNotAllowed("GET, POST, DELETE");
    };
  }

  private Answer add(Call call) {
    try {
      faults.add(fault(Json.parse(call.body()).requireObject()));
      return Answer.json(201, pending());
    } catch (MalformedJson mistake) {
      return Answer.error(400, mistake.getMessage() + ".");
    }
  }

  private Fault fault(Json json) {
    String provider = json.at("provider").requireText();
    if (!providers.contains(provider)) {
      throw json.at("provider").mistake("must be one of " + String.join(", ", providers));
    }
    FaultKind kind =
        FaultKind.named(json.at("kind").requireText())
            .orElseThrow(() ->
                json.at("kind").mistake("must be one of " + String.join(", ", FaultKind.words())));
    Json count = json.at("count");
    long times =
        count.isAbsent()
            ? 1
            : count
                .number()
                .filter(number -> number >= 1 && number <= MOST)
                .orElseThrow(() -> count.mistake("must be a whole number from 1 to " + MOST));
    return new Fault(provider, kind, (int) times);
  }

  private List<Map<String, Object>> pending() {
    return faults.pending().stream().map(FaultsRoom::json).toList();
  }

  private static Map<String, Object> json(Fault fault) {
    var json = new LinkedHashMap<String, Object>();
    json.put("provider", fault.provider());
    json.put("kind", fault.kind().word());
    json.put("count", fault.count());
    return json;
  }
}
