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

/**
 * Sinch's SMS API, batches of text with the token of a service plan.
 *
 * @see <a href="https://developers.sinch.com/docs/sms/api-reference/sms/batches">Batches</a>
 * @see <a href="https://developers.sinch.com/docs/sms/api-reference/status-codes">Status codes</a>
 */
public final class SinchSandbox implements ProviderSandbox {

  private static final Pattern BATCHES = Pattern.compile("/xms/v1/([A-Za-z0-9]{8,64})/batches");
  private static final Pattern BEARER = Pattern.compile("Bearer [\\x21-\\x7E]+");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The digits of a ULID, which the id of a batch is. */
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes the ids of batches from {@code ids}, and their dates from {@code clock}. */
  public SinchSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "sinch";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "sinch://default?endpoint="
            + address
            + "&region=eu&service-plan=00000000000000000000000000000000&from=+15005550006",
        Map.of("SINCH_API_TOKEN", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return BATCHES.matcher(path).matches();
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return new Verdict.Refused(Answer.empty(404));
    }
    if (!BEARER.matcher(call.header("Authorization").orElse("")).matches()) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.method().equals("POST")) {
      return new Verdict.Refused(Answer.empty(405));
    }
    if (!call.isOfType("application/json")) {
      return new Verdict.Refused(Answer.empty(415));
    }
    try {
      Json batch = Json.parse(call.body()).requireObject();
      return SinchRules.problem(batch, clock.instant())
          .<Verdict>map(problem -> new Verdict.Refused(error(400, problem.code(), problem.text())))
          .orElseGet(() -> accepted(batch));
    } catch (MalformedJson wrongShape) {
      return new Verdict.Refused(error(400, "syntax_invalid_json", "Invalid JSON"));
    }
  }

  private Verdict accepted(Json batch) {
    List<String> recipients = SinchRules.recipients(batch);
    String sender = batch.at("from").text().orElse("");
    String text = batch.at("body").text().orElse("");
    var drafts =
        recipients.stream()
            .map(to -> Draft.sms(sender, to.startsWith("+") ? to : "+" + to, text))
            .toList();
    String now = DATE.format(clock.instant());
    var json = new LinkedHashMap<String, Object>();
    json.put("id", batchId());
    json.put("to", recipients.stream().map(to -> to.replace("+", "")).toList());
    json.put("from", sender);
    json.put("canceled", false);
    json.put("body", text);
    json.put("type", "mt_text");
    json.put("created_at", now);
    json.put("modified_at", now);
    json.put("delivery_report", batch.at("delivery_report").text().orElse("none"));
    batch.at("expire_at").text().ifPresent(moment -> json.put("expire_at", moment));
    batch
        .at("client_reference")
        .text()
        .ifPresent(reference -> json.put("client_reference", reference));
    json.put("flash_message", false);
    return new Verdict.Accepted(Answer.json(acceptedStatus(), json), drafts);
  }

  private String batchId() {
    String hex = ids.get().toString().replace("-", "").substring(0, 26);
    var id = new StringBuilder("01");
    hex.chars().skip(2).forEach(c -> id.append(CROCKFORD.charAt(Character.digit(c, 16) * 2)));
    return id.toString();
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return Answer.empty(429);
  }

  @Override
  public Answer.Whole internalError() {
    return Answer.empty(500);
  }

  @Override
  public Answer.Whole unauthorized() {
    return Answer.empty(401);
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(
        403, "illegal_number_type", "Illegal phone number type of MSISDN for a chosen region");
  }

  @Override
  public int acceptedStatus() {
    return 201;
  }

  private static Answer.Whole error(int status, String code, String text) {
    var json = new LinkedHashMap<String, Object>();
    json.put("code", code);
    json.put("text", text);
    return Answer.json(status, json);
  }
}
