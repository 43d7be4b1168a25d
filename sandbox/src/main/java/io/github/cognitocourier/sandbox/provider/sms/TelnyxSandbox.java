package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Telnyx's Messages API, for text messages.
 *
 * @see <a href="https://developers.telnyx.com/api-reference/messages/send-a-message">Send a
 *     message</a>
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/error-codes">Error codes</a>
 */
public final class TelnyxSandbox implements ProviderSandbox {

  private static final Pattern BEARER = Pattern.compile("Bearer [\\x21-\\x7E]+");

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes the ids of messages from {@code ids}, and their dates from {@code clock}. */
  public TelnyxSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "telnyx";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "telnyx://default?endpoint=" + address + "&from=+15005550006",
        Map.of("TELNYX_API_KEY", "KEYdummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/v2/messages");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return refused(
          404,
          TelnyxProblem.of(
              "10005", "Resource not found", "The requested resource or URL could not be found."));
    }
    if (!BEARER.matcher(call.header("Authorization").orElse("")).matches()) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return refused(
          405, TelnyxProblem.of("10015", "Bad Request", "This resource has no such method."));
    }
    if (!call.isOfType("application/json")) {
      return refused(
          415,
          TelnyxProblem.of(
              "10014",
              "Unsupported Media Type",
              "The request failed because the server does not support the media type."));
    }
    try {
      Json message = Json.parse(call.body()).requireObject();
      Optional<TelnyxProblem> problem = TelnyxProblem.in(message);
      return problem.isPresent()
          ? refused(problem.get().status(), problem.get())
          : accepted(message);
    } catch (MalformedJson wrongShape) {
      return refused(
          400,
          TelnyxProblem.of(
              "10015", "Bad Request", "The request failed because it was not well-formed."));
    }
  }

  private Verdict accepted(Json message) {
    String from = message.at("from").text().or(message.at("messaging_profile_id")::text).orElse("");
    var draft = Draft.sms(from, message.at("to").requireText(), message.at("text").requireText());
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), Map.of("data", resource(message))), List.of(draft));
  }

  private Map<String, @Nullable Object> resource(Json message) {
    String text = message.at("text").requireText();
    SmsSegments segments = SmsSegments.of(text);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("record_type", "message");
    json.put("direction", "outbound");
    json.put("id", ids.get().toString());
    json.put("type", "SMS");
    json.put("messaging_profile_id", message.at("messaging_profile_id").text().orElse(null));
    json.put("from", address("phone_number", message.at("from").text().orElse(""), Map.of()));
    json.put(
        "to",
        List.of(
            address("phone_number", message.at("to").requireText(), Map.of("status", "queued"))));
    json.put("cc", List.of());
    json.put("text", text);
    json.put("media", List.of());
    json.put("webhook_url", message.at("webhook_url").text().orElse(null));
    json.put("encoding", segments.encoding().word());
    json.put("parts", segments.count());
    json.put("tags", List.of());
    json.put("cost", null);
    json.put("received_at", clock.instant().toString());
    json.put("sent_at", null);
    json.put("completed_at", null);
    json.put("valid_until", null);
    json.put("errors", List.of());
    return json;
  }

  private static Map<String, Object> address(
      String name, String number, Map<String, String> status) {
    var address = new LinkedHashMap<String, Object>();
    address.put(name, number);
    address.putAll(status);
    address.put("carrier", "");
    address.put("line_type", "");
    return address;
  }

  @Override
  public Answer.Whole tooManyRequests() {
    var problem =
        TelnyxProblem.of(
            "10011",
            "Too many requests",
            "You have exceeded the maximum number of allowed requests.");
    return TelnyxProblem.answer(429, problem).with("Retry-After", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return TelnyxProblem.answer(
        500, TelnyxProblem.of("10007", "Unexpected error", "An unexpected error occured."));
  }

  @Override
  public Answer.Whole unauthorized() {
    var problem =
        TelnyxProblem.of(
            "10009",
            "Authentication failed",
            "The required authentication headers were either invalid or not included in the"
                + " request.");
    return TelnyxProblem.answer(401, problem);
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    var problem =
        TelnyxProblem.of(
            "40300",
            "Blocked due to STOP message",
            "Messages cannot be sent to this number due to an existing block rule.");
    return TelnyxProblem.answer(400, problem);
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private static Verdict refused(int status, TelnyxProblem problem) {
    return new Verdict.Refused(TelnyxProblem.answer(status, problem));
  }
}
