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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Brevo's transactional e-mail. With the header {@code X-Sib-Sandbox: drop} it validates, answers
 * as ever and delivers nothing; an {@code idempotencyKey}, a UUID, counts for 15 minutes. Both
 * stand in the {@code headers} of the document.
 *
 * @see <a href="https://developers.brevo.com/reference/sendtransacemail">Send a transactional
 *     email</a>
 */
public final class BrevoSandbox implements ProviderSandbox {

  private static final Duration KEY_LIFETIME = Duration.ofMinutes(15);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final Map<String, Instant> keys = new ConcurrentHashMap<>();

  /** Takes message ids from {@code ids}; keys age on {@code clock}. */
  public BrevoSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "brevo";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "brevo://default?endpoint=" + address, Map.of("BREVO_API_KEY", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/v3/smtp/email");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return refused(404, "document_not_found", "Not found");
    }
    if (!call.method().equals("POST")) {
      return refused(405, "method_not_allowed", "Method not allowed");
    }
    Optional<String> key = call.header("api-key");
    if (key.isEmpty()) {
      return refused(401, "unauthorized", "authentication not found in headers");
    }
    if (!key.get().matches("[\\x21-\\x7E]+")) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.isOfType("application/json")) {
      return refused(415, "bad_request", "Content-Type must be application/json");
    }
    try {
      Json mail = Json.parse(call.body()).requireObject();
      return BrevoRules.problem(mail)
          .map(problem -> refused(400, problem.code(), problem.message()))
          .orElseGet(() -> accepted(mail));
    } catch (MalformedJson wrongShape) {
      boolean whole = wrongShape.path().equals("the document");
      return whole
          ? refused(400, "bad_request", "Input must be a valid JSON object")
          : refused(400, "invalid_parameter", wrongShape.path() + " is not valid");
    }
  }

  private Verdict accepted(Json mail) {
    Map<String, String> headers = mail.at("headers").texts();
    Optional<String> key = mail.at("headers").at(BrevoRules.IDEMPOTENCY_KEY).text();
    if (key.isPresent() && isTaken(key.get())) {
      return refused(400, "duplicate_parameter", "Idempotency key was already used");
    }
    String id = DATE.format(clock.instant()) + "." + digits() + "@smtp-relay.mailin.fr";
    Answer.Whole answer = Answer.json(acceptedStatus(), Map.of("messageId", "<" + id + ">"));
    boolean dropped =
        headers.entrySet().stream()
            .anyMatch(header ->
                header.getKey().equalsIgnoreCase("X-Sib-Sandbox")
                    && header.getValue().equals("drop"));
    return new Verdict.Accepted(answer, dropped ? List.of() : drafts(mail));
  }

  private boolean isTaken(String key) {
    Instant now = clock.instant();
    keys.values().removeIf(taken -> taken.plus(KEY_LIFETIME).isBefore(now));
    return keys.putIfAbsent(key, now) != null;
  }

  private String digits() {
    return String.valueOf(ids.get().getMostSignificantBits() >>> 16);
  }

  /** Inline content has parameters, too. */
  private static String evaluated(Json mail, String content) {
    return Expressions.evaluated(content, path -> Expressions.at(mail, path));
  }

  private static List<Draft> drafts(Json mail) {
    boolean hosted = mail.at("templateId").number().isPresent();
    String address = mail.at("sender").at("email").text().orElse("");
    Optional<String> name = mail.at("sender").at("name").text();
    return mail.at("to").items().stream()
        .map(to ->
            new Draft(
                Channel.EMAIL,
                MailText.shown(name, address),
                to.at("email").requireText(),
                mail.at("subject").text().map(text -> evaluated(mail, text)),
                hosted ? "" : evaluated(mail, mail.at("textContent").text().orElse("")),
                hosted
                    ? Optional.empty()
                    : mail.at("htmlContent").text().map(text -> evaluated(mail, text)),
                mail.at("templateId").number().map(String::valueOf),
                Optional.of(mail.at("params")).filter(Json::isObject)))
        .toList();
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "too_many_requests", "API rate limit exceeded")
        .with("x-sib-ratelimit-limit", "1000")
        .with("x-sib-ratelimit-remaining", "0")
        .with("x-sib-ratelimit-reset", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "internal_error", "Internal server error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(401, "unauthorized", "Key not found");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(400, "invalid_parameter", BrevoRules.INVALID_RECIPIENT);
  }

  @Override
  public int acceptedStatus() {
    return 201;
  }

  private static Verdict refused(int status, String code, String message) {
    return new Verdict.Refused(error(status, code, message));
  }

  private static Answer.Whole error(int status, String code, String message) {
    return Answer.json(status, Map.of("code", code, "message", message));
  }
}
