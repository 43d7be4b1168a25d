package io.github.cognitocourier.core.telemetry;

import io.github.cognitocourier.core.delivery.Listener;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What becomes known of one notification on its way, for its record. Belongs to one call: not for
 * concurrent use.
 */
public final class Notes implements Listener {

  private static final Pattern SUB = Pattern.compile("[0-9a-fA-F-]{1,64}");

  private Optional<Trigger> trigger = Optional.empty();
  private Optional<NotificationId> id = Optional.empty();
  private Optional<String> recipient = Optional.empty();
  private Optional<String> template = Optional.empty();
  private final List<String> opened = new ArrayList<>();
  private int failovers;

  /** The event could be read. */
  public void read(Trigger parsed) {
    trigger = Optional.of(parsed);
  }

  /** The notification has an identity. */
  public void identified(NotificationId notificationId) {
    id = Optional.of(notificationId);
  }

  /** The recipient is known; {@code shown} is a domain or country prefix. */
  public void addressed(String shown) {
    recipient = Optional.of(shown);
  }

  /** The message is written. */
  public void written(Message message) {
    var key = message.template();
    template = Optional.of(key.trigger() + "/" + key.renderedLocale() + "/" + key.brand());
  }

  @Override
  public void opened(String provider) {
    opened.add(provider);
  }

  @Override
  public void failedOver() {
    failovers++;
  }

  /** The record of the whole. */
  public DeliveryRecord record(String requestId, Result result, Duration duration) {
    return new DeliveryRecord(
        requestId,
        trigger.map(Trigger::fullSource).orElse(""),
        trigger.map(Trigger::userPoolId).orElse(""),
        trigger.flatMap(Trigger::clientId),
        trigger
            .flatMap(known -> Optional.ofNullable(known.userAttributes().get("sub")))
            .filter(sub -> SUB.matcher(sub).matches()),
        recipient,
        id.map(NotificationId::value),
        template,
        result,
        opened,
        failovers,
        duration);
  }
}
