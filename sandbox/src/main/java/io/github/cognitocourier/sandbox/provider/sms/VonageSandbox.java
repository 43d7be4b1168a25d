package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.message.SmsSegments;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Vonage's SMS API, which answers 200 to everything and says in {@code status} what it means.
 *
 * @see VonageMessagesSandbox
 * @see <a href="https://developer.vonage.com/en/api/sms">SMS API</a>
 * @see <a href="https://developer.vonage.com/en/messaging/sms/guides/troubleshooting-sms">Status
 *     codes</a>
 */
public final class VonageSandbox implements ProviderSandbox {

  private static final String KEY = "[0-9A-Za-z]{8}";
  private static final String SECRET = "[\\x21-\\x7E]{8,64}";
  private static final String NUMBER = "[0-9]{7,15}";
  private static final String SENDER = "[0-9]{3,15}|(?=.*[A-Za-z])[0-9A-Za-z ]{1,11}";
  private static final int MOST_REFERENCE = 100;

  private final Supplier<UUID> ids;

  /** Takes the ids of messages from {@code ids}. */
  public VonageSandbox(Supplier<UUID> ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return "vonage";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "vonage://default?endpoint=" + address + "&api-key=abcd1234&from=Example",
        Map.of("VONAGE_API_SECRET", "dummy-secret-0123"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/sms/json");
  }

  @Override
  public List<String> credentialsInBody() {
    return List.of("api_secret", "sig");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return new Verdict.Refused(Answer.text(404, "text/html", "<h1>Not Found</h1>"));
    }
    if (!call.method().equals("POST")) {
      return new Verdict.Refused(
          Answer.text(405, "text/html", "<h1>Method Not Allowed</h1>").with("Allow", "POST"));
    }
    var form = new Form(call.fields());
    return notAllowed(call, form)
        .or(() -> missing(form))
        .or(() -> invalid(form))
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> accepted(form));
  }

  /** The key and the secret come in the form, or in a header of the Basic scheme. */
  private static Optional<Answer.Whole> notAllowed(Call call, Form form) {
    Optional<BasicPair> pair = BasicPair.of(call);
    Optional<String> key = pair.map(BasicPair::user).or(() -> form.get("api_key"));
    Optional<String> secret =
        pair.map(BasicPair::password).or(() -> form.get("api_secret")).or(() -> form.get("sig"));
    if (key.isEmpty()) {
      return Optional.of(status(2, "Missing api_key"));
    }
    if (secret.isEmpty()) {
      return Optional.of(status(2, "Missing api_secret"));
    }
    return key.get().matches(KEY) && secret.get().matches(SECRET)
        ? Optional.empty()
        : Optional.of(status(4, "Bad Credentials"));
  }

  private static Optional<Answer.Whole> missing(Form form) {
    return List.of("from", "to", "text").stream()
        .filter(name -> form.get(name).isEmpty())
        .map(name -> status(2, "Missing " + name + " param"))
        .findFirst();
  }

  private static Optional<Answer.Whole> invalid(Form form) {
    if (!form.get("from").orElse("").matches(SENDER)) {
      return Optional.of(status(15, "Illegal Sender Address - rejected"));
    }
    var rules = new LinkedHashMap<String, String>();
    rules.put("to", NUMBER);
    rules.put("type", "text|unicode");
    rules.put("ttl", "[2-9][0-9]{4}|[1-9][0-9]{5,7}|[1-5][0-9]{8}|60[0-4][0-9]{6}");
    rules.put("status-report-req", "true|false|0|1");
    rules.put("callback", "https?://.+");
    rules.put("message-class", "[0-3]");
    rules.put("client-ref", "(?s).{1," + MOST_REFERENCE + "}");
    return rules.entrySet().stream()
        .filter(
            rule -> form.get(rule.getKey()).filter(it -> !it.matches(rule.getValue())).isPresent())
        .map(rule -> status(3, "Invalid value for param: " + rule.getKey()))
        .findFirst();
  }

  private Verdict accepted(Form form) {
    String text = form.get("text").orElse("");
    String read = form.get("type").orElse("text").equals("unicode") ? text : GsmText.asRead(text);
    var draft = Draft.sms(form.get("from").orElse(""), "+" + form.get("to").orElse(""), read);
    return new Verdict.Accepted(
        document(parts(form, SmsSegments.of(read).count())), List.of(draft));
  }

  /** One entry a part: that is what is paid for. */
  private List<Map<String, Object>> parts(Form form, int count) {
    var parts = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < count; i++) {
      var part = new LinkedHashMap<String, Object>();
      part.put("to", form.get("to").orElse(""));
      part.put(
          "message-id",
          ids.get().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT));
      part.put("status", "0");
      part.put("remaining-balance", "15.53590000");
      part.put("message-price", "0.03330000");
      part.put("network", "23410");
      form.get("client-ref").ifPresent(reference -> part.put("client-ref", reference));
      parts.add(part);
    }
    return parts;
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return status(1, "Throughput Rate Exceeded - please wait [ 250 ] and retry");
  }

  @Override
  public Answer.Whole internalError() {
    return status(5, "Internal Error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return status(4, "Bad Credentials");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return status(7, "Number barred");
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  /** A refusal: a 200 like a success. */
  private static Answer.Whole status(int status, String text) {
    var message = new LinkedHashMap<String, Object>();
    message.put("status", String.valueOf(status));
    message.put("error-text", text);
    return document(List.of(message));
  }

  private static Answer.Whole document(List<Map<String, Object>> messages) {
    var json = new LinkedHashMap<String, Object>();
    json.put("message-count", String.valueOf(messages.size()));
    json.put("messages", messages);
    return Answer.json(200, json);
  }
}
