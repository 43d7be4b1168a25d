package io.github.cognitocourier.core.code;

import io.github.cognitocourier.core.code.Decryption.Reason;

/**
 * Stops the decoding of one message at the first thing that is wrong with it.
 *
 * <p>An exception inside this package only, because a message can be wrong in some forty places at
 * every depth; {@link Decryptor} turns it into a {@link Decryption.Refused}. Carries no stack trace
 * and nothing of the message.
 */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String detail;

  Refusal(Reason reason, String detail) {
    super(reason.word() + " " + detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** The bytes do not have the form of a message; {@code detail} names the field. */
  static Refusal malformed(String detail) {
    return new Refusal(Reason.NOT_AN_ENCRYPTION_SDK_MESSAGE, detail);
  }

  /** The bytes have the form of a message, but are not those that were encrypted. */
  static Refusal tampered(String detail) {
    return new Refusal(Reason.TAMPERED, detail);
  }

  Decryption.Refused asDecryption() {
    return new Decryption.Refused(reason, detail);
  }
}
