package io.github.cognitocourier.core.message;

import java.util.regex.Pattern;

/**
 * The identity of one notification and so its idempotency key: the same through every retry of the
 * same event, different for every code. 1 to 255 characters of {@code A-Z a-z 0-9 . _ -}.
 *
 * <p>It is the message id in the verified header of the encrypted code (random, one per code), in
 * hexadecimal; for an account takeover notification, which carries no code, the pool and Cognito's
 * {@code EVENT_ID}. It says nothing about the code and may be logged and sent to a provider.
 */
public record NotificationId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  /** Refuses anything but 1 to 255 characters of {@code A-Z a-z 0-9 . _ -}. */
  public NotificationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a notification id is 1 to 255 characters of A-Z a-z 0-9 . _ -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
