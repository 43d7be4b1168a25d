package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoResult;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.testkit.OfficialSdk.Recipe;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The official SDK is the oracle: what one writes the other reads. */
class OfficialSdkTest {

  private static final String POOL = "eu-central-1_Abc123DEF";
  private static final List<String> ARNS =
      List.of(
          "arn:aws:kms:eu-central-1:111122223333:key/11111111-1111-4111-8111-111111111111",
          "arn:aws:kms:eu-west-1:111122223333:key/22222222-2222-4222-8222-222222222222",
          "arn:aws:kms:us-east-1:111122223333:key/33333333-3333-4333-8333-333333333333");
  private static final List<Integer> FRAME_LENGTHS = List.of(0, 1, 16, 17, 4096, 65536);
  private static final List<Map<String, String>> CONTEXTS =
      List.of(
          Map.of(),
          Map.of("userpool-id", POOL),
          Map.of("userpool-id", POOL, "clé", "Wert 🔑", "a", "b"));

  private final SecureRandom random = new SecureRandom();
  private final LocalKeys keys = new LocalKeys(random);
  private final OfficialSdk sdk = new OfficialSdk(keys);
  private final Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());

  OfficialSdkTest() {
    ARNS.forEach(keys::create);
  }

  static List<CryptoAlgorithm> suites() {
    return OfficialSdk.SUITES;
  }

  @ParameterizedTest
  @MethodSource("suites")
  void reads_every_message_of_the_official_sdk(CryptoAlgorithm suite) {
    int messages = 0;
    for (int frameLength : FRAME_LENGTHS) {
      for (Map<String, String> context : CONTEXTS) {
        for (int wrapped = 1; wrapped <= ARNS.size(); wrapped++) {
          Recipe recipe = new Recipe(suite, frameLength, context, ARNS.subList(0, wrapped));
          for (int length : lengths(frameLength)) {
            readsBack(recipe, "7".repeat(length));
            messages++;
          }
        }
      }
    }
    assertThat(messages).isGreaterThan(200);
  }

  /** None, one, a code, one frame, whole frames, and one byte more or less than a frame. */
  private static List<Integer> lengths(int frameLength) {
    return frameLength > 0 && frameLength <= 4096
        ? List.of(0, 6, frameLength - 1, frameLength, frameLength + 1, 3 * frameLength)
        : List.of(0, 1, 6, 256);
  }

  private void readsBack(Recipe recipe, String code) {
    EncryptedCode encrypted = sdk.encrypt(recipe, code);
    byte[] message = Bytes.of(encrypted);
    // The last key is the one that is ours: the others must be passed over.
    String ours = recipe.keyArns().getLast();
    Decryption decryption =
        TwoDecryptors.of(List.of(ours), keys, true).decrypt(encrypted, POOL, deadline);
    assertThat(decryption)
        .as("%s, %s characters", recipe, code.length())
        .isInstanceOfSatisfying(
            Decryption.Decrypted.class,
            decrypted -> {
              assertThat(decrypted.code().reveal()).isEqualTo(code);
              assertThat(decrypted.id().value()).isEqualTo(messageId(message));
            });
  }

  private static String messageId(byte[] message) {
    byte[] id =
        message[0] == 1 ? Arrays.copyOfRange(message, 4, 20) : Arrays.copyOfRange(message, 3, 35);
    return HexFormat.of().formatHex(id);
  }

  @Test
  void the_official_sdk_ends_whole_frames_with_an_empty_one() {
    Recipe recipe =
        new Recipe(
            CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA256,
            16,
            Map.of("userpool-id", POOL),
            ARNS.subList(0, 1));
    Layout layout = Layout.of(Bytes.of(sdk.encrypt(recipe, "7".repeat(32))));
    int fullFrame = 4 + 12 + 16 + 16;
    int emptyLastFrame = 4 + 4 + 12 + 4 + 16;

    assertThat(layout.signature() - layout.body()).isEqualTo(2 * fullFrame + emptyLastFrame);
  }

  @Test
  void the_official_sdk_reads_every_message_of_ours() {
    CodeEncryptor encryptor = new CodeEncryptor(keys, random);
    for (int length : List.of(0, 1, 6, 8, 256, 4095, 4096, 4097, 8192, 10000)) {
      String code = "é".repeat(length / 2) + "x".repeat(length % 2);
      EncryptedCode encrypted = encryptor.encrypt(code, ARNS.getFirst(), POOL);

      CryptoResult<byte[], ?> result = sdk.decrypt(encrypted, ARNS.getFirst());

      assertThat(new String(result.getResult(), StandardCharsets.UTF_8)).isEqualTo(code);
      assertThat(result.getCryptoAlgorithm())
          .isEqualTo(CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384);
      assertThat(result.getEncryptionContext())
          .containsOnlyKeys("aws-crypto-public-key", "userpool-id")
          .containsEntry("userpool-id", POOL);
      assertThat(result.getHeaders().getFrameLength()).isEqualTo(4096);
      assertThat(result.getHeaders().getEncryptedKeyBlobs()).hasSize(1);
    }
  }

  @Test
  void our_messages_have_the_layout_of_the_official_sdk() {
    byte[] ours =
        Bytes.of(new CodeEncryptor(keys, random).encrypt("482913", ARNS.getFirst(), POOL));
    byte[] theirs =
        Bytes.of(
            sdk.encrypt(
                new Recipe(
                    CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384,
                    4096,
                    Map.of("userpool-id", POOL),
                    ARNS.subList(0, 1)),
                "482913"));
    int signature = Layout.of(theirs).signature();
    assertThat(Layout.of(ours)).isEqualTo(Layout.of(theirs));
    assertThat(Arrays.copyOf(ours, 4)).isEqualTo(Arrays.copyOf(theirs, 4));
    assertThat(ours.length - signature).isBetween(100, 106);
  }
}
