package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.aws.AwsService;
import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.aws.ErrorName;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * AWS End User Messaging SMS, SendTextMessage. It hosts no templates. Safe for concurrent use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html">
 *     SendTextMessage</a>
 */
public final class EndUserMessaging implements Provider<Sms> {

  private static final Pattern REASON = Pattern.compile("[A-Z_]{1,64}");

  private final Settings settings;
  private final AwsWire wire;

  private EndUserMessaging(Settings settings, AwsWire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static EndUserMessaging of(ProviderUrl url, Environment environment, AwsWire wire) {
    return new EndUserMessaging(Settings.of(url, environment), wire);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(settings.place().base());
  }

  @Override
  public Outcome send(Sms sms, Deadline deadline) {
    Place place = settings.place();
    return wire.attempt(
        name(), request(sms), place.service(), place.region(), deadline, this::outcome);
  }

  /**
   * {@code aws-sms://account?region=…&from=…&configuration-set=…&protect-configuration=…&
   * max-price=…&india-entity=…&india-template=…&sandbox=true|false&endpoint=…}, with the function's
   * own credentials. Without a sender the account decides.
   *
   * @param fixed the members that are the same in every request
   */
  record Settings(
      String name, Place place, String from, Map<String, Object> fixed, Map<String, String> india) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(
          Set.of(
              "endpoint",
              "region",
              "from",
              "configuration-set",
              "protect-configuration",
              "max-price",
              "india-entity",
              "india-template",
              "sandbox"));
      var fixed = new LinkedHashMap<String, Object>();
      url.option("configuration-set").ifPresent(set -> fixed.put("ConfigurationSetName", set));
      url.option("protect-configuration")
          .ifPresent(protect -> fixed.put("ProtectConfigurationId", protect));
      SmsOptions.maxPrice(url).ifPresent(price -> fixed.put("MaxPrice", price));
      if (url.flag("sandbox")) {
        fixed.put("DryRun", true);
      }
      return new Settings(
          url.name(),
          Place.of(url, environment, AwsService.SMS_VOICE),
          url.option("from").orElse(""),
          fixed,
          SmsOptions.india(url, "IN_ENTITY_ID", "IN_TEMPLATE_ID"));
    }
  }

  Request request(Sms sms) {
    var body = new LinkedHashMap<String, Object>();
    body.put("DestinationPhoneNumber", sms.to().value());
    String from = sms.from().isEmpty() ? settings.from() : sms.from();
    if (!from.isEmpty()) {
      body.put("OriginationIdentity", from);
    }
    body.put("MessageBody", sms.text());
    body.put("MessageType", "TRANSACTIONAL");
    // AWS takes 5 to 259,200 seconds.
    body.put("TimeToLive", Math.clamp(sms.usefulFor().toSeconds(), 5, 259_200));
    var context = new LinkedHashMap<String, String>();
    context.put("notification_id", sms.id().value());
    context.put("trigger", sms.template().trigger());
    body.put("Context", context);
    if (!settings.india().isEmpty() && SmsOptions.isIndian(sms.to())) {
      body.put("DestinationCountryParameters", settings.india());
    }
    body.putAll(settings.fixed());
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", AwsService.SMS_VOICE.contentType());
    headers.put("X-Amz-Target", AwsService.SMS_VOICE.target("SendTextMessage"));
    return Request.post(settings.place().path("/"), headers, Json.write(body));
  }

  Outcome outcome(Answered answer) {
    Json body = Json.lenient(answer.body());
    Optional<String> id = Refusals.messageId(body.at("MessageId").text());
    if (answer.status() == 200 && id.isPresent()) {
      return new Outcome.Accepted(name(), id.get());
    }
    String error = answer.isSuccess() ? "" : ErrorName.of(answer).orElse("");
    Optional<String> reason = body.at("Reason").text().filter(REASON.asMatchPredicate());
    String code = reason.orElse(error);
    return switch (error) {
      case "ConflictException" -> conflict(answer, code);
      case "ValidationException" -> invalid(answer, code, body.at("Fields"));
      case "AccessDeniedException" ->
          reason.isPresent()
              ? Refusals.misconfigured(name(), "account_inactive", answer, code)
              : Refusals.common(name(), answer, error);
      case "ServiceQuotaExceededException" ->
          Refusals.misconfigured(name(), "quota_exceeded", answer, code);
      case "ResourceNotFoundException" -> Refusals.misconfigured(name(), "not_found", answer, code);
      default -> Refusals.common(name(), answer, error);
    };
  }

  private Outcome conflict(Answered answer, String reason) {
    return switch (reason) {
      case "DESTINATION_PHONE_NUMBER_OPTED_OUT" ->
          Refusals.rejected(name(), "opted_out", answer, reason);
      // The operator's own word about this very number, which no other provider shall dodge.
      case "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE" ->
          Refusals.rejected(name(), "blocked", answer, reason);
      // A whole country is the account's setting, not the recipient's fault.
      case "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION" ->
          Refusals.misconfigured(name(), "country_not_enabled", answer, reason);
      // While the account is in AWS's sandbox.
      case "DESTINATION_PHONE_NUMBER_NOT_VERIFIED" ->
          Refusals.misconfigured(name(), "trial_account", answer, reason);
      case "MESSAGE_TYPE_MISMATCH",
          "NO_ORIGINATION_IDENTITIES_FOUND",
          "NUMBER_CAPABILITIES_MISMATCH",
          "RESOURCE_NOT_ACTIVE" ->
          Refusals.misconfigured(name(), "sender_refused", answer, reason);
      default -> Refusals.misconfigured(name(), "refused", answer, reason);
    };
  }

  private Outcome invalid(Answered answer, String reason, Json fields) {
    return switch (reason) {
      case "FIELD_VALIDATION_FAILED" ->
          isOfRecipientOnly(fields)
              ? Refusals.rejected(name(), "invalid_number", answer, reason)
              : Refusals.misconfigured(name(), "refused", answer, reason);
      case "COUNTRY_NOT_ENABLED",
          "DESTINATION_COUNTRY_BLOCKED",
          "INTERNATIONAL_SENDING_NOT_SUPPORTED" ->
          Refusals.misconfigured(name(), "country_not_enabled", answer, reason);
      case "CHANNEL_NOT_ENABLED",
          "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY",
          "SENDER_ID_NOT_REGISTERED",
          "SENDER_ID_NOT_SUPPORTED",
          "SENDER_ID_REQUIRES_REGISTRATION" ->
          Refusals.misconfigured(name(), "sender_refused", answer, reason);
      case "PRICE_OVER_THRESHOLD" ->
          Refusals.misconfigured(name(), "price_over_limit", answer, reason);
      default -> Refusals.misconfigured(name(), "refused", answer, reason);
    };
  }

  private static boolean isOfRecipientOnly(Json fields) {
    List<Json> all = fields.at(0).isAbsent() ? List.of() : fields.items();
    return !all.isEmpty()
        && all.stream()
            .allMatch(field ->
                field.at("Name").text().filter("DestinationPhoneNumber"::equals).isPresent());
  }
}
