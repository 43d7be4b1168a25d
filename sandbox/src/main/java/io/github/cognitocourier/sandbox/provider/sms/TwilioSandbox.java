package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.BasicPair;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's Messages resource, for text messages.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message resource</a>
 * @see <a href="https://www.twilio.com/docs/api/errors">Error dictionary</a>
 */
public final class TwilioSandbox implements ProviderSandbox {

  private static final Pattern MESSAGES =
      Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages\\.json");
  private static final Pattern USER = Pattern.compile("(AC|SK)[0-9a-fA-F]{32}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes the ids of messages from {@code ids}, and their dates from {@code clock}. */
  public TwilioSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "twilio://default?endpoint=" + address + "&from=+15005550006",
        Map.of(
            "TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000",
            "TWILIO_AUTH_TOKEN", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return MESSAGES.matcher(path).matches();
  }

  @Override
  public Verdict receive(Call call) {
    Matcher path = MESSAGES.matcher(call.path());
    if (!path.matches()) {
      return refused(404, 20404, "The requested resource " + call.path() + " was not found");
    }
    if (BasicPair.of(call).filter(pair -> mayUse(path.group(1), pair)).isEmpty()) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return refused(405, 20004, "Method not allowed");
    }
    var form = new Form(call.fields());
    return TwilioRules.problem(form)
        .map(problem -> refused(400, problem.code(), problem.message()))
        .orElseGet(() -> accepted(path.group(1), form));
  }

  private static boolean mayUse(String account, BasicPair pair) {
    return USER.matcher(pair.user()).matches()
        && !pair.password().isEmpty()
        && account.matches("AC[0-9a-fA-F]{32}")
        && (pair.user().startsWith("SK") || pair.user().equals(account));
  }

  private Verdict accepted(String account, Form form) {
    var draft =
        new Draft(
            Channel.SMS,
            form.get("From").or(() -> form.get("MessagingServiceSid")).orElse(""),
            form.get("To").orElse(""),
            Optional.empty(),
            form.get("ContentSid").isPresent() ? "" : form.get("Body").orElse(""),
            Optional.empty(),
            form.get("ContentSid"),
            form.get("ContentVariables").map(Json::lenient));
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), resource(account, form)), List.of(draft));
  }

  private Map<String, @Nullable Object> resource(String account, Form form) {
    String sid = "SM" + ids.get().toString().replace("-", "");
    String uri = "/2010-04-01/Accounts/" + account + "/Messages/" + sid;
    boolean service = form.get("MessagingServiceSid").isPresent();
    String now = DATE.format(clock.instant());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("account_sid", account);
    json.put("api_version", "2010-04-01");
    json.put("body", form.get("Body").orElse(""));
    json.put("date_created", now);
    json.put("date_sent", null);
    json.put("date_updated", now);
    json.put("direction", "outbound-api");
    json.put("error_code", null);
    json.put("error_message", null);
    json.put("from", form.get("From").orElse(null));
    json.put("messaging_service_sid", form.get("MessagingServiceSid").orElse(null));
    json.put("num_media", "0");
    json.put("num_segments", service ? "0" : segments(form));
    json.put("price", null);
    json.put("price_unit", null);
    json.put("sid", sid);
    json.put("status", service ? "accepted" : "queued");
    json.put("subresource_uris", Map.of("media", uri + "/Media.json"));
    json.put("to", form.get("To").orElse(""));
    json.put("uri", uri + ".json");
    return json;
  }

  private static String segments(Form form) {
    return String.valueOf(SmsSegments.of(form.get("Body").orElse("")).count());
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, 20429, "Too Many Requests").with("Retry-After", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, 20500, "An internal server error has occurred");
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(401, 20003, "Authenticate").with("WWW-Authenticate", "Basic realm=\"Twilio API\"");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(400, 21610, "Attempt to send to unsubscribed recipient");
  }

  @Override
  public int acceptedStatus() {
    return 201;
  }

  private static Verdict refused(int status, int code, String message) {
    return new Verdict.Refused(error(status, code, message));
  }

  private static Answer.Whole error(int status, int code, String message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("code", code);
    json.put("message", message);
    json.put("more_info", "https://www.twilio.com/docs/errors/" + code);
    json.put("status", status);
    return Answer.json(status, json);
  }
}
