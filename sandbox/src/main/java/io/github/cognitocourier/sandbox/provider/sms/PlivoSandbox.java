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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plivo's Message API, for text messages. Its errors are a sentence, without a machine's code.
 *
 * @see <a href="https://docs.plivo.com/docs/messaging/api/message/send-a-message">Send a
 *     message</a>
 * @see <a href="https://docs.plivo.com/docs/messaging/api/response">Responses</a>
 */
public final class PlivoSandbox implements ProviderSandbox {

  private static final String AUTH_ID = "(?:MA|SA)[A-Z0-9]{18}";
  private static final Pattern MESSAGES = Pattern.compile("/v1/Account/([^/]+)/Message/");

  private final Supplier<UUID> ids;

  /** Takes the ids of requests and messages from {@code ids}. */
  public PlivoSandbox(Supplier<UUID> ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return "plivo";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "plivo://default?endpoint=" + address + "&auth-id=MA000000000000000000&from=+15005550006",
        Map.of("PLIVO_AUTH_TOKEN", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return MESSAGES.matcher(path).matches();
  }

  @Override
  public Verdict receive(Call call) {
    Matcher path = MESSAGES.matcher(call.path());
    if (!path.matches()) {
      // Without its trailing slash, the address is none of Plivo's.
      return refused(404, "not found");
    }
    if (BasicPair.of(call).filter(pair -> mayUse(path.group(1), pair)).isEmpty()) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return refused(405, "HTTP method is not allowed");
    }
    if (!call.isOfType("application/json")) {
      return refused(400, "Content-Type must be application/json");
    }
    try {
      Json message = Json.parse(call.body()).requireObject();
      Optional<String> problem = PlivoRules.problem(message);
      return problem.isPresent() ? refused(400, problem.get()) : accepted(message);
    } catch (MalformedJson wrongShape) {
      return refused(400, "Invalid JSON or a parameter of another type");
    }
  }

  private static boolean mayUse(String account, BasicPair pair) {
    return pair.user().matches(AUTH_ID)
        && pair.user().equals(account)
        && pair.password().matches("[\\x21-\\x7E]+");
  }

  private Verdict accepted(Json message) {
    List<String> recipients = PlivoRules.recipients(message);
    String sender = message.at("src").text().or(message.at("powerpack_uuid")::text).orElse("");
    var drafts =
        recipients.stream()
            .map(to -> Draft.sms(sender, "+" + to, message.at("text").text().orElse("")))
            .toList();
    var json = new LinkedHashMap<String, Object>();
    json.put("api_id", ids.get().toString());
    json.put("message", "message(s) queued");
    json.put("message_uuid", recipients.stream().map(to -> ids.get().toString()).toList());
    return new Verdict.Accepted(Answer.json(acceptedStatus(), json), drafts);
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "rate_limit_exceeded");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "Server error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(401, "authentication_failed")
        .with("WWW-Authenticate", "Basic realm=\"Login Required\"");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    String to = Json.lenient(call.body()).at("dst").text().orElse("").replace("+", "");
    return error(400, to + " is not a valid phone number");
  }

  @Override
  public int acceptedStatus() {
    return 202;
  }

  private Verdict refused(int status, String sentence) {
    return new Verdict.Refused(error(status, sentence));
  }

  private Answer.Whole error(int status, String sentence) {
    var json = new LinkedHashMap<String, Object>();
    json.put("api_id", ids.get().toString());
    json.put("error", sentence);
    return Answer.json(status, json);
  }
}
