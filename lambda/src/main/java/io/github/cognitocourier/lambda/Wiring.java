package io.github.cognitocourier.lambda;

import io.github.cognitocourier.aws.AwsJson;
import io.github.cognitocourier.aws.CognitoUsers;
import io.github.cognitocourier.aws.KmsDataKeys;
import io.github.cognitocourier.aws.Region;
import io.github.cognitocourier.core.Courier;
import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.route.Route;
import io.github.cognitocourier.core.route.Routes;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.template.Messages;
import io.github.cognitocourier.core.template.Templates;
import io.github.cognitocourier.core.trigger.Recipients;
import io.github.cognitocourier.core.trigger.Users;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.providers.Providers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Puts the rooms together, by hand, from one environment. */
public final class Wiring {

  private static final Pause PAUSE = wait -> LockSupport.parkNanos(wait.toNanos());

  private final Environment environment;
  private final Path folder;
  private final Exchange exchange;
  private final InstantSource clock;

  /**
   * Everything that is put together shares these.
   *
   * @param folder against which relative paths in the environment are resolved
   */
  public Wiring(Environment environment, Path folder, Exchange exchange, InstantSource clock) {
    this.environment = environment;
    this.folder = folder;
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * A courier that asks AWS to unwrap data keys and to look users up.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings with one sentence per mistake
   */
  public Courier onAws() {
    var aws = AwsJson.of(environment, exchange, clock, new SecureRandom(), PAUSE);
    return courier(new KmsDataKeys(aws), new CognitoUsers(aws, Region.of(environment)));
  }

  /**
   * A courier over other data keys and users: for a key in memory.
   *
   * @throws io.github.cognitocourier.core.settings.InvalidSettings with one sentence per mistake
   */
  public Courier courier(DataKeys dataKeys, Users users) {
    Settings settings = Settings.read(environment, folder);
    Templates templates = Templates.load(settings.templates());
    Delivery.OnUnknown onUnknown =
        settings.stopOnUnknown() ? Delivery.OnUnknown.STOP : Delivery.OnUnknown.FAIL_OVER;
    return new Courier(
        settings,
        new Decryptor(settings.keyArns(), dataKeys, settings.allowMissingUserPool()),
        new Recipients(users),
        new Messages(templates, settings),
        new Routes(
            providers(settings, Settings.COURIER_EMAIL, settings.emailRoute(), Providers::email),
            providers(settings, Settings.COURIER_SMS, settings.smsRoute(), Providers::sms)),
        new Delivery(onUnknown, PAUSE),
        clock);
  }

  private <P> List<P> providers(
      Settings settings, String name, Optional<String> route, Maker<P> maker) {
    return route.map(text -> Route.parse(name, text).providers()).orElse(List.of()).stream()
        .map(
            url -> maker.make(url, environment, settings.document().hostedBy(url.name()), exchange))
        .toList();
  }

  /** {@link Providers#email} or {@link Providers#sms}. */
  @FunctionalInterface
  private interface Maker<P> {

    P make(ProviderUrl url, Environment environment, HostedTemplates hosted, Exchange exchange);
  }
}
