package io.github.cognitocourier.bench;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.LocalKeys;
import io.github.cognitocourier.testkit.LocalKeys.Opened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * What every contender meets: a KMS that takes 5 ms, a provider that takes 30 ms, both behind TLS,
 * and one event in Cognito's exact form.
 */
final class Cloud implements AutoCloseable {

  static final Duration KMS_DELAY = Duration.ofMillis(5);
  static final Duration PROVIDER_DELAY = Duration.ofMillis(30);

  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
  private static final String USER_POOL = "us-east-1_Bench0001";

  private final LocalKeys keys;
  private final byte[] event;
  private final String code;
  private final Stub kms;
  private final Stub provider;
  private final AtomicLong unwrapped = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong acceptedAt = new AtomicLong();

  Cloud(SSLContext tls) throws IOException {
    var random = new SecureRandom();
    keys = new LocalKeys(random).create(KEY_ARN);
    CognitoUser user = CognitoUser.in(USER_POOL);
    code = user.code();
    event =
        new CognitoEvents(new CodeEncryptor(keys, random), KEY_ARN)
            .event(new CognitoEvents.Source(Channel.EMAIL, Known.SIGN_UP), user);
    kms = Stub.open(tls, KMS_DELAY, this::decrypt);
    provider = Stub.open(tls, PROVIDER_DELAY, this::accept);
  }

  /** The event of a sign-up. */
  byte[] event() {
    return event.clone();
  }

  /** How many data keys KMS has unwrapped: one for each message, since none may be kept. */
  long unwrapped() {
    return unwrapped.get();
  }

  /** How many messages with the right code were accepted. */
  long accepted() {
    return accepted.get();
  }

  /** When the last of them was accepted, by {@link System#nanoTime()}. */
  long acceptedAt() {
    return acceptedAt.get();
  }

  /** What every function is told. */
  Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "bench"),
        Map.entry("AWS_ENDPOINT_URL_KMS", kms.url()),
        Map.entry("KMS_KEY_ARN", KEY_ARN),
        Map.entry("COURIER_FROM", "Example <no-reply@example.com>"),
        Map.entry("COURIER_EMAIL", "sendgrid://default?endpoint=" + provider.url()),
        Map.entry("SENDGRID_ENDPOINT", provider.url()),
        Map.entry("SENDGRID_API_KEY", "SG.bench"));
  }

  @Override
  public void close() {
    kms.close();
    provider.close();
  }

  private Stub.Reply decrypt(byte[] body) {
    Json request = Json.parse(new String(body, StandardCharsets.UTF_8));
    byte[] blob = Base64.getDecoder().decode(request.at("CiphertextBlob").requireText());
    var context = new HashMap<String, String>(request.at("EncryptionContext").texts());
    return switch (keys.decrypt(blob, context)) {
      case Opened.Invalid() -> json(400, Map.of("__type", "InvalidCiphertextException"));
      case Opened.Plaintext opened -> {
        unwrapped.incrementAndGet();
        yield json(
            200,
            Map.of(
                "KeyId",
                opened.keyArn(),
                "Plaintext",
                Base64.getEncoder().encodeToString(opened.plaintext()),
                "EncryptionAlgorithm",
                "SYMMETRIC_DEFAULT"));
      }
    };
  }

  private Stub.Reply accept(byte[] body) {
    if (!new String(body, StandardCharsets.UTF_8).contains(code)) {
      return json(400, Map.of("errors", "the code is missing"));
    }
    acceptedAt.set(System.nanoTime() + PROVIDER_DELAY.toNanos());
    accepted.incrementAndGet();
    return new Stub.Reply(202, Map.of("X-Message-Id", "bench"), new byte[0]);
  }

  private static Stub.Reply json(int status, Map<String, ?> document) {
    return new Stub.Reply(
        status,
        Map.of("Content-Type", "application/x-amz-json-1.1"),
        Json.write(document).getBytes(StandardCharsets.UTF_8));
  }
}
