package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.testkit.OfficialSdk.Recipe;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not have the form of a message, or is larger than a code, never reaches KMS. */
class DecryptorFormTest {

  private static final String POOL = "eu-central-1_Abc123DEF";
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/one";
  private static final CryptoAlgorithm UNSIGNED =
      CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA256;

  private final LocalKeys keys = new LocalKeys(new SecureRandom()).create(ARN);
  private final AskedKeys asked = new AskedKeys(keys);
  private final OfficialSdk sdk = new OfficialSdk(keys);
  private final EncryptedCode code =
      new CodeEncryptor(keys, new SecureRandom()).encrypt("482913", ARN, POOL);
  private final byte[] message = Bytes.of(code);
  private final Layout layout = Layout.of(message);

  @AfterEach
  void kms_was_never_asked() {
    assertThat(asked.questions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "482913", "AYADeA", "AYAD eA==", "AYADeA==\n", "AYADeB==", "AYAD-_=="})
  void refuses_everything_but_plain_base64(String text) {
    assertRefused(new EncryptedCode(text), "base64");
  }

  @Test
  void refuses_a_second_spelling_of_the_same_bytes() {
    byte[] padded = Bytes.of(code);
    String base64 =
        Bytes.code(Arrays.copyOf(padded, padded.length - padded.length % 3 - 2)).base64();
    String unpadded = base64.substring(0, base64.indexOf('='));
    char last = unpadded.charAt(unpadded.length() - 1);

    assertRefused(new EncryptedCode(unpadded), "base64");
    assertRefused(
        new EncryptedCode(
            unpadded.substring(0, unpadded.length() - 1)
                + (char) (last + 1)
                + base64.substring(unpadded.length())),
        "base64");
  }

  @Test
  void refuses_what_is_empty() {
    assertRefused(new EncryptedCode(""), "truncated");
  }

  @Test
  void refuses_a_plain_kms_ciphertext() {
    assertRefused(Bytes.code(new byte[] {3, 2, 2, 0, 120}), "version");
  }

  @Test
  void refuses_an_unknown_type() {
    assertChangedRefused(1, 0x81, "type");
  }

  @Test
  void refuses_a_context_of_more_than_8_kib() {
    assertChangedRefused(layout.context(), 0x21, "context_length");
  }

  @Test
  void refuses_more_than_64_context_entries() {
    assertChangedRefused(layout.context() + 3, 65, "context_entries");
  }

  @Test
  void refuses_a_context_that_says_it_is_empty_and_is_there() {
    assertChangedRefused(layout.context() + 3, 0, "context_entries");
  }

  @Test
  void refuses_a_context_longer_than_it_says() {
    assertChangedRefused(layout.context() + 1, message[layout.context() + 1] - 1, "context_length");
  }

  @Test
  void refuses_a_context_that_names_a_key_twice() {
    byte[] twoKeys =
        Bytes.of(
            sdk.encrypt(
                new Recipe(UNSIGNED, 4096, Map.of("ka", "1", "kb", "2"), List.of(ARN)), "482913"));
    // 2 length, 2 count, then "ka" and "1" with a length of 2 each, the length of "kb", and its k.
    twoKeys[20 + 4 + 4 + 3 + 2 + 1] = 'a';

    assertRefused(Bytes.code(twoKeys), "context_duplicate");
  }

  @Test
  void refuses_a_context_that_is_not_text() {
    assertChangedRefused(layout.context() + 6, 0xc3, "context_key");
  }

  @Test
  void refuses_a_message_without_a_data_key() {
    assertChangedRefused(layout.wrappedKeys() + 1, 0, "data_keys");
  }

  @Test
  void refuses_more_than_16_data_keys() {
    assertChangedRefused(layout.wrappedKeys() + 1, 17, "data_keys");
  }

  @Test
  void refuses_a_provider_id_of_more_than_128_bytes() {
    assertChangedRefused(layout.providerId() + 1, 129, "provider_id");
  }

  @Test
  void refuses_provider_info_of_more_than_2_kib() {
    assertChangedRefused(layout.providerInfo(), 8, "provider_info");
  }

  @Test
  void refuses_a_wrapped_key_of_more_than_6_kib() {
    assertChangedRefused(layout.wrappedKey(), 0x19, "data_key");
  }

  @Test
  void refuses_an_unknown_content_type() {
    assertChangedRefused(layout.contentType(), 3, "content_type");
  }

  @Test
  void refuses_reserved_bytes_that_are_not_zero() {
    assertChangedRefused(layout.contentType() + 4, 1, "reserved");
  }

  @Test
  void refuses_another_iv_length() {
    assertChangedRefused(layout.contentType() + 5, 16, "iv_length");
  }

  @Test
  void refuses_a_frame_length_of_more_than_1_mib() {
    assertChangedRefused(layout.frameLength() + 1, 0x11, "frame_length");
  }

  @Test
  void refuses_frames_of_no_length() {
    assertChangedRefused(layout.frameLength() + 2, 0, "frame_length");
  }

  @Test
  void refuses_a_frame_length_where_there_are_no_frames() {
    assertChangedRefused(layout.contentType(), 1, "frame_length");
  }

  @Test
  void refuses_frames_out_of_order() {
    assertChangedRefused(layout.body() + 7, 2, "sequence_number");
  }

  @Test
  void refuses_a_last_frame_longer_than_a_frame() {
    assertChangedRefused(layout.body() + 22, 0x11, "content_length");
  }

  @Test
  void refuses_an_unframed_body_of_2_to_the_63_bytes() {
    byte[] unframed =
        Bytes.of(
            sdk.encrypt(
                new Recipe(UNSIGNED, 0, Map.of("userpool-id", POOL), List.of(ARN)), "482913"));
    unframed[Layout.of(unframed).body() + 12] = (byte) 0x80;

    assertRefused(Bytes.code(unframed), "content_length");
  }

  @Test
  void refuses_a_signature_of_more_than_128_bytes() {
    assertChangedRefused(layout.signature() + 1, 129, "signature_length");
  }

  @Test
  void refuses_a_single_trailing_byte() {
    assertRefused(Bytes.code(Arrays.copyOf(message, message.length + 1)), "trailing_bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096})
  void refuses_a_plaintext_of_more_than_16_kib(int frameLength) {
    Recipe recipe = new Recipe(UNSIGNED, frameLength, Map.of("userpool-id", POOL), List.of(ARN));

    assertRefused(sdk.encrypt(recipe, new byte[16 * 1024 + 1]), "content_length");
  }

  @Test
  void refuses_more_than_1024_frames() {
    Recipe recipe = new Recipe(UNSIGNED, 1, Map.of("userpool-id", POOL), List.of(ARN));

    assertRefused(sdk.encrypt(recipe, new byte[1025]), "content_length");
  }

  @Test
  void refuses_a_message_of_more_than_64_kib() {
    assertRefused(Bytes.code(Arrays.copyOf(message, 64 * 1024 + 3)), "too_long");
  }

  private void assertChangedRefused(int position, int value, String detail) {
    byte[] changed = message.clone();
    changed[position] = (byte) value;
    assertRefused(Bytes.code(changed), detail);
  }

  private void assertRefused(EncryptedCode encrypted, String detail) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
    assertThat(new Decryptor(List.of(ARN), asked, true).decrypt(encrypted, POOL, deadline))
        .isEqualTo(new Decryption.Refused(Reason.NOT_AN_ENCRYPTION_SDK_MESSAGE, detail));
  }
}
