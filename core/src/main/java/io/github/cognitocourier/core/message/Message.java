package io.github.cognitocourier.core.message;

/**
 * One message, ready to be sent: rendered content, and the template key with its variables for a
 * provider that hosts the template itself. So a hosted template survives a failover to a provider
 * that has none.
 *
 * <p>Immutable. {@link Object#toString()} shows neither content nor recipient.
 */
public sealed interface Message permits Email, Sms {

  /** The idempotency key. */
  NotificationId id();

  /** Names the template. */
  TemplateKey template();

  /** What a hosted template is filled with. */
  Variables variables();
}
