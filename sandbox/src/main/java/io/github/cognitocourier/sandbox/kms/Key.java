package io.github.cognitocourier.sandbox.kms;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One symmetric key: what KMS tells about it. */
record Key(String id, String description, Instant createdAt, boolean enabled) {

  private static final String ARN = "arn:aws:kms:us-east-1:" + KeyRing.ACCOUNT + ":key/";

  String arn() {
    return ARN + id;
  }

  Key with(boolean nowEnabled) {
    return new Key(id, description, createdAt, nowEnabled);
  }

  /** AWS's {@code KeyListEntry}. */
  Map<String, Object> entry() {
    return Map.of("KeyId", id, "KeyArn", arn());
  }

  /** AWS's {@code KeyMetadata}. */
  Map<String, Object> metadata() {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("AWSAccountId", KeyRing.ACCOUNT);
    metadata.put("KeyId", id);
    metadata.put("Arn", arn());
    metadata.put("CreationDate", seconds(createdAt));
    metadata.put("Enabled", enabled);
    metadata.put("Description", description);
    metadata.put("KeyUsage", "ENCRYPT_DECRYPT");
    metadata.put("KeyState", enabled ? "Enabled" : "Disabled");
    metadata.put("Origin", "AWS_KMS");
    metadata.put("KeyManager", "CUSTOMER");
    metadata.put("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT");
    metadata.put("KeySpec", "SYMMETRIC_DEFAULT");
    metadata.put("EncryptionAlgorithms", List.of("SYMMETRIC_DEFAULT"));
    metadata.put("MultiRegion", false);
    return metadata;
  }

  /** A moment as AWS's JSON protocol writes it. */
  static long seconds(Instant moment) {
    return moment.getEpochSecond();
  }
}
