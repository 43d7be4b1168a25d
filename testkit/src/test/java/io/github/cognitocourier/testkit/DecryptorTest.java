package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.cognitocourier.core.code.Code;
import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.code.DataKeys.Unwrapped;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.testkit.OfficialSdk.Recipe;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecryptorTest {

  private static final String POOL = "eu-central-1_Abc123DEF";
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/one";
  private static final String OTHER_ARN = "arn:aws:kms:eu-west-1:111122223333:key/two";
  private static final Map<String, String> CONTEXT = Map.of("userpool-id", POOL);

  private final SecureRandom random = new SecureRandom();
  private final LocalKeys keys = new LocalKeys(random).create(ARN).create(OTHER_ARN);
  private final OfficialSdk sdk = new OfficialSdk(keys);
  private final AskedKeys asked = new AskedKeys(keys);
  private final Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
  private final EncryptedCode code = new CodeEncryptor(keys, random).encrypt("482913", ARN, POOL);

  @Test
  void opens_a_code_of_cognitos() {
    assertThat(decrypt(List.of(ARN), asked, code))
        .isInstanceOfSatisfying(
            Decryption.Decrypted.class,
            decrypted -> {
              assertThat(decrypted.code()).isEqualTo(new Code("482913"));
              assertThat(decrypted.id().value()).matches("[0-9a-f]{32}");
              assertThat(decrypted.toString()).doesNotContain("482913");
            });
  }

  @Test
  void gives_kms_the_whole_encryption_context_and_the_deadline() {
    decrypt(List.of(OTHER_ARN, ARN), asked, code);

    assertThat(asked.questions())
        .singleElement()
        .satisfies(question -> {
          assertThat(question.keyArn()).isEqualTo(ARN);
          assertThat(question.deadline()).isSameAs(deadline);
          assertThat(question.encryptionContext())
              .containsOnlyKeys("aws-crypto-public-key", "userpool-id")
              .containsEntry("userpool-id", POOL);
        });
  }

  @Test
  void never_asks_for_a_key_that_is_not_configured() {
    assertThat(decrypt(List.of(OTHER_ARN), asked, code))
        .isEqualTo(refused(Reason.WRONG_KMS_KEY, "key_not_configured"));
    assertThat(asked.questions()).isEmpty();
  }

  @Test
  void never_asks_for_a_key_of_another_provider() {
    byte[] message = Bytes.of(code);
    message[Layout.of(message).providerId() + 2] = 'b';

    assertThat(decrypt(List.of(ARN), asked, Bytes.code(message)))
        .isEqualTo(refused(Reason.WRONG_KMS_KEY, "key_not_configured"));
    assertThat(asked.questions()).isEmpty();
  }

  @Test
  void refuses_a_code_of_another_pool_without_asking_kms() {
    assertThat(new Decryptor(List.of(ARN), asked, true).decrypt(code, "eu-west-1_Other", deadline))
        .isEqualTo(refused(Reason.WRONG_POOL, ""));
    assertThat(asked.questions()).isEmpty();
  }

  @Test
  void refuses_a_code_without_a_pool_unless_told_otherwise() {
    EncryptedCode emulated =
        sdk.encrypt(
            new Recipe(
                CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384,
                4096,
                Map.of(),
                List.of(ARN)),
            "482913");

    assertThat(decrypt(List.of(ARN), asked, emulated)).isEqualTo(refused(Reason.MISSING_POOL, ""));
    assertThat(asked.questions()).isEmpty();
    assertThat(new Decryptor(List.of(ARN), asked, true).decrypt(emulated, POOL, deadline))
        .isInstanceOf(Decryption.Decrypted.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"KMS_DENIED", "KMS_UNAVAILABLE", "KMS_KEY_DISABLED", "WRONG_KMS_KEY"})
  void passes_on_why_kms_gave_no_key(Reason reason) {
    DataKeys refusing = (_, _, _, _) -> new Unwrapped.Refused(reason, "SomeException");

    assertThat(decrypt(List.of(ARN), refusing, code)).isEqualTo(refused(reason, "SomeException"));
  }

  @Test
  void refuses_an_answer_that_names_another_key() {
    DataKeys astray =
        (arn, wrapped, context, until) -> {
          Unwrapped.Key right = (Unwrapped.Key) keys.unwrap(arn, wrapped, context, until);
          return new Unwrapped.Key(OTHER_ARN, right.dataKey());
        };

    assertThat(decrypt(List.of(ARN, OTHER_ARN), astray, code))
        .isEqualTo(refused(Reason.WRONG_KMS_KEY, "reply_names_another_key"));
  }

  @Test
  void refuses_a_data_key_of_another_length() {
    DataKeys shortened =
        (arn, _, _, _) -> new Unwrapped.Key(arn, new SecretKeySpec(new byte[16], "AES"));

    assertThat(decrypt(List.of(ARN), shortened, code))
        .isEqualTo(refused(Reason.TAMPERED, "data_key_length"));
  }

  @Test
  void refuses_a_wrong_data_key_of_the_right_length() {
    DataKeys wrong =
        (arn, _, _, _) -> new Unwrapped.Key(arn, new SecretKeySpec(new byte[32], "AES"));

    assertThat(decrypt(List.of(ARN), wrong, code))
        .isEqualTo(refused(Reason.TAMPERED, "header_tag"));
  }

  @Test
  void tries_the_next_configured_key_when_one_is_refused() {
    DataKeys firstDenied =
        (arn, wrapped, context, until) ->
            arn.equals(ARN)
                ? new Unwrapped.Refused(Reason.KMS_DENIED, "AccessDeniedException")
                : keys.unwrap(arn, wrapped, context, until);
    EncryptedCode twice = sdk.encrypt(recipe(List.of(ARN, OTHER_ARN)), "482913");

    assertThat(decrypt(List.of(ARN, OTHER_ARN), firstDenied, twice))
        .isInstanceOf(Decryption.Decrypted.class);
  }

  @Test
  void names_the_first_refusal_when_every_key_is_refused() {
    DataKeys bothRefuse =
        (arn, _, _, _) ->
            new Unwrapped.Refused(
                arn.equals(ARN) ? Reason.KMS_DENIED : Reason.KMS_KEY_DISABLED, arn);
    EncryptedCode twice = sdk.encrypt(recipe(List.of(ARN, OTHER_ARN)), "482913");

    assertThat(decrypt(List.of(ARN, OTHER_ARN), bothRefuse, twice))
        .isEqualTo(refused(Reason.KMS_DENIED, ARN));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ALG_AES_128_GCM_IV12_TAG16_NO_KDF",
        "ALG_AES_192_GCM_IV12_TAG16_NO_KDF",
        "ALG_AES_256_GCM_IV12_TAG16_NO_KDF"
      })
  void does_not_support_suites_without_key_derivation(CryptoAlgorithm suite) {
    EncryptedCode old = sdk.encrypt(new Recipe(suite, 4096, CONTEXT, List.of(ARN)), "482913");

    assertThat(decrypt(List.of(ARN), asked, old))
        .isEqualTo(
            refused(Reason.UNSUPPORTED_SUITE, "version_1_suite_%04x".formatted(suite.getValue())));
    assertThat(asked.questions()).isEmpty();
  }

  @Test
  void does_not_support_a_committing_suite_in_format_1() {
    byte[] message = Bytes.of(code);
    message[2] = 0x05;

    assertThat(decrypt(List.of(ARN), asked, Bytes.code(message)))
        .isEqualTo(refused(Reason.UNSUPPORTED_SUITE, "version_1_suite_0578"));
  }

  @Test
  void refuses_bytes_that_are_not_text() {
    EncryptedCode binary = sdk.encrypt(recipe(List.of(ARN)), new byte[] {'4', (byte) 0xc3});

    assertThat(decrypt(List.of(ARN), asked, binary))
        .isEqualTo(refused(Reason.TAMPERED, "not_text"));
  }

  private static Recipe recipe(List<String> arns) {
    return new Recipe(
        CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384, 4096, CONTEXT, arns);
  }

  private Decryption decrypt(List<String> arns, DataKeys dataKeys, EncryptedCode encrypted) {
    return new Decryptor(arns, dataKeys, false).decrypt(encrypted, POOL, deadline);
  }

  private static Decryption refused(Reason reason, String detail) {
    return new Decryption.Refused(reason, detail);
  }
}
