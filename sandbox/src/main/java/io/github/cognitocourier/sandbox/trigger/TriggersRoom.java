package io.github.cognitocourier.sandbox.trigger;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.sandbox.function.LocalFunction;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import io.github.cognitocourier.testkit.CognitoEvents;

/**
 * {@code POST /api/triggers}: makes a genuine event, invokes the function with it and answers with
 * what became of the notification.
 */
public final class TriggersRoom implements Room {

  private final CognitoEvents events;
  private final LocalFunction function;
  private final String userPoolId;

  /** Fires {@code events} of {@code userPoolId} at {@code function}. */
  public TriggersRoom(CognitoEvents events, LocalFunction function, String userPoolId) {
    this.events = events;
    this.function = function;
    this.userPoolId = userPoolId;
  }

  @Override
  public Answer answer(Call call) {
    if (!call.method().equals("POST")) {
      return Answer.methodNotAllowed("POST");
    }
    Order order;
    try {
      order = Order.parse(userPoolId, Json.parse(call.body()).requireObject());
    } catch (MalformedJson mistake) {
      return Answer.error(400, mistake.getMessage() + ".");
    }
    byte[] event = events.event(order.source(), order.user());
    return Answer.json(200, Report.of(function.invoke(event)).json());
  }
}
