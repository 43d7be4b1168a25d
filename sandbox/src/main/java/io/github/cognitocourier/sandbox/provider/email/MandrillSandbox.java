package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mandrill's (Mailchimp Transactional's) messages. Every error is a document with HTTP 500, a wrong
 * key among them; a recipient that is none is an entry of a 200.
 *
 * @see <a href="https://mailchimp.com/developer/transactional/api/messages/send-new-message/">Send
 *     new message</a>
 * @see <a href="https://mailchimp.com/developer/transactional/docs/fundamentals/#error-handling">
 *     Error handling</a>
 */
public final class MandrillSandbox implements ProviderSandbox {

  private static final Pattern MESSAGES =
      Pattern.compile("/api/1\\.[0-9]/messages/(send|send-template)(\\.json)?");

  private final Supplier<UUID> ids;

  /** Takes message ids from {@code ids}. */
  public MandrillSandbox(Supplier<UUID> ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return "mandrill";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "mandrill://default?endpoint=" + address, Map.of("MANDRILL_API_KEY", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return MESSAGES.matcher(path).matches();
  }

  @Override
  public List<String> credentialsInBody() {
    return List.of("key");
  }

  @Override
  public Verdict receive(Call call) {
    Matcher path = MESSAGES.matcher(call.path());
    if (!path.matches() || !call.method().equals("POST")) {
      return refused(-2, "ValidationError", "No method matches that URL");
    }
    try {
      Json order = Json.parse(call.body()).requireObject();
      if (order.at("key").isAbsent()) {
        return refused(-2, "ValidationError", "You must specify a key value");
      }
      if (!order.at("key").optionalText().orElse("").matches("[\\x21-\\x7E]+")) {
        return new Verdict.Refused(unauthorized());
      }
      boolean hosted = path.group(1).equals("send-template");
      return MandrillRules.problem(order, hosted)
          .map(problem -> refused(-2, "ValidationError", problem))
          .orElseGet(() -> accepted(order, hosted));
    } catch (MalformedJson wrongShape) {
      return refused(-2, "ValidationError", "Validation error: " + wrongShape.getMessage());
    }
  }

  private Verdict accepted(Json order, boolean hosted) {
    Json message = order.at("message");
    boolean queued = order.at("async").raw().filter(Boolean.TRUE::equals).isPresent();
    var entries = new ArrayList<Map<String, @Nullable Object>>();
    var drafts = new ArrayList<Draft>();
    for (Json to : message.at("to").items()) {
      String address = to.at("email").requireText();
      boolean valid = MailText.isAddress(address);
      if (valid) {
        drafts.add(draft(order, address, hosted));
      }
      entries.add(entry(address, valid ? queued ? "queued" : "sent" : "invalid", null));
    }
    return new Verdict.Accepted(Answer.json(acceptedStatus(), entries), drafts);
  }

  private Map<String, @Nullable Object> entry(
      String address, String status, @Nullable String reason) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("email", address);
    entry.put("status", status);
    entry.put("_id", ids.get().toString().replace("-", ""));
    entry.put("reject_reason", reason);
    entry.put("queued_reason", null);
    return entry;
  }

  private static Draft draft(Json order, String address, boolean hosted) {
    Json message = order.at("message");
    String from = message.at("from_email").text().orElse("");
    return new Draft(
        Channel.EMAIL,
        MailText.shown(message.at("from_name").text(), from),
        address,
        message.at("subject").text(),
        hosted ? "" : message.at("text").text().orElse(""),
        hosted ? Optional.empty() : message.at("html").text(),
        order.at("template_name").text().filter(name -> hosted),
        hosted ? Optional.of(variables(message)) : Optional.empty());
  }

  /** The merge variables by their names, as a template sees them. */
  private static Json variables(Json message) {
    var variables = new LinkedHashMap<String, Object>();
    for (Json variable : message.at("global_merge_vars").items()) {
      variable
          .at("content")
          .raw()
          .ifPresent(content -> variables.put(variable.at("name").requireText(), content));
    }
    return Json.parse(Json.write(variables));
  }

  /** Mandrill documents no rate limit of its own; this is HTTP's. */
  @Override
  public Answer.Whole tooManyRequests() {
    return Answer.json(429, error(-99, "TooManyRequests", "Too many requests"))
        .with("Retry-After", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return Answer.json(500, error(-99, "GeneralError", "An unknown error occurred"));
  }

  @Override
  public Answer.Whole unauthorized() {
    return Answer.json(500, error(-1, "Invalid_Key", "Invalid API key"));
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return Answer.json(200, List.of(entry("jane@example.com", "rejected", "hard-bounce")));
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private static Verdict refused(int code, String name, String message) {
    return new Verdict.Refused(Answer.json(500, error(code, name, message)));
  }

  private static Map<String, Object> error(int code, String name, String message) {
    var error = new LinkedHashMap<String, Object>();
    error.put("status", "error");
    error.put("code", code);
    error.put("name", name);
    error.put("message", message);
    return error;
  }
}
