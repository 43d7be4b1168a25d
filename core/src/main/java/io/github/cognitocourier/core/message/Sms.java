package io.github.cognitocourier.core.message;

import java.time.Duration;

/**
 * One text message to one recipient.
 *
 * @param from the sender the brand asks for, a number or an alphanumeric sender id; empty leaves it
 *     to the provider's own setting
 * @param usefulFor how long the message is of use to its reader: the lifetime of the code in it
 */
public record Sms(
    NotificationId id,
    String from,
    PhoneNumber to,
    String text,
    Duration usefulFor,
    TemplateKey template,
    Variables variables)
    implements Message {

  @Override
  public String toString() {
    return "Sms[" + id + ", " + template + "]";
  }
}
