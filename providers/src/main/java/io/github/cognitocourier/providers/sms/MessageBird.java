package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Bird, formerly MessageBird: the REST API of MessageBird's days, or the platform API of 2026. Safe
 * for concurrent use.
 *
 * @see MessageBirdRest
 * @see BirdPlatform
 */
public final class MessageBird implements Provider<Sms> {

  private final Settings settings;
  private final HostedTemplates hosted;
  private final Wire wire;

  private MessageBird(Settings settings, HostedTemplates hosted, Wire wire) {
    this.settings = settings;
    this.hosted = hosted;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static MessageBird of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new MessageBird(Settings.of(url, environment), hosted, wire);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(settings.endpoint());
  }

  @Override
  public Outcome send(Sms sms, Deadline deadline) {
    return wire.attempt(name(), settings.key(), deadline, key -> request(sms, key), this::outcome);
  }

  private Request request(Sms sms, Secret key) {
    return switch (settings.api()) {
      case REST -> MessageBirdRest.request(settings, sms, key);
      case BIRD -> BirdPlatform.request(settings, sms, hosted.id(sms.template()), key);
    };
  }

  private Outcome outcome(Answered answer) {
    return switch (settings.api()) {
      case REST -> MessageBirdRest.outcome(name(), answer);
      case BIRD -> BirdPlatform.outcome(name(), answer);
    };
  }

  /** Which of the two. */
  enum Api {
    REST,
    BIRD
  }

  /**
   * {@code messagebird://account?from=…&api=rest|bird&region=…&status-callback=…&endpoint=…} with
   * {@code MESSAGEBIRD_ACCESS_KEY}.
   */
  record Settings(
      String name, URI endpoint, Api api, Credential key, String from, Optional<String> callback) {

    private static final Set<String> OPTIONS =
        Set.of("endpoint", "api", "region", "from", "status-callback");

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(OPTIONS);
      Api api =
          switch (url.option("api").orElse("rest")) {
            case "rest" -> Api.REST;
            case "bird" -> Api.BIRD;
            default -> throw url.mistake("option api must be rest or bird");
          };
      if (api == Api.BIRD && url.option("status-callback").isPresent()) {
        throw url.mistake("option status-callback is for api=rest; Bird has webhooks");
      }
      String from =
          url.option("from")
              .filter(sender -> !sender.isBlank())
              .orElseThrow(() -> url.mistake("option from must be a sender, a number or a name"));
      return new Settings(
          url.name(),
          url.endpoint("https://" + host(url, api)),
          api,
          environment.requireCredential(
              url.variable("ACCESS_KEY"), "the access key of MessageBird, or an API key of Bird"),
          from,
          url.option("status-callback"));
    }

    private static String host(ProviderUrl url, Api api) {
      Optional<String> region = url.option("region");
      return switch (api) {
        case REST -> {
          if (region.isPresent()) {
            throw url.mistake("option region is for api=bird");
          }
          yield "rest.messagebird.com";
        }
        case BIRD ->
            region
                .filter(name -> name.matches("[a-z]{2}[0-9]"))
                .map(name -> name + ".platform.bird.com")
                .orElseThrow(() ->
                    url.mistake(
                        "option region must be the one in the API key (bk_eu1_… is region=eu1)"));
      };
    }

    /** The brand's sender, or else the URL's. */
    String sender(Sms sms) {
      return sms.from().isEmpty() ? from : sms.from();
    }
  }
}
