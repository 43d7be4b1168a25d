package io.github.cognitocourier.bench.official;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitocourier.core.code.Code;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.template.Messages;
import io.github.cognitocourier.core.template.Templates;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Decrypts with the AWS Encryption SDK over the AWS SDK's client of KMS, with its lightest
 * transport; writes and sends as ours does, to one provider. It does what the bench needs of it.
 */
public final class OfficialFunction implements RequestStreamHandler {

  private final AwsCrypto crypto =
      AwsCrypto.builder().withCommitmentPolicy(CommitmentPolicy.RequireEncryptAllowDecrypt).build();
  private final InstantSource clock = InstantSource.system();
  private final KmsMasterKeyProvider keys;
  private final Messages messages;
  private final Provider<Email> provider;

  /** As Lambda makes it. */
  public OfficialFunction() {
    var environment = Environment.of(System.getenv());
    var settings = Settings.read(environment, Path.of(""));
    keys =
        KmsMasterKeyProvider.builder()
            .builderSupplier(
                () -> KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))
            .buildStrict(settings.keyArns());
    messages = new Messages(Templates.load(Optional.empty()), settings);
    provider =
        Providers.email(
            ProviderUrl.parse("COURIER_EMAIL", environment.get("COURIER_EMAIL").orElseThrow()),
            environment,
            HostedTemplates.NONE,
            Map.of(),
            new Wire(new HttpExchange(clock), Secrets.NONE));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    if (!(Trigger.parse(input.readAllBytes()) instanceof Trigger trigger)
        || !(trigger.source() instanceof TriggerSource.Known source)) {
      throw new IOException("not an event of Cognito");
    }
    byte[] encrypted = Base64.getDecoder().decode(trigger.code().orElseThrow().base64());
    byte[] code = crypto.decryptData(keys, encrypted).getResult();
    var topic =
        new Messages.Topic(
            new NotificationId(context.getAwsRequestId().replace("-", "")),
            trigger,
            source,
            trigger.userAttributes(),
            Optional.of(new Code(new String(code, StandardCharsets.UTF_8))));
    EmailAddress to =
        EmailAddress.parse(trigger.userAttributes().getOrDefault("email", "")).orElseThrow();
    Outcome outcome =
        provider.send(messages.email(topic, to), Deadline.in(Duration.ofSeconds(4), clock));
    if (!(outcome instanceof Outcome.Accepted)) {
      throw new IOException(outcome.word());
    }
    output.write('{');
    output.write('}');
  }
}
