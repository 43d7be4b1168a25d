package io.github.cognitocourier.core.code;

import io.github.cognitocourier.core.message.NotificationId;
import java.util.Locale;

/** What became of an encrypted code. */
public sealed interface Decryption {

  /**
   * Tag, key commitment and signature have been verified. {@code id} is the message id of the
   * verified header.
   */
  record Decrypted(Code code, NotificationId id) implements Decryption {}

  /**
   * Nothing was decrypted. {@code detail} is a machine word, such as the KMS error's name; it may
   * be empty.
   */
  record Refused(Reason reason, String detail) implements Decryption {}

  /** Why nothing was decrypted, and what to do about it. */
  enum Reason {
    NOT_AN_ENCRYPTION_SDK_MESSAGE(
        "request.code is not a message of the AWS Encryption SDK; pass the code exactly as Cognito sent it."),
    UNSUPPORTED_SUITE(
        "The code was encrypted with an algorithm suite that Cognito does not use; check who made the event."),
    TAMPERED("The encrypted code has been changed on its way; it is refused."),
    WRONG_KMS_KEY(
        "The code was encrypted with a key that is not in KMS_KEY_ARN; set it to the ARN (not the id or an alias) of the"
            + " key in the user pool's LambdaConfig.KMSKeyID."),
    WRONG_POOL(
        "The code was encrypted for another user pool than the event names; it is refused. Check who may invoke the"
            + " function."),
    MISSING_POOL(
        "The encrypted code names no user pool. Cognito always does; for an emulator that does not, set"
            + " COURIER_ALLOW_MISSING_USER_POOL=true."),
    KMS_DENIED(
        "KMS refused to decrypt; check the credentials and grant the function's role kms:Decrypt on the key."),
    KMS_KEY_DISABLED("The KMS key is disabled or pending deletion; enable it."),
    KMS_UNAVAILABLE("KMS could not be asked; the event will be tried again.");

    private final String advice;

    Reason(String advice) {
      this.advice = advice;
    }

    /** One sentence for the operator. */
    public String advice() {
      return advice;
    }

    /** The word in logs: {@code wrong_pool}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
