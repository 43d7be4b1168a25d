package io.github.cognitocourier.sandbox.inbox;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.Optional;

/**
 * What a provider's sandbox read out of a request that it accepts. {@link #toString()} shows
 * neither content nor recipient.
 *
 * @param text empty when a hosted template writes the message
 * @param hostedTemplate the vendor's own id of a template that it hosts
 * @param hostedVariables what that template is filled with
 */
public record Draft(
    Channel channel,
    String from,
    String to,
    Optional<String> subject,
    String text,
    Optional<String> html,
    Optional<String> hostedTemplate,
    Optional<Json> hostedVariables) {

  /** A text message that no template writes. */
  public static Draft sms(String from, String to, String text) {
    return new Draft(
        Channel.SMS,
        from,
        to,
        Optional.empty(),
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public String toString() {
    return "Draft[" + channel.word() + "]";
  }
}
