package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Data keys unwrapped by KMS, in the region of the key's ARN. Needs {@code kms:Decrypt} on the key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt</a>
 */
public final class KmsDataKeys implements DataKeys {

  private final AwsJson client;

  /** Over this client. */
  public KmsDataKeys(AwsJson client) {
    this.client = client;
  }

  /**
   * Where KMS is asked about {@code keyArn}; empty when that names no region. Throws {@link
   * io.github.cognitocourier.core.settings.InvalidSettings} as {@link Endpoints#of} does.
   */
  public static Optional<URI> endpoint(String keyArn, Environment environment) {
    return Region.ofArn(keyArn, AwsService.KMS)
        .map(region -> Endpoints.of(environment).of(AwsService.KMS, region));
  }

  @Override
  public Unwrapped unwrap(
      String keyArn, byte[] wrapped, Map<String, String> encryptionContext, Deadline deadline) {
    Optional<Region> region = Region.ofArn(keyArn, AwsService.KMS);
    if (region.isEmpty()) {
      return new Unwrapped.Refused(Reason.WRONG_KMS_KEY, "not_a_key_arn");
    }
    Map<String, Object> input =
        Map.of(
            "KeyId",
            keyArn,
            "CiphertextBlob",
            Base64.getEncoder().encodeToString(wrapped),
            "EncryptionContext",
            encryptionContext);
    return switch (client.call(AwsService.KMS, region.get(), "Decrypt", input, deadline)) {
      case AwsReply.Answer(Json output) -> key(output);
      case AwsReply.ServiceError(String code, int ignored) ->
          new Unwrapped.Refused(reason(code), code);
      case AwsReply.Unreachable(var fault) -> unavailable(fault.word());
      case AwsReply.NoCredentials(String reason) -> unavailable(reason);
    };
  }

  private static Unwrapped key(Json output) {
    Optional<String> keyArn = output.at("KeyId").text();
    Optional<byte[]> plaintext = output.at("Plaintext").text().flatMap(KmsDataKeys::decoded);
    if (keyArn.isEmpty() || plaintext.isEmpty()) {
      return unavailable("malformed_reply");
    }
    var dataKey = new SecretKeySpec(plaintext.get(), "AES");
    Arrays.fill(plaintext.get(), (byte) 0);
    return new Unwrapped.Key(keyArn.get(), dataKey);
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /**
   * A key that KMS does not find, or that cannot decrypt at all, is the wrong one: no later attempt
   * would find it. Errors about the caller's identity are a denial.
   */
  private static Reason reason(String code) {
    return switch (code) {
      case "AccessDeniedException",
          "AccessDenied",
          "IncompleteSignatureException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "UnrecognizedClientException" ->
          Reason.KMS_DENIED;
      case "DisabledException", "KMSInvalidStateException" -> Reason.KMS_KEY_DISABLED;
      case "InvalidCiphertextException" -> Reason.TAMPERED;
      case "IncorrectKeyException", "InvalidKeyUsageException", "NotFoundException" ->
          Reason.WRONG_KMS_KEY;
      default -> Reason.KMS_UNAVAILABLE;
    };
  }

  private static Unwrapped unavailable(String word) {
    return new Unwrapped.Refused(Reason.KMS_UNAVAILABLE, word);
  }
}
