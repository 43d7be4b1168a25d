package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** KMS as the official SDK sees it. */
class KmsTest {

  private static final Map<String, String> CONTEXT = Map.of("userpool-id", "us-east-1_A", "b", "2");

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);
  private final String key = sandbox.kmsKeyArn();
  private final KmsClient kms =
      KmsClient.builder()
          .endpointOverride(sandbox.uri())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
          .build();

  @AfterEach
  void stop() {
    kms.close();
    caller.close();
    sandbox.close();
  }

  @Test
  void a_key_exists_from_the_start() {
    var metadata = kms.describeKey(request -> request.keyId(key)).keyMetadata();
    assertThat(metadata.arn()).isEqualTo(key).matches("arn:aws:kms:us-east-1:[0-9]{12}:key/.+");
    assertThat(metadata.enabled()).isTrue();
    assertThat(metadata.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
    assertThat(metadata.creationDate()).isNotNull();
  }

  @Test
  void what_was_encrypted_decrypts_with_the_same_context_and_without_a_key_id() {
    var blob = encrypt(key, "482913", CONTEXT);
    var opened = kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(CONTEXT));
    assertThat(opened.plaintext().asUtf8String()).isEqualTo("482913");
    assertThat(opened.keyId()).isEqualTo(key);
  }

  @Test
  void another_context_does_not_decrypt() {
    var blob = encrypt(key, "482913", CONTEXT);
    for (var other :
        List.of(
            Map.<String, String>of(),
            Map.of("userpool-id", "us-east-1_A"),
            Map.of("userpool-id", "us-east-1_B", "b", "2"),
            Map.of("userpool-i", "dus-east-1_A", "b", "2"))) {
      assertThatThrownBy(
              () -> kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(other)))
          .isInstanceOf(InvalidCiphertextException.class);
    }
  }

  @Test
  void a_changed_or_foreign_blob_does_not_decrypt() {
    byte[] blob = encrypt(key, "482913", CONTEXT).asByteArray();
    var broken = new ArrayList<byte[]>();
    for (int i = 0; i < blob.length; i += 7) {
      byte[] changed = blob.clone();
      changed[i] ^= 1;
      broken.add(changed);
    }
    broken.add(Arrays.copyOf(blob, blob.length - 1));
    broken.add("garbage".getBytes(StandardCharsets.UTF_8));
    for (byte[] bytes : broken) {
      assertThatThrownBy(() ->
              kms.decrypt(request ->
                  request.ciphertextBlob(SdkBytes.fromByteArray(bytes)).encryptionContext(CONTEXT)))
          .isInstanceOf(InvalidCiphertextException.class);
    }
  }

  @Test
  void decrypting_with_another_key_is_refused() {
    String other = kms.createKey().keyMetadata().arn();
    var blob = encrypt(key, "482913", Map.of());
    assertThatThrownBy(() -> kms.decrypt(request -> request.ciphertextBlob(blob).keyId(other)))
        .isInstanceOf(IncorrectKeyException.class);
  }

  @Test
  void a_key_is_found_by_id_arn_alias_and_alias_arn() {
    kms.createAlias(request -> request.aliasName("alias/courier").targetKeyId(key));
    String aliasArn = kms.listAliases(request -> request.keyId(key)).aliases().getLast().aliasArn();
    String id = key.substring(key.lastIndexOf('/') + 1);
    for (String identifier : List.of(id, key, "alias/courier", aliasArn)) {
      assertThat(kms.describeKey(request -> request.keyId(identifier)).keyMetadata().arn())
          .isEqualTo(key);
      assertThat(
              kms.encrypt(r -> r.keyId(identifier).plaintext(SdkBytes.fromUtf8String("x"))).keyId())
          .isEqualTo(key);
    }
    assertThatThrownBy(() -> kms.createAlias(r -> r.aliasName("alias/courier").targetKeyId(key)))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000-0000-0000-0000-000000000000",
    "alias/none",
    "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000",
    "arn:aws:kms:us-east-1:000000000000:alias/none",
    "garbage"
  })
  void an_unknown_key_is_not_found(String identifier) {
    assertThatThrownBy(() -> kms.describeKey(request -> request.keyId(identifier)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void the_key_of_another_region_is_not_found() {
    assertThatThrownBy(
            () -> kms.describeKey(request -> request.keyId(key.replace("us-east-1", "eu-west-1"))))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_disabled_key_neither_encrypts_nor_decrypts_until_it_is_enabled() {
    var blob = encrypt(key, "482913", Map.of());
    kms.disableKey(request -> request.keyId(key));
    assertThatThrownBy(() -> encrypt(key, "482913", Map.of()))
        .isInstanceOf(DisabledException.class);
    assertThatThrownBy(() -> kms.decrypt(request -> request.ciphertextBlob(blob)))
        .isInstanceOf(DisabledException.class);
    kms.enableKey(request -> request.keyId(key));
    assertThat(kms.decrypt(request -> request.ciphertextBlob(blob)).plaintext().asUtf8String())
        .isEqualTo("482913");
  }

  @Test
  void data_keys_come_in_the_length_asked_for_and_unwrap_to_themselves() {
    var aes256 =
        kms.generateDataKey(
            r -> r.keyId(key).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
    assertThat(aes256.plaintext().asByteArray()).hasSize(32);
    assertThat(
            kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_128))
                .plaintext()
                .asByteArray())
        .hasSize(16);
    assertThat(kms.generateDataKey(r -> r.keyId(key).numberOfBytes(1024)).plaintext().asByteArray())
        .hasSize(1024);
    var opened =
        kms.decrypt(r -> r.ciphertextBlob(aes256.ciphertextBlob()).encryptionContext(CONTEXT));
    assertThat(opened.plaintext()).isEqualTo(aes256.plaintext());
    var wrapped = kms.generateDataKeyWithoutPlaintext(r -> r.keyId(key).numberOfBytes(7));
    assertThat(
            kms.decrypt(r -> r.ciphertextBlob(wrapped.ciphertextBlob())).plaintext().asByteArray())
        .hasSize(7);
  }

  @Test
  void lists_are_paged() {
    for (int i = 0; i < 4; i++) {
      String arn = kms.createKey().keyMetadata().arn();
      kms.createAlias(
          r -> r.aliasName("alias/" + arn.substring(arn.length() - 8)).targetKeyId(arn));
    }
    var keys = new ArrayList<String>();
    kms.listKeysPaginator(request -> request.limit(2)).keys().forEach(k -> keys.add(k.keyArn()));
    assertThat(keys).hasSize(5).doesNotHaveDuplicates().contains(key);
    assertThat(kms.listAliasesPaginator(request -> request.limit(3)).aliases()).hasSize(5);
  }

  @Test
  void only_symmetric_encryption_keys_are_made() {
    assertThatThrownBy(() -> kms.createKey(request -> request.keySpec(KeySpec.RSA_2048)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_dry_run_does_nothing() {
    assertThatThrownBy(() -> kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256").dryRun(true)))
        .isInstanceOf(DryRunOperationException.class);
  }

  private SdkBytes encrypt(String keyId, String plaintext, Map<String, String> context) {
    return kms.encrypt(request ->
            request
                .keyId(keyId)
                .plaintext(SdkBytes.fromUtf8String(plaintext))
                .encryptionContext(context))
        .ciphertextBlob();
  }
}
