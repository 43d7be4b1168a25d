package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.telemetry.DeliveryRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no provider over the wire can bring about. */
class JsonLogTest {

  private final List<String> lines = new ArrayList<>();
  private final JsonLog log =
      new JsonLog("courier", lines::add, InstantSource.fixed(Instant.EPOCH));

  /** The next provider took the message, and no metric told of the bug. */
  @Test
  void a_bug_in_a_driver_is_counted_for_somebody_to_mend() {
    log.record(delivered(new Outcome.Unknown("smtp", "internal_error (NoClassDefFoundError)")));
    log.record(delivered(new Outcome.Unknown("smtp", "internal_error (500)")));

    assertThat(lines)
        .extracting(line -> Json.parse(line).at("Misconfigured").number().orElse(-1L))
        .containsExactly(1L, 0L);
  }

  private static DeliveryRecord delivered(Outcome first) {
    var accepted = new Outcome.Accepted("sendgrid", "message-1");
    return new DeliveryRecord(
        "request-1",
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Result.Delivered(accepted, List.of(first, accepted)),
        List.of(),
        1,
        Duration.ZERO);
  }
}
