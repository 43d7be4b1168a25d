package io.github.cognitocourier.providers.sms;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
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
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.Replies;
import io.github.cognitocourier.providers.wire.Wire;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sinch's SMS REST API, with a service plan's token. It hosts no templates. Safe for concurrent
 * use.
 *
 * @see <a href="https://developers.sinch.com/docs/sms/api-reference/sms/batches">Batches</a>
 * @see <a href="https://developers.sinch.com/docs/sms/api-reference/status-codes/">Status codes</a>
 */
public final class Sinch implements Provider<Sms> {

  private final Settings settings;
  private final Wire wire;

  private Sinch(Settings settings, Wire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Sinch of(
      ProviderUrl url, Environment environment, HostedTemplates hosted, Wire wire) {
    return new Sinch(Settings.of(url, environment), wire);
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
        name(), settings.token(), deadline, token -> request(sms, token), this::outcome);
  }

  /**
   * {@code sinch://account?service-plan=…&from=…&region=us|eu|au|br|ca&status-callback=…&
   * endpoint=…} and {@code SINCH_API_TOKEN}. Without a sender, Sinch's default originator sends.
   *
   * @param fixed the fields that are the same in every request
   */
  record Settings(
      String name, URI endpoint, String servicePlan, Credential token, Map<String, Object> fixed) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(Set.of("endpoint", "service-plan", "from", "region", "status-callback"));
      String plan = url.option("service-plan").orElse("");
      if (!plan.matches("[A-Za-z0-9_-]+")) {
        throw url.mistake("option service-plan must be the id of a service plan");
      }
      String region = url.option("region").orElse("us");
      if (!region.matches("us|eu|au|br|ca")) {
        throw url.mistake("option region must be us, eu, au, br or ca");
      }
      Credential token =
          environment.requireCredential(
              url.variable("API_TOKEN"), "the API token of the service plan at Sinch");
      URI host = url.endpoint("https://" + region + ".sms.api.sinch.com");
      return new Settings(url.name(), host, plan, token, fixed(url));
    }

    private static Map<String, Object> fixed(ProviderUrl url) {
      var fields = new LinkedHashMap<String, Object>();
      url.option("from").ifPresent(from -> fields.put("from", from));
      fields.put("delivery_report", url.option("status-callback").isPresent() ? EACH : "none");
      url.option("status-callback").ifPresent(callback -> fields.put("callback_url", callback));
      return fields;
    }

    /** A report of every change of state, not a summary of the batch. */
    private static final String EACH = "per_recipient";
  }

  Request request(Sms sms, Secret token) {
    var body = new LinkedHashMap<String, Object>();
    body.put("to", List.of(sms.to().value()));
    body.put("body", sms.text());
    body.putAll(settings.fixed());
    body.put("client_reference", sms.id().value());
    if (!sms.from().isEmpty()) {
      body.put("from", sms.from());
    }
    return Request.post(
        URI.create(settings.endpoint() + "/xms/v1/" + settings.servicePlan() + "/batches"),
        Fields.of("Authorization", "Bearer " + token.reveal(), "Content-Type", "application/json"),
        Json.write(body));
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    Optional<String> id = body.at("id").text().filter(text -> text.matches("[A-Za-z0-9]{10,64}"));
    if (answer.status() == 201 && id.isPresent()) {
      return new Outcome.Accepted(name(), Replies.messageId(id));
    }
    String code = body.at("code").text().filter(Sinch::isCode).orElse("");
    return switch (answer.status() == 400 || answer.status() == 403 ? code : "") {
      case "illegal_number_type" -> Replies.rejected(name(), "invalid_number", answer, code);
      case "blocked_account" -> Replies.misconfigured(name(), "account_inactive", answer, code);
      case "unknown_campaign" -> Replies.misconfigured(name(), "sender_refused", answer, code);
      default -> Replies.byStatus(name(), answer, code);
    };
  }

  /** Sinch's codes are words; anything else could be a part of somebody's message. */
  private static boolean isCode(String text) {
    return text.matches("[a-z]+(_[a-z]+){1,5}") && text.length() <= 50;
  }
}
