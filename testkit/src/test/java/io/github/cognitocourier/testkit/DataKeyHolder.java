package io.github.cognitocourier.testkit;

import io.github.cognitocourier.core.code.DataKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody who knows the data key, but not the signing key: the strongest forger that signature and
 * key commitment are there to stop. Knows the suites of 256 bits.
 */
final class DataKeyHolder {

  static final byte[] DATA_KEY = new byte[32];

  private DataKeyHolder() {}

  /** A key store that always answers with {@link #DATA_KEY}. */
  static DataKeys dataKeys() {
    return (arn, _, _, _) -> new DataKeys.Unwrapped.Key(arn, new SecretKeySpec(DATA_KEY, "AES"));
  }

  /** A copy of {@code message} whose header tag fits its changed header again. */
  static byte[] sealHeader(byte[] message) {
    int authentication = Layout.of(message).headerAuthentication();
    int tag = authentication + (message[0] == 1 ? 12 : 0);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] iv = Arrays.copyOf(Arrays.copyOfRange(message, authentication, tag), 12);
      cipher.init(Cipher.ENCRYPT_MODE, key(message), new GCMParameterSpec(128, iv));
      cipher.updateAAD(message, 0, authentication);
      return Bytes.replace(message, tag, tag + 16, cipher.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static SecretKey key(byte[] message) throws GeneralSecurityException {
    HKDFParameterSpec.Builder extract =
        HKDFParameterSpec.ofExtract().addIKM(new SecretKeySpec(DATA_KEY, "AES"));
    if (message[0] == 2) {
      byte[] info = "..DERIVEKEY".getBytes(StandardCharsets.US_ASCII);
      ByteBuffer.wrap(info).put(message, 1, 2);
      extract.addSalt(Arrays.copyOfRange(message, 3, 35));
      return KDF.getInstance("HKDF-SHA512").deriveKey("AES", extract.thenExpand(info, 32));
    }
    String hash = message[2] == 3 ? "HKDF-SHA384" : "HKDF-SHA256";
    byte[] info = Arrays.copyOfRange(message, 2, 20);
    return KDF.getInstance(hash).deriveKey("AES", extract.thenExpand(info, 32));
  }
}
