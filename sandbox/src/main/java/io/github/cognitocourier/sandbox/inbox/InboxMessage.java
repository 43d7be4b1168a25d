package io.github.cognitocourier.sandbox.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One message that a provider's sandbox accepted. {@link #toString()} shows neither content nor
 * recipient.
 *
 * @param provider the sandbox's name, such as {@code sendgrid}
 * @param triggerSource Cognito's word for why it was sent; empty when no invocation for this
 *     recipient was under way, or several with different ones
 */
public record InboxMessage(
    String id,
    String provider,
    Draft content,
    Optional<String> triggerSource,
    Instant receivedAt,
    SeenRequest request) {

  @Override
  public String toString() {
    return "InboxMessage[" + id + ", " + provider + "]";
  }
}
