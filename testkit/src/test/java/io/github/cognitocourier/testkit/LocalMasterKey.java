package io.github.cognitocourier.testkit;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.DataKey;
import com.amazonaws.encryptionsdk.EncryptedDataKey;
import com.amazonaws.encryptionsdk.MasterKey;
import com.amazonaws.encryptionsdk.exception.CannotUnwrapDataKeyException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One key of {@link LocalKeys} as the official SDK sees a KMS key. */
final class LocalMasterKey extends MasterKey<LocalMasterKey> {

  private final LocalKeys keys;
  private final String keyArn;
  private final Optional<byte[]> fixedDataKey;

  LocalMasterKey(LocalKeys keys, String keyArn, Optional<byte[]> fixedDataKey) {
    this.keys = keys;
    this.keyArn = keyArn;
    this.fixedDataKey = fixedDataKey;
  }

  @Override
  public String getProviderId() {
    return "aws-kms";
  }

  @Override
  public String getKeyId() {
    return keyArn;
  }

  @Override
  public DataKey<LocalMasterKey> generateDataKey(
      CryptoAlgorithm algorithm, Map<String, String> context) {
    byte[] clear =
        fixedDataKey.orElseGet(() ->
            keys.generate(keyArn, algorithm.getDataKeyLength(), context).plaintext().getEncoded());
    return wrapped(new SecretKeySpec(clear, algorithm.getDataKeyAlgo()), context);
  }

  @Override
  public DataKey<LocalMasterKey> encryptDataKey(
      CryptoAlgorithm algorithm, Map<String, String> context, DataKey<?> dataKey) {
    return wrapped(dataKey.getKey(), context);
  }

  @Override
  public DataKey<LocalMasterKey> decryptDataKey(
      CryptoAlgorithm algorithm,
      Collection<? extends EncryptedDataKey> candidates,
      Map<String, String> context) {
    for (EncryptedDataKey candidate : candidates) {
      if (keys.decrypt(candidate.getEncryptedDataKey(), context)
              instanceof LocalKeys.Opened.Plaintext opened
          && opened.keyArn().equals(keyArn)) {
        return wrapped(new SecretKeySpec(opened.plaintext(), algorithm.getDataKeyAlgo()), context);
      }
    }
    throw new CannotUnwrapDataKeyException();
  }

  private DataKey<LocalMasterKey> wrapped(SecretKey clear, Map<String, String> context) {
    return new DataKey<>(
        clear,
        keys.encrypt(keyArn, clear.getEncoded(), context),
        keyArn.getBytes(StandardCharsets.UTF_8),
        this);
  }
}
