package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.CognitoGrant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Whether a key serves Cognito: enabled, symmetric, for encryption, and the customer's own. */
final class KeyInspection {

  private KeyInspection() {}

  /** Why not, one sentence each; throws the SDK's exceptions, also when there is no such key. */
  static List<String> obstacles(KmsClient kms, KeyArn key) {
    KeyMetadata metadata = kms.describeKey(request -> request.keyId(key.text())).keyMetadata();
    var obstacles = new ArrayList<String>();
    if (metadata.keyState() != KeyState.ENABLED) {
      obstacles.add(
          "The key is not enabled (its state is " + metadata.keyStateAsString() + "): enable it.");
    }
    if (metadata.keySpec() != KeySpec.SYMMETRIC_DEFAULT
        || metadata.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
      obstacles.add(
          "The key is not symmetric, for encryption (it is "
              + metadata.keySpecAsString()
              + ", "
              + metadata.keyUsageAsString()
              + "), and Cognito takes no other: create one of SYMMETRIC_DEFAULT.");
    }
    if (metadata.keyManager() == KeyManagerType.AWS) {
      obstacles.add(
          "The key is managed by AWS, and Cognito needs one of your own: create a customer managed"
              + " key.");
    }
    return List.copyOf(obstacles);
  }

  /** Whether Cognito has got its grant, as a sentence. */
  static String grant(KmsClient kms, KeyArn key, String userPoolId) {
    try {
      boolean granted =
          kms.listGrantsPaginator(request -> request.keyId(key.text())).grants().stream()
              .anyMatch(grant -> CognitoGrant.serves(grant, userPoolId));
      return granted
          ? "The key has a grant for Cognito."
          : "No grant for Cognito is seen on the key: send a test message before you rely on it"
              + " (./courier doctor tells more).";
    } catch (SdkException refused) {
      return "Whether Cognito has its grant on the key is not known (it takes kms:ListGrants).";
    }
  }
}
