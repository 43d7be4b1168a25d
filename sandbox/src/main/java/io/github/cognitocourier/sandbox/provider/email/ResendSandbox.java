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
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Resend's send email. Unlike Resend it takes recipients at {@code example.com}, which are what the
 * users of a sandbox have.
 *
 * @see <a href="https://resend.com/docs/api-reference/emails/send-email">Send email</a>
 * @see <a href="https://resend.com/docs/api-reference/errors">Errors</a>
 * @see <a href="https://resend.com/docs/dashboard/emails/idempotency-keys">Idempotency keys</a>
 */
public final class ResendSandbox implements ProviderSandbox {

  private final Supplier<UUID> ids;
  private final Replays replays;

  /** Takes message ids from {@code ids}, and the age of idempotency keys from {@code clock}. */
  public ResendSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.ids = ids;
    this.replays = new Replays(clock);
  }

  @Override
  public String name() {
    return "resend";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "resend://default?endpoint=" + address, Map.of("RESEND_API_KEY", "re_dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/emails");
  }

  @Override
  public Verdict receive(Call call) {
    if (call.header("User-Agent").orElse("").isBlank()) {
      return new Verdict.Refused(Answer.text(403, "text/plain", "error code: 1010"));
    }
    if (!takesMessagesAt(call.path())) {
      return refused(404, "not_found", "The requested endpoint does not exist.");
    }
    if (!call.method().equals("POST")) {
      return refused(405, "method_not_allowed", "This endpoint does not support this method.");
    }
    Optional<String> authorization = call.header("Authorization");
    if (authorization.isEmpty()) {
      return refused(401, "missing_api_key", "Missing API Key");
    }
    if (!authorization.get().matches("Bearer re_[\\x21-\\x7E]+")) {
      return new Verdict.Refused(unauthorized());
    }
    Optional<String> key = call.header("Idempotency-Key");
    if (key.filter(value -> value.isEmpty() || value.length() > 256).isPresent()) {
      return refused(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
    }
    return key.isPresent() ? once(key.get(), call.body()) : judged(call.body());
  }

  private Verdict once(String key, String body) {
    return replays.once(
        key,
        body,
        this::judged,
        answer -> answer,
        refused(
            409,
            "invalid_idempotent_request",
            "Same idempotency key used with a different request payload."));
  }

  private Verdict judged(String body) {
    try {
      Json mail = Json.parse(body).requireObject();
      Optional<ResendRules.Problem> problem = ResendRules.problem(mail);
      return problem
          .map(found -> refused(422, found.name(), found.message()))
          .orElseGet(() -> accepted(mail));
    } catch (MalformedJson wrongShape) {
      return refused(
          400, "validation_error", "We found an error with one or more fields in the request.");
    }
  }

  private Verdict accepted(Json mail) {
    Json template = mail.at("template");
    String from = mail.at("from").text().orElse("").replace("\"", "");
    List<Draft> drafts =
        MailText.listed(mail.at("to")).stream()
            .map(to -> to.text().orElse(""))
            .map(to ->
                new Draft(
                    Channel.EMAIL,
                    from,
                    MailText.address(to).orElse(to),
                    mail.at("subject").text(),
                    mail.at("text").text().orElse(""),
                    mail.at("html").text(),
                    template.at("id").text(),
                    Optional.of(template.at("variables")).filter(Json::isObject)))
            .toList();
    return new Verdict.Accepted(
        limits(Answer.json(acceptedStatus(), Map.of("id", ids.get().toString())), "4"), drafts);
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return limits(
            error(
                429,
                "rate_limit_exceeded",
                "Too many requests. You can only make 5 requests per second. See rate limit"
                    + " response headers for more information."),
            "0")
        .with("retry-after", "1");
  }

  private static Answer.Whole limits(Answer.Whole answer, String remaining) {
    return answer
        .with("ratelimit-limit", "5")
        .with("ratelimit-remaining", remaining)
        .with("ratelimit-reset", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "application_error", "An unexpected error occurred.");
  }

  /** Resend calls it 403. */
  @Override
  public Answer.Whole unauthorized() {
    return error(403, "invalid_api_key", "API key is invalid");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(422, "validation_error", ResendRules.INVALID_TO);
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private static Verdict refused(int status, String name, String message) {
    return new Verdict.Refused(error(status, name, message));
  }

  private static Answer.Whole error(int status, String name, String message) {
    var document = new LinkedHashMap<String, Object>();
    document.put("statusCode", status);
    document.put("message", message);
    document.put("name", name);
    return Answer.json(status, document);
  }
}
