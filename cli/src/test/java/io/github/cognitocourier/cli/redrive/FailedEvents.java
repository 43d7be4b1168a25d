package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.DataKeySource.DataKey;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** Lambda's records of genuine events, whose codes a key of the sandbox's KMS has encrypted. */
final class FailedEvents {

  static final String POOL = "us-east-1_Sandbox00";
  static final String FUNCTION =
      "arn:aws:lambda:us-east-1:123456789012:function:cognito-courier:$LATEST";

  /** Not the sandbox's own sender, to which Twilio would refuse to send. */
  static final String PHONE = "+12025550143";

  private static final CognitoUser USER =
      CognitoUser.in(POOL)
          .withUserName(Sentinels.USER_NAME)
          .withEmail(Sentinels.ADDRESS)
          .withPhoneNumber(PHONE)
          .withCode(Sentinels.CODE)
          .withTemporaryPassword(Sentinels.PASSWORD);

  private final CognitoEvents events;

  FailedEvents(URI sandbox, String keyArn) {
    this.events =
        new CognitoEvents(
            new CodeEncryptor((key, context) -> dataKey(sandbox, key, context), new SecureRandom()),
            keyArn);
  }

  private static DataKey dataKey(URI sandbox, String keyArn, Map<String, String> context) {
    try (KmsClient kms = Clients.at(sandbox, KmsClient.builder())) {
      GenerateDataKeyResponse key =
          kms.generateDataKey(request ->
              request.keyId(keyArn).keySpec(DataKeySpec.AES_256).encryptionContext(context));
      return new DataKey(
          new SecretKeySpec(key.plaintext().asByteArray(), "AES"),
          key.ciphertextBlob().asByteArray());
    }
  }

  /** The record of an event that the function threw for, three times. */
  String failed(String triggerSource, Instant at) {
    return record("retries-exhausted.json", triggerSource, FUNCTION, at);
  }

  /** Such a record, from another function. */
  String failedIn(String function, String triggerSource, Instant at) {
    return record("retries-exhausted.json", triggerSource, function, at);
  }

  /** The record of an event that the function never saw. */
  String neverInvoked(String triggerSource, Instant at) {
    return record("event-age-exceeded.json", triggerSource, FUNCTION, at);
  }

  private String record(String fixture, String triggerSource, String function, Instant at) {
    CognitoEvents.Source source =
        CognitoEvents.sources().stream()
            .filter(each -> each.triggerSource().equals(triggerSource))
            .findFirst()
            .orElseThrow();
    // Cognito lists no address for a takeover, but sends the user's attributes where it has them.
    CognitoUser user =
        source.trigger().carriesCode() ? USER : USER.withAttribute("email", Sentinels.ADDRESS);
    String event = new String(events.event(source, user), StandardCharsets.UTF_8);
    return Sentinels.fill(
        text(fixture)
            .replace("{{timestamp}}", at.toString())
            .replace("{{function}}", function)
            .replace("{{event}}", event));
  }

  static String text(String fixture) {
    try (var file = FailedEvents.class.getResourceAsStream(fixture)) {
      return new String(
          Objects.requireNonNull(file, fixture).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
