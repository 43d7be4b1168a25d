package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.testkit.OfficialSdk.Recipe;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What signature and key commitment add to the tags, which a holder of the data key can forge. */
class SignatureAndCommitmentTest {

  private static final String POOL = "eu-central-1_Abc123DEF";
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/one";
  private static final CryptoAlgorithm SIGNED =
      CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384;
  private static final CryptoAlgorithm UNSIGNED =
      CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA256;
  private static final CryptoAlgorithm COMMITTED =
      CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY;

  /** The order of P-384. */
  private static final BigInteger N =
      new BigInteger(
          "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
              + "581a0db248b0a77aecec196accc52973",
          16);

  private final LocalKeys keys = new LocalKeys(new SecureRandom()).create(ARN);
  private final OfficialSdk sdk = new OfficialSdk(keys);

  @Test
  void a_header_sealed_again_without_a_change_still_opens() {
    for (CryptoAlgorithm suite : List.of(SIGNED, UNSIGNED, COMMITTED)) {
      byte[] message = message(suite, Map.of("userpool-id", POOL));
      assertThat(DataKeyHolder.sealHeader(message)).isEqualTo(message);
      assertThat(decrypt(message)).isInstanceOf(Decryption.Decrypted.class);
    }
  }

  @Test
  void refuses_a_header_that_commits_to_another_data_key() {
    byte[] message = message(COMMITTED, Map.of("userpool-id", POOL));
    message[Layout.of(message).headerAuthentication() - 1] ^= 1;

    assertThat(decrypt(DataKeyHolder.sealHeader(message))).isEqualTo(tampered("key_commitment"));
  }

  @Test
  void refuses_a_header_that_was_changed_after_signing() {
    byte[] message = message(SIGNED, Map.of("userpool-id", POOL));
    int wrapped = Layout.of(message).wrappedKey();
    message[wrapped + 40] ^= 1;

    assertThat(decrypt(DataKeyHolder.sealHeader(message))).isEqualTo(tampered("signature"));
  }

  @Test
  void refuses_a_signed_suite_without_a_public_key() {
    byte[] message = message(SIGNED, Map.of("userpool-id", POOL));
    rename(message, "aws-crypto-public-key", "bws-crypto-public-key");

    assertThat(decrypt(DataKeyHolder.sealHeader(message)))
        .isEqualTo(tampered("public_key_missing"));
  }

  @Test
  void refuses_a_public_key_without_a_signature() {
    byte[] message = message(UNSIGNED, Map.of("bws-crypto-public-key", "x", "userpool-id", POOL));
    rename(message, "bws-crypto-public-key", "aws-crypto-public-key");

    assertThat(decrypt(DataKeyHolder.sealHeader(message))).isEqualTo(tampered("signature_missing"));
  }

  @Test
  void refuses_public_keys_that_are_no_compressed_point_of_the_curve() {
    byte[] message = message(SIGNED, Map.of("userpool-id", POOL));
    int value = indexOf(message, "aws-crypto-public-key") + "aws-crypto-public-key".length() + 2;
    // Base64 of 4 (an uncompressed point), and of x = 2^384 - 1, which no coordinate reaches.
    for (String start : List.of("BA", "Av" + "/".repeat(66), "AvAA" + "A".repeat(64))) {
      byte[] changed = message.clone();
      byte[] with = start.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(with, 0, changed, value, with.length);
      assertThat(decrypt(DataKeyHolder.sealHeader(changed))).isEqualTo(tampered("public_key"));
    }
  }

  @Test
  void refuses_a_signature_of_another_message() {
    byte[] message = message(SIGNED, Map.of("userpool-id", POOL));
    byte[] other = message(SIGNED, Map.of("userpool-id", POOL));

    assertThat(decrypt(withSignature(message, signature(other)))).isEqualTo(tampered("signature"));
  }

  /** Whoever should verify it beside the rest, it is verified. */
  @Test
  void a_signature_that_nobody_has_begun_to_verify_is_verified_and_a_hurry_changes_nothing() {
    var alone =
        new Decryptor(
            List.of(ARN), DataKeyHolder.dataKeys(), false, Cryptography.ofJdk(), left -> {});
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
    byte[] message = message(SIGNED, Map.of("userpool-id", POOL));
    byte[] other = message(SIGNED, Map.of("userpool-id", POOL));

    Thread.currentThread().interrupt();
    Decryption good = alone.decrypt(Bytes.code(message), POOL, deadline);
    Decryption bad =
        alone.decrypt(Bytes.code(withSignature(message, signature(other))), POOL, deadline);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(good).isInstanceOf(Decryption.Decrypted.class);
    assertThat(bad).isEqualTo(tampered("signature"));
  }

  @Test
  void refuses_every_other_spelling_of_the_same_signature() {
    byte[] message = message(SIGNED, Map.of("userpool-id", POOL));
    while (integer(signature(message), 0)[0] != 0) {
      message = message(SIGNED, Map.of("userpool-id", POOL));
    }
    byte[] r = integer(signature(message), 0);
    byte[] s = integer(signature(message), 1);
    byte[] negative = Arrays.copyOfRange(r, 1, r.length);
    byte[] der = der(r, s);
    byte[] longForm = Bytes.replace(der, 1, 2, (byte) 0x81, der[1]);

    assertThat(decrypt(withSignature(message, der))).isInstanceOf(Decryption.Decrypted.class);
    for (byte[] spelling :
        List.of(
            der(negative, s),
            der(Bytes.concat(new byte[1], r), s),
            der(r, Bytes.concat(new byte[1], s)),
            longForm,
            Bytes.concat(der, new byte[1]),
            new byte[0])) {
      assertThat(decrypt(withSignature(message, spelling)))
          .isEqualTo(tampered("signature_encoding"));
    }
  }

  /** (r, n - s) is valid wherever (r, s) is; that no key of idempotency changes is what counts. */
  @Test
  void the_twin_of_a_signature_opens_the_same_code_under_the_same_id() {
    byte[] message = message(SIGNED, Map.of("userpool-id", POOL));
    byte[] r = integer(signature(message), 0);
    byte[] twin = N.subtract(new BigInteger(integer(signature(message), 1))).toByteArray();

    assertThat(decrypt(withSignature(message, der(r, twin)))).isEqualTo(decrypt(message));
    assertThat(decrypt(message)).isInstanceOf(Decryption.Decrypted.class);
  }

  private byte[] message(CryptoAlgorithm suite, Map<String, String> context) {
    return Bytes.of(
        sdk.encrypt(
            new Recipe(suite, 4096, context, List.of(ARN), Optional.of(DataKeyHolder.DATA_KEY)),
            "482913"));
  }

  private static Decryption decrypt(byte[] message) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
    return TwoDecryptors.of(List.of(ARN), DataKeyHolder.dataKeys(), true)
        .decrypt(Bytes.code(message), POOL, deadline);
  }

  private static Decryption tampered(String detail) {
    return new Decryption.Refused(Reason.TAMPERED, detail);
  }

  private static void rename(byte[] message, String key, String other) {
    byte[] bytes = other.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, message, indexOf(message, key), bytes.length);
  }

  private static int indexOf(byte[] message, String text) {
    return new String(message, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static byte[] signature(byte[] message) {
    return Arrays.copyOfRange(message, Layout.of(message).signature() + 2, message.length);
  }

  private static byte[] withSignature(byte[] message, byte[] signature) {
    byte[] length = {0, (byte) signature.length};
    return Bytes.replace(
        message, Layout.of(message).signature(), message.length, Bytes.concat(length, signature));
  }

  /** The content of r (0) or s (1). */
  private static byte[] integer(byte[] der, int index) {
    int start = index == 0 ? 4 : 6 + der[3];
    return Arrays.copyOfRange(der, start, start + der[start - 1]);
  }

  private static byte[] der(byte[] r, byte[] s) {
    byte[] first = Bytes.concat(new byte[] {2, (byte) r.length}, r);
    byte[] both = Bytes.concat(first, Bytes.concat(new byte[] {2, (byte) s.length}, s));
    return Bytes.concat(new byte[] {0x30, (byte) both.length}, both);
  }
}
