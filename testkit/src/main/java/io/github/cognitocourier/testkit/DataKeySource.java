package io.github.cognitocourier.testkit;

import java.util.Map;
import javax.crypto.SecretKey;

/**
 * Makes data keys: {@link LocalKeys}, or anything that answers like KMS's {@code GenerateDataKey}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html">GenerateDataKey</a>
 */
@FunctionalInterface
public interface DataKeySource {

  /**
   * A new 256-bit data key, wrapped under {@code keyArn} and bound to {@code encryptionContext}.
   */
  DataKey generate(String keyArn, Map<String, String> encryptionContext);

  /** A data key in clear and wrapped. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record DataKey(SecretKey plaintext, byte[] wrapped) {}
}
