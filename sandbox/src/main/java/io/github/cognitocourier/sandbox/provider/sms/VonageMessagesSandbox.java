package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.BasicPair;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Vonage's Messages API v1, for text messages by SMS.
 *
 * @see <a href="https://developer.vonage.com/en/api/messages">Messages API</a>
 * @see <a href="https://developer.vonage.com/en/api-errors/messages">Errors of the Messages API</a>
 */
public final class VonageMessagesSandbox implements ProviderSandbox {

  private static final String GENERIC = "https://developer.vonage.com/api-errors#";
  private static final String OF_MESSAGES = "https://developer.vonage.com/api-errors/messages#";
  private static final Pattern JWT = Pattern.compile("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");
  private static final String SENDER = "[0-9]{3,15}|(?=.*[A-Za-z])[0-9A-Za-z ]{1,11}";
  private static final int MOST_TEXT = 1000;

  private final Supplier<UUID> ids;

  /** Takes the ids of messages from {@code ids}. */
  public VonageMessagesSandbox(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** The scheme and the account, as for every second API of one provider. */
  @Override
  public String name() {
    return "vonage-messages";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "vonage://messages?api=messages&endpoint=" + address + "&api-key=abcd1234&from=Example",
        Map.of("VONAGE_MESSAGES_API_SECRET", "dummy-secret-0123"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/v1/messages");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return refused(
          404, GENERIC + "not-found", "Not found", "The requested resource does not exist");
    }
    if (!mayUse(call)) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return refused(
          403, GENERIC + "forbidden", "Forbidden", "Your account may not perform this action");
    }
    if (!call.isOfType("application/json")) {
      return invalid(List.of(parameter("message_type", "is required")));
    }
    try {
      return judge(Json.parse(call.body()).requireObject());
    } catch (MalformedJson wrongShape) {
      return refused(
          422, GENERIC + "invalid-json", "Invalid JSON", "The request body could not be parsed.");
    }
  }

  private static boolean mayUse(Call call) {
    return BasicPair.of(call)
            .filter(pair -> pair.user().matches("[0-9A-Za-z]{8}") && !pair.password().isBlank())
            .isPresent()
        || JWT.matcher(call.header("Authorization").orElse("")).matches();
  }

  private Verdict judge(Json message) {
    var wrong = new ArrayList<Map<String, Object>>();
    require(message, "message_type", "text", wrong);
    require(message, "channel", "sms", wrong);
    require(message, "to", "[0-9]{7,15}", wrong);
    require(message, "from", "(?s).+", wrong);
    require(message, "text", "(?s).{1," + MOST_TEXT + "}", wrong);
    Json ttl = message.at("ttl");
    if (!ttl.isAbsent() && ttl.number().filter(it -> it >= 20 && it <= 604_800).isEmpty()) {
      wrong.add(parameter("ttl", "must be a whole number from 20 to 604800"));
    }
    optional(message, "client_ref", "(?s).{1,100}", wrong);
    optional(message, "webhook_url", "https?://.+", wrong);
    optional(message, "webhook_version", "v0\\.1|v1", wrong);
    optional(message.at("sms"), "encoding_type", "text|unicode|auto", wrong);
    if (!wrong.isEmpty()) {
      return invalid(wrong);
    }
    return message.at("from").text().filter(from -> from.matches(SENDER)).isPresent()
        ? accepted(message)
        : refused(422, OF_MESSAGES + "1120", "Invalid sender", "The `from` parameter is invalid.");
  }

  private static void require(
      Json message, String name, String form, List<Map<String, Object>> wrong) {
    if (message.at(name).isAbsent()) {
      wrong.add(parameter(name, "is required"));
    } else {
      optional(message, name, form, wrong);
    }
  }

  private static void optional(
      Json message, String name, String form, List<Map<String, Object>> wrong) {
    Json field = message.at(name);
    if (!field.isAbsent() && field.text().filter(text -> text.matches(form)).isEmpty()) {
      wrong.add(parameter(name, "is not valid"));
    }
  }

  private static Map<String, Object> parameter(String name, String reason) {
    var parameter = new LinkedHashMap<String, Object>();
    parameter.put("name", name);
    parameter.put("reason", reason);
    return parameter;
  }

  private Verdict accepted(Json message) {
    String text = message.at("text").requireText();
    boolean plain = message.at("sms").at("encoding_type").text().orElse("auto").equals("text");
    var draft =
        Draft.sms(
            message.at("from").requireText(),
            "+" + message.at("to").requireText(),
            plain ? GsmText.asRead(text) : text);
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), Map.of("message_uuid", ids.get().toString())),
        List.of(draft));
  }

  private Verdict invalid(List<Map<String, Object>> parameters) {
    Map<String, Object> problem =
        problem(
            OF_MESSAGES + "1150",
            "Invalid params",
            "The value of one or more parameters is invalid.");
    problem.put("invalid_parameters", parameters);
    return new Verdict.Refused(answer(422, problem));
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return answer(
        429,
        problem(OF_MESSAGES + "1010", "Rate Limit Hit", "Please wait, then retry your request"));
  }

  @Override
  public Answer.Whole internalError() {
    return answer(
        500,
        problem(
            OF_MESSAGES + "1030",
            "Internal error",
            "There was an error processing your request in the Platform."));
  }

  @Override
  public Answer.Whole unauthorized() {
    return answer(
        401,
        problem(
            GENERIC + "unauthorized",
            "You did not provide correct credentials.",
            "Check that you're using the correct credentials, and that your account has this"
                + " feature enabled"));
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return answer(
        422,
        problem(
            OF_MESSAGES + "1050",
            "Number barred",
            "The number you are trying to submit to is blacklisted and may not receive"
                + " messages."));
  }

  @Override
  public int acceptedStatus() {
    return 202;
  }

  private Verdict refused(int status, String type, String title, String detail) {
    return new Verdict.Refused(answer(status, problem(type, title, detail)));
  }

  private Map<String, Object> problem(String type, String title, String detail) {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", type);
    problem.put("title", title);
    problem.put("detail", detail);
    problem.put("instance", ids.get().toString());
    return problem;
  }

  private static Answer.Whole answer(int status, Map<String, Object> problem) {
    return Answer.text(status, "application/problem+json", Json.write(problem));
  }
}
