package io.github.cognitocourier.sandbox.kms;

import io.github.cognitocourier.sandbox.kms.KeyRing.Alias;
import io.github.cognitocourier.testkit.DataKeySource.DataKey;
import io.github.cognitocourier.testkit.LocalKeys;
import io.github.cognitocourier.testkit.LocalKeys.Opened;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of KMS on symmetric keys that encrypting and decrypting need.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class KmsOperations {

  private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";
  private static final int LONGEST_PLAINTEXT = 4096;
  private static final int LONGEST_CIPHERTEXT = 6144;
  private static final int LONGEST_DATA_KEY = 1024;
  private static final Page.Limit KEYS = new Page.Limit(100, 1000);
  private static final Page.Limit ALIASES = new Page.Limit(50, 100);

  private final KeyRing ring;
  private final LocalKeys material;

  /** Works on the keys of {@code ring}, whose material {@code material} keeps. */
  public KmsOperations(KeyRing ring, LocalKeys material) {
    this.ring = ring;
    this.material = material;
  }

  /** Performs one operation; throws {@link Refusal} with AWS's error. */
  Map<String, Object> perform(String operation, Parameters parameters) {
    return switch (operation) {
      case "CreateKey" -> createKey(parameters);
      case "DescribeKey" ->
          Map.of("KeyMetadata", ring.find(parameters.identifier("KeyId")).metadata());
      case "ListKeys" -> Page.of("Keys", ring.keys(), Key::entry, parameters, KEYS);
      case "EnableKey" -> enable(parameters, true);
      case "DisableKey" -> enable(parameters, false);
      case "CreateAlias" -> createAlias(parameters);
      case "ListAliases" -> listAliases(parameters);
      case "Encrypt" -> encrypt(parameters);
      case "Decrypt" -> decrypt(parameters);
      case "GenerateDataKey" -> generateDataKey(parameters, true);
      case "GenerateDataKeyWithoutPlaintext" -> generateDataKey(parameters, false);
      default ->
          throw new Refusal(
              "UnsupportedOperationException", "The sandbox does not know this operation of KMS.");
    };
  }

  private Map<String, Object> createKey(Parameters parameters) {
    boolean symmetric =
        parameters
                .text("KeySpec")
                .or(() -> parameters.text("CustomerMasterKeySpec"))
                .orElse(SYMMETRIC)
                .equals(SYMMETRIC)
            && parameters.text("KeyUsage").orElse("ENCRYPT_DECRYPT").equals("ENCRYPT_DECRYPT")
            && parameters.text("Origin").orElse("AWS_KMS").equals("AWS_KMS")
            && !parameters.flag("MultiRegion");
    if (!symmetric) {
      throw new Refusal(
          "UnsupportedOperationException",
          "The sandbox knows symmetric encryption keys of one region only.");
    }
    return Map.of("KeyMetadata", ring.create(parameters.text("Description").orElse("")).metadata());
  }

  private Map<String, Object> enable(Parameters parameters, boolean enabled) {
    ring.enable(parameters.identifier("KeyId"), enabled);
    return Map.of();
  }

  private Map<String, Object> createAlias(Parameters parameters) {
    var _ =
        ring.createAlias(parameters.identifier("AliasName"), parameters.identifier("TargetKeyId"));
    return Map.of();
  }

  private Map<String, Object> listAliases(Parameters parameters) {
    Optional<String> keyId = parameters.text("KeyId").map(id -> ring.findKey(id).id());
    List<Alias> wanted =
        ring.aliases().stream()
            .filter(alias -> keyId.isEmpty() || alias.keyId().equals(keyId.get()))
            .toList();
    return Page.of("Aliases", wanted, Alias::entry, parameters, ALIASES);
  }

  private Map<String, Object> encrypt(Parameters parameters) {
    Key key = ring.usable(parameters.identifier("KeyId"));
    byte[] plaintext = parameters.bytes("Plaintext", LONGEST_PLAINTEXT);
    checkAlgorithm(parameters);
    checkDryRun(parameters);
    var answer = new LinkedHashMap<String, Object>();
    answer.put(
        "CiphertextBlob",
        base64(material.encrypt(key.arn(), plaintext, parameters.encryptionContext())));
    answer.put("KeyId", key.arn());
    answer.put("EncryptionAlgorithm", SYMMETRIC);
    return answer;
  }

  private Map<String, Object> decrypt(Parameters parameters) {
    byte[] blob = parameters.bytes("CiphertextBlob", LONGEST_CIPHERTEXT);
    checkAlgorithm(parameters);
    Optional<Key> wanted = parameters.text("KeyId").map(ring::usable);
    return switch (material.decrypt(blob, parameters.encryptionContext())) {
      case Opened.Invalid() -> throw new Refusal("InvalidCiphertextException", "");
      case Opened.Plaintext opened -> {
        Key key = ring.usable(opened.keyArn());
        if (wanted.isPresent() && !wanted.get().arn().equals(key.arn())) {
          throw new Refusal(
              "IncorrectKeyException",
              "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        checkDryRun(parameters);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("KeyId", key.arn());
        answer.put("Plaintext", base64(opened.plaintext()));
        answer.put("EncryptionAlgorithm", SYMMETRIC);
        yield answer;
      }
    };
  }

  private Map<String, Object> generateDataKey(Parameters parameters, boolean plaintext) {
    Key key = ring.usable(parameters.identifier("KeyId"));
    int length = dataKeyLength(parameters);
    checkDryRun(parameters);
    DataKey dataKey = material.generate(key.arn(), length, parameters.encryptionContext());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("CiphertextBlob", base64(dataKey.wrapped()));
    if (plaintext) {
      answer.put("Plaintext", base64(dataKey.plaintext().getEncoded()));
    }
    answer.put("KeyId", key.arn());
    return answer;
  }

  private static int dataKeyLength(Parameters parameters) {
    Optional<String> spec = parameters.text("KeySpec");
    Optional<Long> number = parameters.number("NumberOfBytes");
    if (spec.isPresent() == number.isPresent()) {
      throw new Refusal(
          "ValidationException", "Please specify either number of bytes or key spec.");
    }
    if (number.isPresent()) {
      if (number.get() < 1 || number.get() > LONGEST_DATA_KEY) {
        throw Parameters.constraint(
            "NumberOfBytes", "Member must have value between 1 and " + LONGEST_DATA_KEY);
      }
      return number.get().intValue();
    }
    return switch (spec.orElseThrow()) {
      case "AES_256" -> 32;
      case "AES_128" -> 16;
      default ->
          throw Parameters.constraint(
              "KeySpec", "Member must satisfy enum value set: [AES_256, AES_128]");
    };
  }

  private static void checkAlgorithm(Parameters parameters) {
    if (!parameters.text("EncryptionAlgorithm").orElse(SYMMETRIC).equals(SYMMETRIC)) {
      throw new Refusal(
          "InvalidKeyUsageException", "The algorithm is incompatible with a symmetric key.");
    }
  }

  private static void checkDryRun(Parameters parameters) {
    if (parameters.flag("DryRun")) {
      throw new Refusal(
          412,
          "DryRunOperationException",
          "The request would have succeeded, but the DryRun option is set.");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
