package io.github.cognitocourier.sandbox;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.fault.FaultKind;
import io.github.cognitocourier.sandbox.fault.Faults;
import io.github.cognitocourier.sandbox.fault.FaultsRoom;
import io.github.cognitocourier.sandbox.function.FunctionName;
import io.github.cognitocourier.sandbox.function.InFlight;
import io.github.cognitocourier.sandbox.function.InvokeRoom;
import io.github.cognitocourier.sandbox.function.LocalFunction;
import io.github.cognitocourier.sandbox.inbox.Inbox;
import io.github.cognitocourier.sandbox.inbox.InboxMessage;
import io.github.cognitocourier.sandbox.inbox.InboxRoom;
import io.github.cognitocourier.sandbox.inbox.PageRoom;
import io.github.cognitocourier.sandbox.kms.KeyRing;
import io.github.cognitocourier.sandbox.kms.KmsOperations;
import io.github.cognitocourier.sandbox.kms.KmsRoom;
import io.github.cognitocourier.sandbox.provider.ProviderRoom;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.provider.SandboxedProvider;
import io.github.cognitocourier.sandbox.smtp.SmtpSandbox;
import io.github.cognitocourier.sandbox.smtp.SmtpServer;
import io.github.cognitocourier.sandbox.trigger.TriggersRoom;
import io.github.cognitocourier.sandbox.web.FrontDoor;
import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.LocalCertificate;
import io.github.cognitocourier.testkit.LocalKeys;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The local cloud: KMS, Lambda's Invoke, a sandbox of every provider and the inbox, on one port of
 * 127.0.0.1 and mail on another, with one KMS key and one function in it. Nothing outlives {@link
 * #close()}. Safe for concurrent use.
 */
public final class Sandbox implements AutoCloseable {

  private static final FunctionName FUNCTION = new FunctionName("cognito-courier");
  private static final String USER_POOL_ID = "us-east-1_Sandbox00";
  private static final List<String> LOCALES = List.of("en", "de", "fr", "es", "pt-BR", "ja", "ar");
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final FrontDoor door;
  private final SmtpServer mail;
  private final Faults faults = new Faults();
  private final Inbox inbox;
  private final LocalFunction function;
  private final String kmsKeyArn;
  private final Map<String, String> environment;

  private Sandbox(
      FrontDoor door,
      SmtpServer mail,
      Opening opening,
      Function<Map<String, String>, RequestStreamHandler> functionFactory,
      Consumer<String> functionLog) {
    InstantSource clock = Clock.systemUTC();
    Supplier<UUID> ids = UUID::randomUUID;
    var random = new SecureRandom();
    var inFlight = new InFlight();
    var material = new LocalKeys(random);
    var keys = new KeyRing(material, clock, ids);
    this.door = door;
    this.mail = mail;
    this.kmsKeyArn = keys.createKey("Encrypts the codes of the sandbox's user pool");
    String aliasArn = keys.createAlias("alias/" + FUNCTION.value(), kmsKeyArn);
    List<ProviderSandbox> providers = ProviderSandboxes.all(clock, ids);
    List<SandboxedProvider> all =
        Stream.concat(providers.stream(), Stream.of(new SmtpSandbox(mail.port()))).toList();
    this.environment = FunctionEnvironment.of(door.uri(), kmsKeyArn, all, opening);
    this.inbox = new Inbox(inFlight::triggerSource, clock, ids);
    RequestStreamHandler handler = functionFactory.apply(environment);
    this.function =
        new LocalFunction(
            FUNCTION, handler, LocalFunction.TIMEOUT, inFlight, clock, ids, functionLog);
    List<String> names = all.stream().map(SandboxedProvider::name).toList();
    var events = new CognitoEvents(new CodeEncryptor(material, random), kmsKeyArn);
    mail.serve(faults, inbox, ids);
    door.leadTo(
        new Switchboard(
            new KmsRoom(new KmsOperations(keys, material), ids),
            new InvokeRoom(function, ids),
            providers.stream().map(each -> new ProviderRoom(each, faults, inbox)).toList(),
            new InboxRoom(inbox, HEARTBEAT),
            new TriggersRoom(events, function, USER_POOL_ID),
            new FaultsRoom(faults, names),
            settings(names, aliasArn),
            new PageRoom()));
  }

  private SettingsRoom settings(List<String> providers, String kmsAliasArn) {
    return new SettingsRoom(
        door.uri(),
        kmsKeyArn,
        kmsAliasArn,
        FUNCTION.value(),
        USER_POOL_ID,
        CognitoEvents.sources().stream().map(CognitoEvents.Source::triggerSource).toList(),
        providers,
        FaultKind.words(),
        LOCALES);
  }

  /**
   * Starts a sandbox on {@code port}, or on a free one when it is 0.
   *
   * @param functionFactory makes the function from the environment variables with which it reaches
   *     this sandbox; called once, and what it throws is thrown on
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static Sandbox start(
      int port, Function<Map<String, String>, RequestStreamHandler> functionFactory) {
    return start(port, functionFactory, line -> {});
  }

  /**
   * Starts a sandbox as {@link #start(int, Function)} does; each line that the function logs goes
   * to {@code functionLog}, on the thread that logs it.
   */
  public static Sandbox start(
      int port,
      Function<Map<String, String>, RequestStreamHandler> functionFactory,
      Consumer<String> functionLog) {
    return start(Opening.at(port), functionFactory, functionLog);
  }

  /** Starts a sandbox as {@link #start(int, Function, Consumer)} does, opened in this way. */
  public static Sandbox start(
      Opening opening,
      Function<Map<String, String>, RequestStreamHandler> functionFactory,
      Consumer<String> functionLog) {
    FrontDoor door =
        FrontDoor.open(
            opening.reach(), opening.port(), opening.certificate().map(LocalCertificate::server));
    try {
      return start(door, opening, functionFactory, functionLog);
    } catch (RuntimeException notStarted) {
      door.close();
      throw notStarted;
    }
  }

  private static Sandbox start(
      FrontDoor door,
      Opening opening,
      Function<Map<String, String>, RequestStreamHandler> functionFactory,
      Consumer<String> functionLog) {
    // Beside the other port, so that a mail client can be pointed at it.
    SmtpServer mail = SmtpServer.open(opening.port() == 0 ? 0 : opening.port() + 1);
    try {
      return new Sandbox(door, mail, opening, functionFactory, functionLog);
    } catch (RuntimeException noFunction) {
      mail.close();
      throw noFunction;
    }
  }

  /** The names of the providers of which there is a sandbox, by channel. */
  public static List<String> providers(Channel channel) {
    return Stream.concat(
            ProviderSandboxes.all(Clock.systemUTC(), UUID::randomUUID).stream(),
            Stream.of(new SmtpSandbox(0)))
        .filter(provider -> provider.channel() == channel)
        .map(SandboxedProvider::name)
        .toList();
  }

  /** Where it is: {@code http://127.0.0.1:8025}, or {@code https://localhost:8025}. */
  public URI uri() {
    return door.uri();
  }

  /** The port of its mail server on 127.0.0.1. */
  public int mailPort() {
    return mail.port();
  }

  /** The ARN of the key that exists from the start, the one that the function uses. */
  public String kmsKeyArn() {
    return kmsKeyArn;
  }

  /** The name under which the function is invoked. */
  public String functionName() {
    return FUNCTION.value();
  }

  /** The environment variables with which the function reaches this sandbox. */
  public Map<String, String> environment() {
    return environment;
  }

  /** What the providers' sandboxes accepted, newest first; the last 1,000. */
  public List<InboxMessage> messages() {
    return inbox.messages();
  }

  /** Drops every connection, ends every stream and interrupts the function. */
  @Override
  public void close() {
    faults.close();
    inbox.close();
    function.close();
    mail.close();
    door.close();
  }
}
