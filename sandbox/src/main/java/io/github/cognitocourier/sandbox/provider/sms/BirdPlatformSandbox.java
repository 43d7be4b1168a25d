package io.github.cognitocourier.sandbox.provider.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bird's platform API of 2026, sending one SMS. An idempotency key is checked for its form; nothing
 * is replayed.
 *
 * @see <a href="https://bird.com/docs/guides/sms/sending-sms">Sending SMS</a>
 * @see <a href="https://github.com/messagebird/bird-sdk-php">Bird's SDK, whose models say what each
 *     field may hold</a>
 */
public final class BirdPlatformSandbox implements ProviderSandbox {

  private static final Pattern KEY = Pattern.compile("Bearer b[km]_[a-z]{2}[0-9]+_[\\x21-\\x7E]+");
  private static final String SENDER =
      "\\+[1-9][0-9]{6,14}|[0-9]{5,6}|(?=.*[A-Za-z])[0-9A-Za-z _-]{1,11}";
  private static final List<String> PREVIEW =
      List.of(
          ("validity_period media_urls messaging_profile_id scheduled_at broadcast_id campaign_id "
                  + "audience_id contact_id topic_id personalization")
              .split(" "));
  private static final int MOST_SEGMENTS = 12;
  private static final int MOST_METADATA = 2048;

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes the ids of messages from {@code ids}, and their dates from {@code clock}. */
  public BirdPlatformSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** The scheme and the account, as for every second API of one provider. */
  @Override
  public String name() {
    return "messagebird-bird";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "messagebird://bird?api=bird&region=us1&endpoint=" + address + "&from=Example",
        Map.of("MESSAGEBIRD_BIRD_ACCESS_KEY", "bk_us1_sandbox"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/v1/sms/messages");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return new Verdict.Refused(error(404, "not_found_error", "NotFound", List.of()));
    }
    if (!KEY.matcher(call.header("Authorization").orElse("")).matches()) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return new Verdict.Refused(error(405, "bad_request_error", "MethodNotAllowed", List.of()));
    }
    if (call.header("Idempotency-Key")
        .filter(key -> key.isEmpty() || key.length() > 255)
        .isPresent()) {
      return new Verdict.Refused(error(400, "bad_request_error", "BadRequest", List.of()));
    }
    try {
      return judge(Json.parse(call.body()).requireObject());
    } catch (MalformedJson wrongShape) {
      return new Verdict.Refused(error(400, "bad_request_error", "BadRequest", List.of()));
    }
  }

  private Verdict judge(Json message) {
    boolean template = message.at("template").isObject();
    if (PREVIEW.stream().anyMatch(name -> !message.at(name).isAbsent())) {
      return invalid("SMSUnsupportedFeature", List.of());
    }
    if (message.at("to").text().flatMap(PhoneNumber::parse).isEmpty()) {
      return invalid("SMSInvalidRecipient", List.of(detail("to", "must be an E.164 number")));
    }
    if (!template && !message.at("from").text().orElse("").matches(SENDER)) {
      return invalid("SMSNoEligibleSender", List.of(detail("from", "no eligible sender")));
    }
    List<Map<String, Object>> details = template ? ofTemplate(message) : ofText(message);
    ofLabels(message, details);
    return details.isEmpty() ? accepted(message, template) : invalid("ValidationFailed", details);
  }

  private static List<Map<String, Object>> ofText(Json message) {
    var details = new ArrayList<Map<String, Object>>();
    String text = message.at("text").text().orElse("");
    if (text.isEmpty() || SmsSegments.of(text).count() > MOST_SEGMENTS) {
      details.add(detail("text", "must have 1 to 12 segments"));
    }
    if (!message
        .at("category")
        .text()
        .orElse("")
        .matches("authentication|transactional|marketing")) {
      details.add(detail("category", "is required on a free-text send"));
    }
    return details;
  }

  /** A template has its own text and category; one of Bird's own decides on the sender, too. */
  private static List<Map<String, Object>> ofTemplate(Json message) {
    var details = new ArrayList<Map<String, Object>>();
    String slug = message.at("template").at("slug").text().orElse("");
    var refused = new ArrayList<>(List.of("text", "category"));
    if (slug.startsWith("bird_")) {
      refused.add("from");
    }
    for (String name : refused) {
      if (!message.at(name).isAbsent()) {
        details.add(detail(name, "is not accepted alongside template"));
      }
    }
    Json template = message.at("template");
    if (template.at("id").text().or(template.at("slug")::text).isEmpty()) {
      details.add(detail("template", "needs an id or a slug"));
    }
    return details;
  }

  private static void ofLabels(Json message, List<Map<String, Object>> details) {
    List<Json> tags = message.at("tags").items();
    boolean named =
        tags.stream()
            .allMatch(
                tag -> tag.at("name").text().isPresent() && tag.at("value").text().isPresent());
    if (tags.size() > 20 || !named) {
      details.add(detail("tags", "must be at most 20 of name and value"));
    }
    Json metadata = message.at("metadata");
    int size = metadata.raw().map(it -> Json.write(it).getBytes(UTF_8).length).orElse(0);
    if (size > MOST_METADATA || (!metadata.isAbsent() && !metadata.isObject())) {
      details.add(detail("metadata", "must be an object of at most 2 KB"));
    }
  }

  private Verdict accepted(Json message, boolean template) {
    Json parameters = message.at("template").at("parameters");
    var draft =
        new Draft(
            Channel.SMS,
            message.at("from").text().orElse("Bird"),
            message.at("to").requireText(),
            Optional.empty(),
            template ? "" : message.at("text").requireText(),
            Optional.empty(),
            message.at("template").at("id").text().or(message.at("template").at("slug")::text),
            Optional.of(parameters).filter(Json::isObject));
    return new Verdict.Accepted(Answer.json(acceptedStatus(), resource(message)), List.of(draft));
  }

  private Map<String, @Nullable Object> resource(Json message) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", "sms_" + ids.get().toString().replace("-", "").substring(0, 26));
    json.put("status", "accepted");
    json.put("direction", "outbound");
    json.put("to", message.at("to").requireText());
    json.put("from", message.at("from").text().orElse(null));
    json.put("text", message.at("text").text().orElse(null));
    json.put("category", message.at("category").text().orElse("authentication"));
    json.put("created_at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    return json;
  }

  private Verdict invalid(String name, List<Map<String, Object>> details) {
    return new Verdict.Refused(error(422, "validation_error", name, details));
  }

  private static Map<String, Object> detail(String parameter, String message) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("param", parameter);
    detail.put("message", message);
    return detail;
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "rate_limit_error", "RateLimited", List.of()).with("Retry-After", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "internal_error", "InternalError", List.of());
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(401, "auth_error", "Unauthorized", List.of());
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(
        422, "validation_error", "SMSInvalidRecipient", List.of(detail("to", "cannot be routed")));
  }

  @Override
  public int acceptedStatus() {
    return 202;
  }

  /** Bird's numbers of errors are not published as a list: only the type and the name are here. */
  private Answer.Whole error(
      int status, String type, String name, List<Map<String, Object>> details) {
    var error = new LinkedHashMap<String, Object>();
    error.put("type", type);
    error.put("name", name);
    error.put("message", "The request was refused: " + name + ".");
    error.put("request_id", "req_" + ids.get());
    if (!details.isEmpty()) {
      error.put("details", details);
    }
    return Answer.json(status, Map.of("error", error));
  }
}
