package io.github.cognitocourier.lambda;

import io.github.cognitocourier.aws.AwsJson;
import io.github.cognitocourier.aws.AwsSecrets;
import io.github.cognitocourier.aws.CognitoUsers;
import io.github.cognitocourier.aws.KmsDataKeys;
import io.github.cognitocourier.aws.Region;
import io.github.cognitocourier.core.Courier;
import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.delivery.Breaker;
import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.route.Routes;
import io.github.cognitocourier.core.route.RoutesReader;
import io.github.cognitocourier.core.route.Scope;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.Mistakes;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.template.Messages;
import io.github.cognitocourier.core.template.Templates;
import io.github.cognitocourier.core.trigger.Recipients;
import io.github.cognitocourier.core.trigger.Users;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.providers.wire.Wire;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Puts the rooms together, by hand, from one environment. */
public final class Wiring {

  private static final Pause PAUSE = Pause.ofThread();

  private final Environment environment;
  private final Path folder;
  private final Exchange exchange;
  private final InstantSource clock;
  private final Scope scope;
  private final Cryptography cryptography;
  private final Executor meanwhile;

  /**
   * Everything that is put together shares these.
   *
   * @param folder against which relative paths in the environment are resolved
   */
  public Wiring(Environment environment, Path folder, Exchange exchange, InstantSource clock) {
    this(
        environment,
        folder,
        exchange,
        clock,
        Scope.everything(),
        Cryptography.ofJdk(),
        Runnable::run);
  }

  private Wiring(
      Environment environment,
      Path folder,
      Exchange exchange,
      InstantSource clock,
      Scope scope,
      Cryptography cryptography,
      Executor meanwhile) {
    this.environment = environment;
    this.folder = folder;
    this.exchange = exchange;
    this.clock = clock;
    this.scope = scope;
    this.cryptography = cryptography;
    this.meanwhile = meanwhile;
  }

  /** The same for less than a function has to expect: for one message. */
  public Wiring within(Scope narrower) {
    return new Wiring(environment, folder, exchange, clock, narrower, cryptography, meanwhile);
  }

  /** The same with another cryptography than the JDK's. */
  Wiring with(Cryptography other) {
    return new Wiring(environment, folder, exchange, clock, scope, other, meanwhile);
  }

  /** The same, doing by {@code other} what needs not wait for KMS's answer. */
  Wiring doing(Executor other) {
    return new Wiring(environment, folder, exchange, clock, scope, cryptography, other);
  }

  /**
   * A courier that asks AWS to unwrap data keys, to look users up and to give providers' keys out.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings with one sentence per mistake
   */
  public Courier onAws() {
    return wiredOnAws().courier();
  }

  /** As {@link #onAws()}, with what can be made ready before there is a message. */
  Wired wiredOnAws() {
    var mistakes = new Mistakes();
    Optional<AwsJson> aws = mistakes.in(this::aws);
    Optional<Region> region = mistakes.in(() -> Region.of(environment));
    Secrets secrets =
        aws.isPresent() && region.isPresent()
            ? new AwsSecrets(aws.get(), region.get(), clock)
            : Secrets.NONE;
    var keys = new LinkedHashSet<String>();
    Optional<Stages> stages = mistakes.in(() -> telling(keys::add).stages(secrets));
    mistakes.stop();
    AwsJson client = aws.orElseThrow();
    Courier courier =
        courier(
            stages.orElseThrow(),
            new KmsDataKeys(client),
            new CognitoUsers(client, region.orElseThrow()));
    return new Wired(
        courier,
        client,
        secrets,
        keys.stream().flatMap(this::reference).distinct().toList(),
        FirstPlaces.providers(stages.orElseThrow().routes()));
  }

  private Wiring telling(Consumer<String> keys) {
    return new Wiring(
        environment.telling(keys), folder, exchange, clock, scope, cryptography, meanwhile);
  }

  private Stream<Credential.Reference> reference(String key) {
    return environment.requireCredential(key, "a key") instanceof Credential.Reference reference
        ? Stream.of(reference)
        : Stream.empty();
  }

  /**
   * A courier over other data keys and users: for a key in memory. AWS is asked for providers' keys
   * alone, and its credentials are needed only when there is a reference to one.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings with one sentence per mistake
   */
  public Courier courier(DataKeys dataKeys, Users users) {
    return courier(stages(kept()), dataKeys, users);
  }

  /** Only who refers to a secret needs AWS's credentials and region for it. */
  private Secrets kept() {
    if (!environment.refersToSecrets()) {
      return Secrets.NONE;
    }
    var mistakes = new Mistakes();
    Optional<AwsJson> aws = mistakes.in(this::aws);
    Optional<Region> region = mistakes.in(() -> Region.of(environment));
    if (aws.isEmpty() || region.isEmpty()) {
      mistakes.add("A provider's key is kept in AWS; its credentials and region are needed.");
    }
    mistakes.stop();
    return new AwsSecrets(aws.orElseThrow(), region.orElseThrow(), clock);
  }

  private AwsJson aws() {
    // A new one for each number: copies of a snapshot must not all rest equally long.
    RandomGenerator random = () -> new Random().nextLong();
    return AwsJson.of(environment, exchange, clock, random, PAUSE, cryptography);
  }

  private Courier courier(Stages stages, DataKeys dataKeys, Users users) {
    Settings settings = stages.settings();
    Delivery.OnUnknown onUnknown =
        settings.stopOnUnknown() ? Delivery.OnUnknown.STOP : Delivery.OnUnknown.FAIL_OVER;
    return new Courier(
        settings,
        new Decryptor(
            settings.keyArns(), dataKeys, settings.allowMissingUserPool(), cryptography, meanwhile),
        new Recipients(users),
        new Messages(stages.templates(), settings),
        stages.routes(),
        new Delivery(onUnknown, PAUSE, new Breaker(clock)),
        clock);
  }

  /** What the environment and the files that it names decide. */
  private record Stages(Settings settings, Templates templates, Routes routes) {}

  /** Reads everything before it gives up: a mistake in one setting does not hide the others. */
  private Stages stages(Secrets secrets) {
    var wire = new Wire(exchange, secrets);
    var mistakes = new Mistakes();
    Optional<CourierJson> document = mistakes.in(() -> Settings.document(environment, folder));
    Optional<Settings> settings = mistakes.in(() -> Settings.read(environment, folder));
    Optional<Path> files = environment.get(Settings.COURIER_TEMPLATES).map(folder::resolve);
    Optional<Templates> templates =
        mistakes.in(() ->
            document.isPresent() ? Templates.load(files, document.get()) : Templates.load(files));
    CourierJson known = document.orElse(CourierJson.none());
    HostedTemplatesUse.inVain(known).forEach(mistakes::add);
    var catalogue = new Catalogue(clock);
    Routes routes =
        new RoutesReader(environment, known, scope, mistakes)
            .read(
                url ->
                    catalogue.email(
                        url,
                        environment,
                        HostedTemplatesUse.by(url, known),
                        apis(url, document),
                        wire),
                url ->
                    catalogue.sms(
                        url,
                        environment,
                        HostedTemplatesUse.by(url, known),
                        apis(url, document),
                        wire));
    mistakes.stop();
    return new Stages(settings.orElseThrow(), templates.orElseThrow(), routes);
  }

  /** What a document has that could not be read nobody knows; that it could not is told already. */
  private static Map<String, HttpApi> apis(ProviderUrl url, Optional<CourierJson> document) {
    if (document.isEmpty() && url.scheme().equals("http")) {
      throw new InvalidSettings(List.of());
    }
    return document.map(CourierJson::httpApis).orElse(Map.of());
  }
}
