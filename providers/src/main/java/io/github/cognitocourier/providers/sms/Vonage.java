package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.BasicAuth;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Vonage, formerly Nexmo: its SMS API or its Messages API. It hosts no templates for SMS. Safe for
 * concurrent use.
 *
 * @see VonageSms
 * @see VonageMessages
 * @see <a href="https://developer.vonage.com/en/getting-started/concepts/authentication">
 *     Authentication</a>
 */
public final class Vonage implements Provider<Sms> {

  private final Settings settings;
  private final Wire wire;

  private Vonage(Settings settings, Wire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Vonage of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Vonage(Settings.of(url, environment), wire);
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
    return wire.attempt(
        name(), settings.secret(), deadline, secret -> request(sms, secret), this::outcome);
  }

  private Request request(Sms sms, Secret secret) {
    return switch (settings.api()) {
      case SMS -> VonageSms.request(settings, sms, secret);
      case MESSAGES -> VonageMessages.request(settings, sms, secret);
    };
  }

  private Outcome outcome(Answered answer) {
    return switch (settings.api()) {
      case SMS -> VonageSms.outcome(name(), answer);
      case MESSAGES -> VonageMessages.outcome(name(), answer);
    };
  }

  /** Which of the two. */
  enum Api {
    SMS("https://rest.nexmo.com"),
    MESSAGES("https://api.nexmo.com");

    private final String host;

    Api(String host) {
      this.host = host;
    }
  }

  /**
   * {@code vonage://account?api-key=…&from=…&api=sms|messages&status-callback=…&endpoint=…} with
   * {@code VONAGE_API_SECRET}.
   */
  record Settings(
      String name,
      URI endpoint,
      Api api,
      String apiKey,
      Credential secret,
      String from,
      Optional<String> callback) {

    private static final Set<String> OPTIONS =
        Set.of("endpoint", "api", "api-key", "from", "status-callback");

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(OPTIONS);
      Api api =
          switch (url.option("api").orElse("sms")) {
            case "sms" -> Api.SMS;
            case "messages" -> Api.MESSAGES;
            default -> throw url.mistake("option api must be sms or messages");
          };
      String apiKey =
          url.option("api-key")
              .filter(key -> key.matches("[A-Za-z0-9]+"))
              .orElseThrow(
                  () -> url.mistake("option api-key must be the API key of the Vonage account"));
      String from =
          url.option("from")
              .filter(sender -> !sender.isBlank())
              .orElseThrow(() -> url.mistake("option from must be a sender, a number or a name"));
      return new Settings(
          url.name(),
          url.endpoint(api.host),
          api,
          apiKey,
          environment.requireCredential(
              url.variable("API_SECRET"), "the API secret of the Vonage account"),
          from,
          url.option("status-callback"));
    }

    String authorization(Secret secret) {
      return BasicAuth.header(apiKey, secret);
    }

    /** The brand's sender, or else the URL's. Vonage writes numbers without their plus sign. */
    String sender(Sms sms) {
      String sender = sms.from().isEmpty() ? from : sms.from();
      return sender.startsWith("+") ? sender.substring(1) : sender;
    }
  }

  /** As Vonage writes numbers: without the plus sign. */
  static String digits(PhoneNumber number) {
    return number.value().substring(1);
  }

  /** Our id as Vonage's reference, which has at most 100 characters. */
  static String reference(Sms sms) {
    String id = sms.id().value();
    return id.substring(0, Math.min(id.length(), 100));
  }
}
