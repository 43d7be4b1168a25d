package io.github.cognitocourier.sandbox.function;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.sandbox.function.Invocation.Ending;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Invoke. An {@code Event} is answered at once and invoked once: Lambda would try a failed
 * one twice more, after one and two minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class InvokeRoom implements Room {

  private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
  private static final int LOG_TAIL = 4096;

  private final LocalFunction function;
  private final Supplier<UUID> ids;

  /** Invokes {@code function}. */
  public InvokeRoom(LocalFunction function, Supplier<UUID> ids) {
    this.function = function;
    this.ids = ids;
  }

  /** Whether {@code path} is one of Lambda's. */
  public static boolean isAt(String path) {
    return path.startsWith("/2015-03-31/");
  }

  @Override
  public Answer answer(Call call) {
    Matcher path = PATH.matcher(call.path());
    if (!path.matches() || !call.method().equals("POST")) {
      return error(404, "UnknownOperationException", "The sandbox knows Invoke only.");
    }
    if (!function.name().isNamedBy(path.group(1))) {
      return error(404, "ResourceNotFoundException", "Function not found: " + arn(path.group(1)));
    }
    byte[] event = call.content().length == 0 ? bytes("{}") : call.content();
    try {
      var _ = Json.parse(new String(event, StandardCharsets.UTF_8));
    } catch (MalformedJson notJson) {
      return error(
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json: Could not parse payload into json: "
              + notJson.getMessage());
    }
    return switch (call.header("X-Amz-Invocation-Type").orElse("RequestResponse")) {
      case "RequestResponse" -> invoked(event, call);
      case "Event" -> {
        function.invokeLater(event);
        yield identified(Answer.empty(202));
      }
      case "DryRun" -> identified(Answer.empty(204));
      default ->
          error(
              400,
              "InvalidParameterValueException",
              "Value at 'invocationType' failed to satisfy constraint: Member must satisfy enum"
                  + " value set: [Event, RequestResponse, DryRun]");
    };
  }

  private Answer invoked(byte[] event, Call call) {
    Invocation invocation = function.invoke(event);
    Answer.Whole answer =
        switch (invocation.ending()) {
          case Ending.Returned(String payload) -> payload(payload);
          case Ending.Threw(Throwable error) -> unhandled(FunctionError.json(error));
          case Ending.TimedOut(var timeout) ->
              unhandled(
                  Map.of(
                      "errorType",
                      "Sandbox.Timedout",
                      "errorMessage",
                      String.format(
                          Locale.ROOT,
                          "RequestId: %s Error: Task timed out after %.2f seconds",
                          invocation.requestId(),
                          timeout.toMillis() / 1000.0)));
        };
    answer =
        answer
            .with("X-Amz-Executed-Version", "$LATEST")
            .with("x-amzn-RequestId", invocation.requestId());
    boolean tail = call.header("X-Amz-Log-Type").orElse("None").equals("Tail");
    return tail ? answer.with("X-Amz-Log-Result", tail(invocation)) : answer;
  }

  private static Answer.Whole unhandled(Map<String, Object> error) {
    return payload(Json.write(error)).with("X-Amz-Function-Error", "Unhandled");
  }

  private static Answer.Whole payload(String payload) {
    return Answer.text(200, "application/json", payload);
  }

  /** The last 4 KiB of the log in Base64, with the lines that Lambda itself writes around it. */
  private static String tail(Invocation invocation) {
    var log = new StringBuilder();
    log.append("START RequestId: ").append(invocation.requestId()).append(" Version: $LATEST\n");
    invocation.log().forEach(line -> log.append(line).append('\n'));
    log.append("END RequestId: ").append(invocation.requestId()).append('\n');
    log.append("REPORT RequestId: ")
        .append(invocation.requestId())
        .append("\tDuration: ")
        .append(invocation.duration().toMillis())
        .append(" ms\n");
    byte[] all = bytes(log.toString());
    byte[] last = Arrays.copyOfRange(all, Math.max(0, all.length - LOG_TAIL), all.length);
    return Base64.getEncoder().encodeToString(last);
  }

  private Answer error(int status, String type, String message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("Type", "User");
    json.put("Message", message);
    return identified(Answer.json(status, json)).with("x-amzn-ErrorType", type);
  }

  private Answer.Whole identified(Answer.Whole answer) {
    return answer.with("x-amzn-RequestId", ids.get().toString());
  }

  private static String arn(String name) {
    return Optional.of(name)
        .filter(text -> text.startsWith("arn:"))
        .orElseGet(() -> new FunctionName(name).arn());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
