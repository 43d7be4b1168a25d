package io.github.cognitocourier.sandbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitocourier.core.code.Code;
import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A small custom sender, wired by hand from the sandbox's environment: decrypts with KMS over HTTP,
 * sends one message, logs one line, throws when it was not accepted.
 */
final class SmallSender implements RequestStreamHandler {

  private final Map<String, String> environment;
  private final HttpClient client = HttpClient.newHttpClient();
  private final KmsClient kms;

  SmallSender(Map<String, String> environment) {
    this.environment = environment;
    this.kms =
        KmsClient.builder()
            .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL")))
            .region(Region.of(environment.get("AWS_REGION")))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"))))
            .build();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    if (!(Trigger.parse(in.readAllBytes()) instanceof Trigger trigger)) {
      throw new IllegalArgumentException("malformed event");
    }
    String text = trigger.code().map(code -> "Code " + open(trigger)).orElse("New sign-in");
    int status = send(trigger, text);
    boolean accepted = status / 100 == 2;
    String provider = trigger.channel() == Channel.EMAIL ? "sendgrid" : "twilio";
    var line = new LinkedHashMap<String, Object>();
    line.put("level", accepted ? "INFO" : "ERROR");
    line.put("event", "notification");
    line.put("result", accepted ? "delivered" : "failed");
    line.put("provider", provider);
    if (!accepted) {
      line.put("reason", "refused (" + status + ")");
      line.put("advice", "Look at the provider.");
    }
    line.put(
        "attempts",
        List.of(Map.of("provider", provider, "outcome", accepted ? "accepted" : "misconfigured")));
    line.put("durationMillis", 12);
    context.getLogger().log(Json.write(line) + "\n");
    if (!accepted) {
      throw new IllegalStateException("not accepted");
    }
  }

  private String open(Trigger trigger) {
    var decryptor = new Decryptor(List.of(environment.get("KMS_KEY_ARN")), this::unwrap, false);
    var deadline = Deadline.in(Duration.ofSeconds(10), Clock.systemUTC());
    return switch (decryptor.decrypt(
        trigger.code().orElseThrow(), trigger.userPoolId(), deadline)) {
      case Decryption.Decrypted(Code code, var id) -> code.reveal();
      case Decryption.Refused(var reason, var detail) ->
          throw new IllegalStateException(reason + " " + detail);
    };
  }

  private DataKeys.Unwrapped unwrap(
      String keyArn, byte[] wrapped, Map<String, String> context, Deadline deadline) {
    var opened =
        kms.decrypt(request ->
            request
                .keyId(keyArn)
                .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                .encryptionContext(context));
    return new DataKeys.Unwrapped.Key(
        opened.keyId(), new SecretKeySpec(opened.plaintext().asByteArray(), "AES"));
  }

  private int send(Trigger trigger, String text) throws IOException {
    HttpRequest request =
        switch (trigger.channel()) {
          case EMAIL -> mail(trigger.userAttributes().get("email"), text);
          case SMS -> text(trigger.userAttributes().get("phone_number"), text);
        };
    try {
      return client.send(request, BodyHandlers.ofString()).statusCode();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private HttpRequest mail(String to, String text) {
    var url = ProviderUrl.parse("COURIER_EMAIL", environment.get("COURIER_EMAIL"));
    Object body =
        Map.of(
            "personalizations", List.of(Map.of("to", List.of(Map.of("email", to)))),
            "from", Map.of("email", "no-reply@example.com"),
            "subject", "Example",
            "content", List.of(Map.of("type", "text/plain", "value", text)));
    return HttpRequest.newBuilder(URI.create(url.endpoint("") + "/v3/mail/send"))
        .header("Authorization", "Bearer " + environment.get("SENDGRID_API_KEY"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(Json.write(body)))
        .build();
  }

  private HttpRequest text(String to, String text) {
    var url = ProviderUrl.parse("COURIER_SMS", environment.get("COURIER_SMS"));
    String account = environment.get("TWILIO_ACCOUNT_SID");
    return HttpRequest.newBuilder(
            URI.create(url.endpoint("") + "/2010-04-01/Accounts/" + account + "/Messages.json"))
        .header("Authorization", Caller.basic(account, environment.get("TWILIO_AUTH_TOKEN")))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(
            BodyPublishers.ofString(
                Caller.form(
                    Map.of("To", to, "From", url.option("from").orElseThrow(), "Body", text))))
        .build();
  }
}
