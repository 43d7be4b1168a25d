package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
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
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plivo's Message API. It hosts no templates for SMS. Safe for concurrent use.
 *
 * @see <a href="https://www.plivo.com/docs/messaging/api/message/send-a-message">Send a message</a>
 * @see <a
 *     href="https://www.plivo.com/docs/messaging/concepts/destination-number-validation">Destination
 *     number validation</a>
 */
public final class Plivo implements Provider<Sms> {

  private final Settings settings;
  private final Wire wire;

  private Plivo(Settings settings, Wire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Plivo of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Plivo(Settings.of(url, environment), wire);
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
        name(),
        settings.token(),
        deadline,
        token -> request(sms, token),
        answer -> outcome(answer, sms.to()));
  }

  /**
   * {@code plivo://account?auth-id=…&from=…|powerpack=…&status-callback=…&
   * retain-content=true|false&endpoint=…} and {@code PLIVO_AUTH_TOKEN}.
   *
   * @param fixed the fields that are the same in every request
   */
  record Settings(
      String name, URI endpoint, String authId, Credential token, Map<String, Object> fixed) {

    private static final String OPTIONS =
        "endpoint auth-id from powerpack status-callback retain-content";

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of(OPTIONS.split(" ")));
      String authId = url.option("auth-id").orElse("");
      if (!authId.matches("[A-Za-z0-9]+")) {
        throw url.mistake("option auth-id must be the Auth ID of the account (MA… or SA…)");
      }
      if (url.option("from").isPresent() == url.option("powerpack").isPresent()) {
        throw url.mistake("give either option from or option powerpack");
      }
      Credential token =
          environment.requireCredential(
              url.variable("AUTH_TOKEN"), "the Auth Token of the Plivo account");
      URI host = url.endpoint("https://api.plivo.com");
      return new Settings(url.name(), host, authId, token, fixed(url));
    }

    private static Map<String, Object> fixed(ProviderUrl url) {
      var fields = new LinkedHashMap<String, Object>();
      url.option("from").ifPresent(from -> fields.put("src", from));
      url.option("powerpack").ifPresent(uuid -> fields.put("powerpack_uuid", uuid));
      url.option("status-callback")
          .ifPresent(callback -> {
            fields.put("url", callback);
            fields.put("method", "POST");
          });
      if (url.option("retain-content").isPresent() && !url.flag("retain-content")) {
        fields.put("log", "false");
      }
      return fields;
    }
  }

  Request request(Sms sms, Secret token) {
    var body = new LinkedHashMap<String, Object>();
    body.put("dst", sms.to().value());
    body.put("text", sms.text());
    body.put("type", "sms");
    // Plivo takes 5 to 10,799 seconds.
    body.put("message_expiry", Math.clamp(sms.usefulFor().toSeconds(), 5, 10_799));
    body.putAll(settings.fixed());
    if (!sms.from().isEmpty()) {
      // Plivo takes one of the two, never both.
      body.remove("powerpack_uuid");
      body.put("src", sms.from());
    }
    return Request.post(
        // Plivo answers 404 without the last slash.
        URI.create(settings.endpoint() + "/v1/Account/" + settings.authId() + "/Message/"),
        Fields.of(
            "Authorization",
            BasicAuth.header(settings.authId(), token),
            "Content-Type",
            "application/json"),
        Json.write(body));
  }

  Outcome outcome(Answered answer, PhoneNumber to) {
    Json body = Json.lenient(answer.body());
    Optional<String> uuid =
        body.at("message_uuid").at(0).text().filter(id -> id.matches("[0-9a-fA-F-]{36}"));
    if (answer.status() == 202 && uuid.isPresent()) {
      return new Outcome.Accepted(name(), Replies.messageId(uuid));
    }
    return refusesNumber(answer, body, to.value().substring(1))
        ? Replies.rejected(name(), "invalid_number", answer, "")
        : Replies.byStatus(name(), answer, "");
  }

  /**
   * Plivo has no error codes. It documents one sentence about an invalid number, which could as
   * well be the sender's: it must be about exactly this recipient. A list of several recipients has
   * the invalid ones in {@code invalid_number}.
   */
  private static boolean refusesNumber(Answered answer, Json body, String digits) {
    return switch (answer.status()) {
      case 202 -> isNumber(body.at("invalid_number").at(0).text().orElse(""), digits);
      case 400 -> {
        String error = body.at("error").text().orElse("");
        String about = " is not a valid phone number";
        int end = error.indexOf(about);
        yield end > 0 && isNumber(error.substring(0, end), digits);
      }
      default -> false;
    };
  }

  private static boolean isNumber(String text, String digits) {
    return text.replaceAll("['\"+]", "").equals(digits);
  }
}
