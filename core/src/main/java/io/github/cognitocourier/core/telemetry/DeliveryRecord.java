package io.github.cognitocourier.core.telemetry;

import io.github.cognitocourier.core.delivery.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One notification, for logs and metrics: no code, no address, no user name, nothing a vendor wrote
 * in free text.
 *
 * @param triggerSource Cognito's whole name of it; empty when the event could not be read
 * @param userPoolId empty when the event could not be read
 * @param sub the user's id in the pool, when the event tells
 * @param recipient the recipient's domain or country prefix, when known
 * @param notificationId the idempotency key, when known
 * @param template the template's trigger, locale and brand, when a message was written
 * @param opened the providers whose circuit this notification has opened
 * @param failovers how often another provider was asked, because one that was asked did not accept
 * @param duration from the entry of the handler to the end
 */
public record DeliveryRecord(
    String requestId,
    String triggerSource,
    String userPoolId,
    Optional<String> clientId,
    Optional<String> sub,
    Optional<String> recipient,
    Optional<String> notificationId,
    Optional<String> template,
    Result result,
    List<String> opened,
    int failovers,
    Duration duration) {

  /** Copies the list. */
  public DeliveryRecord {
    opened = List.copyOf(opened);
  }
}
