package io.github.cognitocourier.core.route;

import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.util.Optional;

/**
 * What is known of a message when its providers are chosen. Immutable.
 *
 * @param appClient empty for an administrator's call, which has none
 * @param brand the brand of the app client; {@code default} when it has none of its own
 * @param id decides the draw of {@code roundrobin(…)}: the same through every retry
 * @param number whom an SMS is for; empty for an e-mail
 */
public record Dispatch(
    TriggerSource.Known trigger,
    Optional<String> appClient,
    String brand,
    NotificationId id,
    Optional<PhoneNumber> number) {}
