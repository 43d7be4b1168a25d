package io.github.cognitocourier.core.code;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one message, derived from its data key. Not safe for concurrent use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/algorithms-reference.html">
 *     Algorithms reference</a>
 */
final class MessageKey {

  private static final byte[] DERIVE = "DERIVEKEY".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMMIT = "COMMITKEY".getBytes(StandardCharsets.US_ASCII);

  private final SecretKey key;
  private final Cipher cipher;

  private MessageKey(Cryptography cryptography, SecretKey key) throws GeneralSecurityException {
    this.key = key;
    this.cipher = cryptography.aesGcm(key.getEncoded().length);
  }

  /** Derives the key; with a committing suite, only if the header commits to this data key. */
  static MessageKey derive(Cryptography cryptography, Header header, SecretKey dataKey)
      throws Refusal {
    try {
      byte[] key =
          header.suite().commits()
              ? deriveCommitted(cryptography, header, dataKey)
              : derivePlain(cryptography, header, dataKey);
      return new MessageKey(cryptography, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException jdkLacksAlgorithm) {
      throw new IllegalStateException(jdkLacksAlgorithm);
    }
  }

  private static byte[] derivePlain(Cryptography cryptography, Header header, SecretKey dataKey) {
    Suite suite = header.suite();
    String hash = suite.derivationHash();
    byte[] extracted = cryptography.extract(hash, new byte[0], dataKey.getEncoded());
    byte[] info = Cryptography.concat(suite.idBytes(), header.messageId());
    return cryptography.expand(hash, extracted, info, suite.keyLength());
  }

  private static byte[] deriveCommitted(Cryptography cryptography, Header header, SecretKey dataKey)
      throws Refusal {
    Suite suite = header.suite();
    String hash = suite.derivationHash();
    byte[] extracted = cryptography.extract(hash, header.messageId(), dataKey.getEncoded());
    byte[] commitment = cryptography.expand(hash, extracted, COMMIT, Suite.COMMITMENT_LENGTH);
    if (!MessageDigest.isEqual(commitment, header.commitment())) {
      throw Refusal.tampered("key_commitment");
    }
    byte[] info = Cryptography.concat(suite.idBytes(), DERIVE);
    return cryptography.expand(hash, extracted, info, suite.keyLength());
  }

  /** Decrypts {@code sealed}, which ends in its tag; nothing comes out unless the tag fits. */
  byte[] open(byte[] iv, byte[] additionalData, byte[] sealed, String what) throws Refusal {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(Suite.TAG_LENGTH * Byte.SIZE, iv));
      cipher.updateAAD(additionalData);
      return cipher.doFinal(sealed);
    } catch (AEADBadTagException wrongTag) {
      throw Refusal.tampered(what);
    } catch (GeneralSecurityException jdkLacksAlgorithm) {
      throw new IllegalStateException(jdkLacksAlgorithm);
    }
  }
}
