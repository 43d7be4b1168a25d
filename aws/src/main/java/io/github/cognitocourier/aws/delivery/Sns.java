package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.aws.AwsService;
import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.aws.ErrorName;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Form;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Amazon SNS, Publish to a phone number. It hosts no templates. Safe for concurrent use.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html">Publishing to
 *     a mobile phone</a>
 */
public final class Sns implements Provider<Sms> {

  /** One element and nothing else is looked for: no parser, so nothing that one could fetch. */
  private static final Pattern MESSAGE_ID =
      Pattern.compile("<PublishResult>\\s*<MessageId>([A-Za-z0-9-]{1,100})</MessageId>");

  private final Settings settings;
  private final AwsWire wire;

  private Sns(Settings settings, AwsWire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  /** The account that {@code url} names. Throws {@link InvalidSettings} when a setting is wrong. */
  public static Sns of(ProviderUrl url, Environment environment, AwsWire wire) {
    return new Sns(Settings.of(url, environment), wire);
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
   * {@code sns://account?region=…&from=…&max-price=…&india-entity=…&india-template=…&endpoint=…},
   * with the function's own credentials. Without a sender the account decides.
   */
  record Settings(
      String name, Place place, String from, Optional<String> maxPrice, Map<String, String> india) {

    static Settings of(ProviderUrl url, Environment environment) {
      url.allow(
          Set.of("endpoint", "region", "from", "max-price", "india-entity", "india-template"));
      return new Settings(
          url.name(),
          Place.of(url, environment, AwsService.SNS),
          url.option("from").orElse(""),
          SmsOptions.maxPrice(url),
          SmsOptions.india(url, "AWS.MM.SMS.EntityId", "AWS.MM.SMS.TemplateId"));
    }
  }

  Request request(Sms sms) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Action", "Publish");
    fields.put("Version", "2010-03-31");
    fields.put("PhoneNumber", sms.to().value());
    fields.put("Message", sms.text());
    var attributes = new Attributes(fields);
    attributes.put("AWS.SNS.SMS.SMSType", "String", "Transactional");
    String from = sms.from().isEmpty() ? settings.from() : sms.from();
    if (!from.isEmpty()) {
      boolean isNumber = from.matches("\\+?[0-9]+");
      attributes.put(
          isNumber ? "AWS.MM.SMS.OriginationNumber" : "AWS.SNS.SMS.SenderID", "String", from);
    }
    settings.maxPrice().ifPresent(price -> attributes.put("AWS.SNS.SMS.MaxPrice", "Number", price));
    if (SmsOptions.isIndian(sms.to())) {
      settings.india().forEach((name, id) -> attributes.put(name, "String", id));
    }
    return Request.post(
        settings.place().path("/"), Map.of("Content-Type", Form.CONTENT_TYPE), Form.encode(fields));
  }

  /** A map as the query protocol writes it: entries that are numbered from 1. */
  private static final class Attributes {

    private final Map<String, String> fields;
    private int count;

    Attributes(Map<String, String> fields) {
      this.fields = fields;
    }

    void put(String name, String type, String value) {
      String entry = "MessageAttributes.entry." + ++count;
      fields.put(entry + ".Name", name);
      fields.put(entry + ".Value.DataType", type);
      fields.put(entry + ".Value.StringValue", value);
    }
  }

  Outcome outcome(Answered answer) {
    if (answer.status() == 200) {
      Optional<String> id =
          MESSAGE_ID.matcher(answer.body()).results().findFirst().map(found -> found.group(1));
      return id.<Outcome>map(found -> new Outcome.Accepted(name(), found))
          .orElseGet(() -> Refusals.common(name(), answer, ""));
    }
    // Publish documents no error that is the recipient's fault: it drops what nobody may receive.
    return Refusals.common(name(), answer, ErrorName.of(answer).orElse(""));
  }
}
