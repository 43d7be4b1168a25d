package io.github.cognitocourier.cli.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys of KMS, and whether Cognito has a grant on them. */
public final class FakeKms {

  private final Map<String, Map<String, Object>> keys = new ConcurrentHashMap<>();
  private final List<Object> grants = new CopyOnWriteArrayList<>();

  /** A key that serves Cognito. */
  public void holds(String arn) {
    keys.put(
        arn,
        new LinkedHashMap<>(
            Map.of(
                "KeyId", arn.substring(arn.indexOf('/') + 1),
                "Arn", arn,
                "KeyState", "Enabled",
                "KeySpec", "SYMMETRIC_DEFAULT",
                "KeyUsage", "ENCRYPT_DECRYPT",
                "KeyManager", "CUSTOMER")));
  }

  /** The same key with something wrong. */
  public void change(String arn, String field, String value) {
    keys.get(arn).put(field, value);
  }

  /** The grant that Cognito makes for itself. */
  public void grant(String userPoolId) {
    grants.add(
        Map.of(
            "GrantId", "grant-1",
            "GranteePrincipal", "cognito-idp.us-east-1.amazonaws.com",
            "Constraints", Map.of("EncryptionContextSubset", Map.of("userpool-id", userPoolId))));
  }

  Object serve(String operation, Map<String, Object> input) {
    Map<String, Object> key = keys.get(String.valueOf(input.get("KeyId")));
    if (key == null) {
      return new Refusal(
          400, "NotFoundException", "Key '" + input.get("KeyId") + "' does not exist");
    }
    return operation.equals("DescribeKey")
        ? Map.of("KeyMetadata", key)
        : Map.of("Grants", grants, "Truncated", false);
  }
}
