package io.github.cognitocourier.bench.micro;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.template.Messages;
import io.github.cognitocourier.core.template.Templates;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Parsed;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.LocalKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.conscrypt.Conscrypt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Under the flags of Lambda's managed runtime, which compiles no further than C1. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"})
public class Stages {

  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
  private static final String ROUTE = "sendgrid://default";

  private final InstantSource clock = InstantSource.system();
  private final LocalKeys keys = new LocalKeys(new SecureRandom()).create(KEY_ARN);
  private final CognitoUser user = CognitoUser.in("us-east-1_Bench0001");
  private final byte[] event =
      new CognitoEvents(new CodeEncryptor(keys, new SecureRandom()), KEY_ARN)
          .event(new CognitoEvents.Source(Channel.EMAIL, Known.SIGN_UP), user);
  private final Trigger trigger = trigger(event);
  private final EncryptedCode code = trigger.code().orElseThrow();
  private final Decryptor jdk = new Decryptor(List.of(KEY_ARN), keys, false);
  private final Decryptor boring =
      new Decryptor(
          List.of(KEY_ARN), keys, false, Cryptography.of(Conscrypt.newProvider()), Runnable::run);
  private final Environment environment =
      Environment.of(
          Map.of(
              "KMS_KEY_ARN",
              KEY_ARN,
              "COURIER_FROM",
              "Example <no-reply@example.com>",
              "COURIER_EMAIL",
              ROUTE,
              "SENDGRID_API_KEY",
              "SG.bench"));
  private final Messages messages =
      new Messages(Templates.load(Optional.empty()), Settings.read(environment, Path.of("")));
  private final Provider<Email> sendGrid =
      Providers.email(
          ProviderUrl.parse("COURIER_EMAIL", ROUTE),
          environment,
          HostedTemplates.NONE,
          Map.of(),
          new Wire(
              (_, _) -> new Reply.Answered(202, Map.of("X-Message-Id", "bench"), ""),
              Secrets.NONE));
  private final EmailAddress to = EmailAddress.parse(user.email()).orElseThrow();
  private final Decryption.Decrypted decrypted = (Decryption.Decrypted) decodeByJdk();
  private final Email mail = render();

  private static Trigger trigger(byte[] event) {
    return (Trigger) Trigger.parse(event);
  }

  /** Cognito's JSON becomes a trigger. */
  @Benchmark
  public Parsed parse() {
    return Trigger.parse(event);
  }

  /** Decode, derive, open, verify; the data key is unwrapped in memory. */
  @Benchmark
  public final Decryption decodeByJdk() {
    return jdk.decrypt(code, user.userPoolId(), deadline());
  }

  /** The same by BoringSSL. */
  @Benchmark
  public Decryption decodeByBoringSsl() {
    return boring.decrypt(code, user.userPoolId(), deadline());
  }

  /** Subject, text and HTML of the default template. */
  @Benchmark
  public final Email render() {
    return messages.email(
        new Messages.Topic(
            decrypted.id(),
            trigger,
            Known.SIGN_UP,
            trigger.userAttributes(),
            Optional.of(decrypted.code())),
        to);
  }

  /** The adapter's request, and what the answer means. */
  @Benchmark
  public Outcome adapter() {
    return sendGrid.send(mail, deadline());
  }

  private Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(4), clock);
  }
}
