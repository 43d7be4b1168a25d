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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * SendGrid's v3 Mail Send. In sandbox mode it validates, answers 200 and delivers nothing, as
 * SendGrid does.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send">Mail
 *     Send</a>
 * @see <a
 *     href="https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits">
 *     Rate limits</a>
 */
public final class SendGridSandbox implements ProviderSandbox {

  private static final Pattern BEARER = Pattern.compile("Bearer [\\x21-\\x7E]+");

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * Takes message ids from {@code ids}, and the moment of a rate limit's reset from {@code clock}.
   */
  public SendGridSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "sendgrid";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "sendgrid://default?endpoint=" + address, Map.of("SENDGRID_API_KEY", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/v3/mail/send");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return new Verdict.Refused(error(404, "not found"));
    }
    if (!call.method().equals("POST")) {
      return new Verdict.Refused(error(405, "method not allowed"));
    }
    Optional<String> authorization = call.header("Authorization");
    if (authorization.isEmpty()) {
      return new Verdict.Refused(error(401, "authorization required"));
    }
    if (!BEARER.matcher(authorization.get()).matches()) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.isOfType("application/json")) {
      return new Verdict.Refused(error(415, "Content-Type should be application/json."));
    }
    try {
      Json mail = Json.parse(call.body()).requireObject();
      List<SendGridProblem> problems = SendGridRules.problems(mail);
      return problems.isEmpty() ? accepted(mail) : new Verdict.Refused(errors(400, problems));
    } catch (MalformedJson wrongShape) {
      return new Verdict.Refused(error(400, "Bad Request"));
    }
  }

  private Verdict accepted(Json mail) {
    Json sandboxMode = mail.at("mail_settings").at("sandbox_mode").at("enable");
    if (sandboxMode.raw().filter(Boolean.TRUE::equals).isPresent()) {
      return new Verdict.Accepted(Answer.empty(200), List.of());
    }
    String messageId = ids.get().toString().replace("-", "").substring(0, 22);
    return new Verdict.Accepted(
        Answer.empty(acceptedStatus()).with("X-Message-Id", messageId), drafts(mail));
  }

  private static List<Draft> drafts(Json mail) {
    String address = mail.at("from").at("email").requireText();
    String sender = MailText.shown(mail.at("from").at("name").text(), address);
    var drafts = new ArrayList<Draft>();
    for (Json personalization : mail.at("personalizations").items()) {
      Json variables = personalization.at("dynamic_template_data");
      for (Json to : personalization.at("to").items()) {
        drafts.add(
            new Draft(
                Channel.EMAIL,
                sender,
                to.at("email").requireText(),
                personalization.at("subject").text().or(mail.at("subject")::text),
                content(mail, "text/plain").orElse(""),
                content(mail, "text/html"),
                mail.at("template_id").text(),
                Optional.of(variables).filter(Json::isObject)));
      }
    }
    return drafts;
  }

  private static Optional<String> content(Json mail, String type) {
    return mail.at("content").items().stream()
        .filter(part -> part.at("type").text().orElse("").equals(type))
        .findFirst()
        .flatMap(part -> part.at("value").text());
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "too many requests")
        .with("X-RateLimit-Limit", "600")
        .with("X-RateLimit-Remaining", "0")
        .with("X-RateLimit-Reset", String.valueOf(clock.instant().getEpochSecond() + 1));
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "Internal Server Error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(401, "The provided authorization grant is invalid, expired, or revoked");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return errors(400, List.of(SendGridRules.invalidRecipient(0, "to", 0)));
  }

  @Override
  public int acceptedStatus() {
    return 202;
  }

  private static Answer.Whole error(int status, String message) {
    return errors(status, List.of(SendGridProblem.ofRequest(message)));
  }

  private static Answer.Whole errors(int status, List<SendGridProblem> problems) {
    return Answer.json(
        status, Map.of("errors", problems.stream().map(SendGridProblem::json).toList()));
  }
}
