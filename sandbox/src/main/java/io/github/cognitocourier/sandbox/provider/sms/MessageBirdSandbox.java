package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MessageBird's SMS messaging API, the legacy one.
 *
 * @see BirdPlatformSandbox
 * @see <a href="https://developers.messagebird.com/api/sms-messaging/">SMS messaging</a>
 * @see <a href="https://developers.messagebird.com/api/#errors">Errors</a>
 */
public final class MessageBirdSandbox implements ProviderSandbox {

  private static final Pattern ACCESS_KEY = Pattern.compile("AccessKey [\\x21-\\x7E]+");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes the ids of messages from {@code ids}, and their dates from {@code clock}. */
  public MessageBirdSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "messagebird";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "messagebird://default?endpoint=" + address + "&from=Example",
        Map.of("MESSAGEBIRD_ACCESS_KEY", "sandboxsandboxsandboxsand"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/messages");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return new Verdict.Refused(errors(404, error(98, "API not found", null)));
    }
    if (!ACCESS_KEY.matcher(call.header("Authorization").orElse("")).matches()) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return new Verdict.Refused(errors(405, error(21, "Bad request", null)));
    }
    try {
      return judge(message(call));
    } catch (MalformedJson wrongShape) {
      return new Verdict.Refused(errors(400, error(21, "Bad request", null)));
    }
  }

  /** A form is taken as well as JSON. */
  private static Json message(Call call) {
    return call.isOfType("application/json")
        ? Json.parse(call.body()).requireObject()
        : Json.parse(Json.write(call.fields()));
  }

  private Verdict judge(Json message) {
    List<MessageBirdRules.Problem> problems = MessageBirdRules.problems(message);
    return problems.isEmpty()
        ? accepted(message, MessageBirdRules.recipients(message))
        : new Verdict.Refused(answer(422, problems));
  }

  private Verdict accepted(Json message, List<String> recipients) {
    String body = message.at("body").requireText();
    boolean plain = message.at("datacoding").text().orElse("plain").equals("plain");
    List<Draft> drafts =
        recipients.stream()
            .map(recipient ->
                Draft.sms(
                    message.at("originator").requireText(),
                    "+" + recipient,
                    plain ? GsmText.asRead(body) : body))
            .toList();
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), resource(message, recipients)), drafts);
  }

  private Map<String, @Nullable Object> resource(Json message, List<String> recipients) {
    String id = ids.get().toString().replace("-", "");
    String now = DATE.format(clock.instant());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", id);
    json.put("href", "https://rest.messagebird.com/messages/" + id);
    json.put("direction", "mt");
    json.put("type", message.at("type").text().orElse("sms"));
    json.put("originator", message.at("originator").requireText());
    json.put("body", message.at("body").requireText());
    json.put("reference", message.at("reference").text().orElse(null));
    json.put("validity", MessageBirdRules.seconds(message.at("validity")).orElse(null));
    json.put("gateway", 10);
    json.put("typeDetails", Map.of());
    json.put("datacoding", message.at("datacoding").text().orElse("plain"));
    json.put("mclass", 1);
    json.put("scheduledDatetime", null);
    json.put("createdDatetime", now);
    json.put("recipients", recipientsSent(recipients, now));
    return json;
  }

  private static Map<String, Object> recipientsSent(List<String> recipients, String now) {
    var sent = new LinkedHashMap<String, Object>();
    sent.put("totalCount", recipients.size());
    sent.put("totalSentCount", recipients.size());
    sent.put("totalDeliveredCount", 0);
    sent.put("totalDeliveryFailedCount", 0);
    sent.put(
        "items",
        recipients.stream()
            .map(recipient -> {
              var item = new LinkedHashMap<String, Object>();
              item.put("recipient", Long.parseLong(recipient));
              item.put("status", "sent");
              item.put("statusDatetime", now);
              return item;
            })
            .toList());
    return sent;
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return errors(429, error(21, "Too many requests", null));
  }

  @Override
  public Answer.Whole internalError() {
    return errors(500, error(99, "Internal error", null));
  }

  @Override
  public Answer.Whole unauthorized() {
    return errors(401, error(2, "Request not allowed (incorrect access_key)", "access_key"));
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return errors(422, error(9, "no (correct) recipients found", "recipients"));
  }

  @Override
  public int acceptedStatus() {
    return 201;
  }

  private static MessageBirdRules.Problem error(
      int code, String description, @Nullable String parameter) {
    return new MessageBirdRules.Problem(code, description, parameter);
  }

  private static Answer.Whole errors(int status, MessageBirdRules.Problem problem) {
    return answer(status, List.of(problem));
  }

  private static Answer.Whole answer(int status, List<MessageBirdRules.Problem> problems) {
    return Answer.json(
        status, Map.of("errors", problems.stream().map(MessageBirdRules.Problem::json).toList()));
  }
}
