package io.github.cognitocourier.sandbox;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables with which a function reaches the sandbox. No credential in it opens
 * anything.
 */
final class FunctionEnvironment {

  private FunctionEnvironment() {}

  static Map<String, String> of(URI sandbox, String kmsKeyArn) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "sandbox");
    environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
    // For every service, not for KMS alone: no call may leave this machine.
    environment.put("AWS_ENDPOINT_URL", sandbox.toString());
    environment.put("KMS_KEY_ARN", kmsKeyArn);
    environment.put("COURIER_FROM", "Cognito Courier <no-reply@example.com>");
    environment.put("COURIER_EMAIL", "sendgrid://default?endpoint=" + sandbox + "/sendgrid");
    environment.put("SENDGRID_API_KEY", "dummy");
    environment.put(
        "COURIER_SMS", "twilio://default?endpoint=" + sandbox + "/twilio&from=+15005550006");
    environment.put("TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000");
    environment.put("TWILIO_AUTH_TOKEN", "dummy");
    // cognito-local writes no user pool into its encryption context.
    environment.put("COURIER_ALLOW_MISSING_USER_POOL", "true");
    return Map.copyOf(environment);
  }
}
