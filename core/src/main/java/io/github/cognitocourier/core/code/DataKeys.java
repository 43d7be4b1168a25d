package io.github.cognitocourier.core.code;

import io.github.cognitocourier.core.message.Deadline;
import java.util.Map;
import javax.crypto.SecretKey;

/** Unwraps data keys: AWS KMS, or a key in memory. Safe for concurrent use. */
@FunctionalInterface
public interface DataKeys {

  /**
   * Unwraps one data key, within {@code deadline}.
   *
   * @param keyArn the key to ask for; the answer is refused by the caller unless it names the same
   *     key
   * @param wrapped the wrapped data key
   * @param encryptionContext the whole context of the message; the key store must bind the data key
   *     to it
   */
  Unwrapped unwrap(
      String keyArn, byte[] wrapped, Map<String, String> encryptionContext, Deadline deadline);

  /** The answer. */
  sealed interface Unwrapped {

    /** The data key in clear, and the ARN of the key that unwrapped it. */
    record Key(String keyArn, SecretKey dataKey) implements Unwrapped {}

    /**
     * No data key.
     *
     * @param reason one of {@code KMS_DENIED}, {@code KMS_UNAVAILABLE}, {@code KMS_KEY_DISABLED},
     *     {@code WRONG_KMS_KEY}, and {@code TAMPERED} when the wrapped key does not belong to the
     *     encryption context (KMS: {@code InvalidCiphertextException})
     * @param vendorCode the key store's own error name, such as {@code AccessDeniedException}, or
     *     one of our words, such as {@code timed_out}
     */
    record Refused(Decryption.Reason reason, String vendorCode) implements Unwrapped {}
  }
}
