package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.BasicPair;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
 * Twilio's Verify v2, as far as starting a verification by phone. Its services allow custom codes;
 * of one that none was given for, Twilio makes a code itself. How often a number has had a code,
 * which is error 60203, is not counted.
 *
 * @see <a href="https://www.twilio.com/docs/verify/api/verification">Verification resource</a>
 * @see <a href="https://www.twilio.com/docs/verify/api/customization-options">Custom codes</a>
 * @see <a href="https://www.twilio.com/docs/api/errors/60200">Error dictionary</a>
 */
public final class TwilioVerifySandbox implements ProviderSandbox {

  private static final Pattern VERIFICATIONS =
      Pattern.compile("/v2/Services/([^/]+)/Verifications");
  private static final Pattern SERVICE = Pattern.compile("VA[0-9a-fA-F]{32}");
  private static final Pattern USER = Pattern.compile("(AC|SK)[0-9a-fA-F]{32}");
  private static final String CHANNELS = "sms|whatsapp|call|auto|rbm|sna";
  private static final String SERVICE_OF_SANDBOX = "VA00000000000000000000000000000000";

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes the ids of verifications from {@code ids}, and their dates from {@code clock}. */
  public TwilioVerifySandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "twilio-verify";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public boolean carriesCodesOnly() {
    return true;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "twilio-verify://default?endpoint=" + address + "&service=" + SERVICE_OF_SANDBOX,
        Map.of(
            "TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000",
            "TWILIO_AUTH_TOKEN", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return VERIFICATIONS.matcher(path).matches();
  }

  @Override
  public Verdict receive(Call call) {
    Optional<BasicPair> pair = BasicPair.of(call);
    if (pair.filter(TwilioVerifySandbox::mayUse).isEmpty()) {
      return new Verdict.Refused(unauthorized());
    }
    Matcher path = VERIFICATIONS.matcher(call.path());
    if (!path.matches() || !SERVICE.matcher(path.group(1)).matches()) {
      return refused(404, 20404, "The requested resource " + call.path() + " was not found");
    }
    if (!call.method().equals("POST")) {
      return refused(405, 20004, "Method not allowed");
    }
    var form = new Form(call.fields());
    return invalid(form)
        .map(parameter -> refused(400, 60200, "Invalid parameter: " + parameter))
        .orElseGet(() -> accepted(path.group(1), account(pair.get()), form));
  }

  private static boolean mayUse(BasicPair pair) {
    return USER.matcher(pair.user()).matches() && !pair.password().isEmpty();
  }

  /** The account of an API key is not in the request. */
  private static String account(BasicPair pair) {
    return pair.user().startsWith("AC") ? pair.user() : "AC00000000000000000000000000000000";
  }

  /** The parameter that Twilio refuses. */
  private static Optional<String> invalid(Form form) {
    if (form.get("To").flatMap(PhoneNumber::parse).isEmpty()) {
      return Optional.of("To");
    }
    if (!form.get("Channel").orElse("").matches(CHANNELS)) {
      return Optional.of("Channel");
    }
    return Map.of(
            "CustomCode", "(?s).{4,10}",
            "TemplateSid", "HJ[0-9a-fA-F]{32}",
            "RiskCheck", "enable|disable",
            "Locale", "[A-Za-z]{2,3}(-[A-Za-z]{2,4})?",
            "TemplateCustomSubstitutions", "(?s)\\s*\\{.*}\\s*",
            "Tags", "(?s)\\s*\\{.*}\\s*")
        .entrySet()
        .stream()
        .filter(
            rule -> form.get(rule.getKey()).filter(it -> !it.matches(rule.getValue())).isPresent())
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  private Verdict accepted(String service, String account, Form form) {
    UUID id = ids.get();
    String code =
        form.get("CustomCode")
            .orElse("%06d".formatted(Math.floorMod(id.getLeastSignificantBits(), 1_000_000L)));
    Optional<String> template = form.get("TemplateSid");
    var draft =
        new Draft(
            Channel.SMS,
            service,
            form.get("To").orElse(""),
            Optional.empty(),
            template.isPresent() ? "" : "Your verification code is: " + code,
            Optional.empty(),
            template,
            template.map(_ -> substitutions(form, code)));
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), resource(id, service, account, form)), List.of(draft));
  }

  /** What fills a template: the code, and what the request substitutes. */
  private static Json substitutions(Form form, String code) {
    var all = new LinkedHashMap<String, Object>();
    all.put("code", code);
    Json.lenient(form.get("TemplateCustomSubstitutions").orElse("{}"))
        .texts()
        .forEach(all::putIfAbsent);
    return Json.parse(Json.write(all));
  }

  private Map<String, @Nullable Object> resource(
      UUID id, String service, String account, Form form) {
    String hex = id.toString().replace("-", "");
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String channel = form.get("Channel").orElse("");
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("sid", "VE" + hex);
    json.put("service_sid", service);
    json.put("account_sid", account);
    json.put("to", form.get("To").orElse(""));
    json.put("channel", channel);
    json.put("status", "pending");
    json.put("valid", false);
    json.put("date_created", now);
    json.put("date_updated", now);
    json.put("lookup", Map.of());
    json.put("amount", null);
    json.put("payee", null);
    json.put("send_code_attempts", List.of(attempt(now, channel, hex)));
    json.put("sna", null);
    json.put("url", "https://verify.twilio.com/v2/Services/" + service + "/Verifications/VE" + hex);
    return json;
  }

  private static Map<String, Object> attempt(String now, String channel, String hex) {
    var attempt = new LinkedHashMap<String, Object>();
    attempt.put("time", now);
    attempt.put("channel", channel.toUpperCase(Locale.ROOT));
    attempt.put("attempt_sid", "VL" + hex);
    return attempt;
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
    return error(403, 60205, "SMS is not supported by landline phone number");
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
