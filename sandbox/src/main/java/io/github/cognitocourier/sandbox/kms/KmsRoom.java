package io.github.cognitocourier.sandbox.kms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * KMS as AWS's JSON protocol 1.1 speaks it: {@code POST /} with {@code X-Amz-Target:
 * TrentService.…}. Any signature is accepted.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">API reference</a>
 */
public final class KmsRoom implements Room {

  private static final String TARGET = "X-Amz-Target";
  private static final String PREFIX = "TrentService.";

  private final KmsOperations operations;
  private final Supplier<UUID> ids;

  /** Answers with {@code operations}. */
  public KmsRoom(KmsOperations operations, Supplier<UUID> ids) {
    this.operations = operations;
    this.ids = ids;
  }

  /** Whether {@code call} speaks AWS's JSON protocol. */
  public static boolean isFor(Call call) {
    return call.method().equals("POST")
        && call.path().equals("/")
        && call.header(TARGET).isPresent();
  }

  @Override
  public Answer answer(Call call) {
    try {
      String target = call.header(TARGET).orElse("");
      if (!target.startsWith(PREFIX)) {
        throw new Refusal("UnknownOperationException", "The sandbox knows KMS only.");
      }
      Json parameters = Json.parse(call.body().isBlank() ? "{}" : call.body()).requireObject();
      return written(
          200, operations.perform(target.substring(PREFIX.length()), new Parameters(parameters)));
    } catch (MalformedJson notJson) {
      return refused(new Refusal("SerializationException", "The request is not JSON."));
    } catch (Refusal refusal) {
      return refused(refusal);
    }
  }

  private Answer refused(Refusal refusal) {
    return written(
            refusal.status(),
            Map.of(
                "__type",
                refusal.type(),
                "message",
                Optional.ofNullable(refusal.getMessage()).orElse("")))
        .with("x-amzn-ErrorType", refusal.type());
  }

  private Answer.Whole written(int status, Map<String, ? extends @Nullable Object> document) {
    // An operation without a result has an empty body, not an empty document.
    String body = document.isEmpty() ? "" : Json.write(document);
    return Answer.text(status, "application/x-amz-json-1.1", body)
        .with("x-amzn-RequestId", ids.get().toString());
  }
}
