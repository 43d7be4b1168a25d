package io.github.cognitocourier.testkit;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.MasterKeyProvider;
import com.amazonaws.encryptionsdk.multi.MultipleProviderFactory;
import io.github.cognitocourier.core.code.EncryptedCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The AWS Encryption SDK for Java over {@link LocalKeys}: the oracle. */
final class OfficialSdk {

  /** Every suite with key derivation, in the SDK's own names. */
  static final List<CryptoAlgorithm> SUITES =
      List.of(
          CryptoAlgorithm.ALG_AES_128_GCM_IV12_TAG16_HKDF_SHA256,
          CryptoAlgorithm.ALG_AES_192_GCM_IV12_TAG16_HKDF_SHA256,
          CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA256,
          CryptoAlgorithm.ALG_AES_128_GCM_IV12_TAG16_HKDF_SHA256_ECDSA_P256,
          CryptoAlgorithm.ALG_AES_192_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384,
          CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384,
          CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY,
          CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384);

  private final LocalKeys keys;

  OfficialSdk(LocalKeys keys) {
    this.keys = keys;
  }

  /** What a message is made with; {@code frameLength} 0 means unframed. */
  record Recipe(
      CryptoAlgorithm suite,
      int frameLength,
      Map<String, String> context,
      List<String> keyArns,
      Optional<byte[]> fixedDataKey) {

    Recipe(
        CryptoAlgorithm suite, int frameLength, Map<String, String> context, List<String> keyArns) {
      this(suite, frameLength, context, keyArns, Optional.empty());
    }
  }

  EncryptedCode encrypt(Recipe recipe, String code) {
    return encrypt(recipe, code.getBytes(StandardCharsets.UTF_8));
  }

  EncryptedCode encrypt(Recipe recipe, byte[] plaintext) {
    AwsCrypto crypto =
        AwsCrypto.builder()
            .withEncryptionAlgorithm(recipe.suite())
            .withEncryptionFrameSize(recipe.frameLength())
            .withCommitmentPolicy(
                recipe.suite().isCommitting()
                    ? CommitmentPolicy.RequireEncryptRequireDecrypt
                    : CommitmentPolicy.ForbidEncryptAllowDecrypt)
            .build();
    MasterKeyProvider<?> provider = provider(recipe.keyArns(), recipe.fixedDataKey());
    byte[] message = crypto.encryptData(provider, plaintext, recipe.context()).getResult();
    return new EncryptedCode(Base64.getEncoder().encodeToString(message));
  }

  /** As the Lambda functions of AWS's own examples decrypt. */
  CryptoResult<byte[], ?> decrypt(EncryptedCode code, String keyArn) {
    AwsCrypto crypto =
        AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.RequireEncryptAllowDecrypt)
            .build();
    return crypto.decryptData(
        provider(List.of(keyArn), Optional.empty()), Base64.getDecoder().decode(code.base64()));
  }

  private MasterKeyProvider<?> provider(List<String> keyArns, Optional<byte[]> fixedDataKey) {
    List<LocalMasterKey> masterKeys = new ArrayList<>();
    for (String keyArn : keyArns) {
      masterKeys.add(new LocalMasterKey(keys, keyArn, fixedDataKey));
    }
    return MultipleProviderFactory.buildMultiProvider(LocalMasterKey.class, masterKeys);
  }
}
