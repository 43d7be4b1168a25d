package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
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

/**
 * MailerSend's email endpoint.
 *
 * @see <a href="https://developers.mailersend.com/api/v1/email.html">Email</a>
 * @see <a href="https://developers.mailersend.com/general.html">Responses and rate limits</a>
 */
public final class MailerSendSandbox implements ProviderSandbox {

  private final Supplier<UUID> ids;

  /** Takes message ids from {@code ids}. */
  public MailerSendSandbox(Supplier<UUID> ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return "mailersend";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "mailersend://default?endpoint=" + address, Map.of("MAILERSEND_API_TOKEN", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/v1/email");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return refused(404, "The requested resource was not found.");
    }
    if (!call.method().equals("POST")) {
      return refused(405, "The " + call.method() + " method is not supported for this route.");
    }
    if (!call.header("Authorization").orElse("").matches("Bearer [\\x21-\\x7E]+")) {
      return new Verdict.Refused(unauthorized());
    }
    // What is no JSON is a request without any field.
    Json mail =
        call.isOfType("application/json") ? Json.lenient(call.body()) : Json.lenient("null");
    Map<String, List<String>> problems = MailerSendRules.problems(mail);
    return problems.isEmpty() ? accepted(mail) : new Verdict.Refused(invalid(problems));
  }

  private Verdict accepted(Json mail) {
    String id = ids.get().toString().replace("-", "").substring(0, 24);
    List<Draft> drafts =
        MailerSendRules.listed(mail.at("to")).stream().map(to -> draft(mail, to)).toList();
    return new Verdict.Accepted(
        Answer.empty(acceptedStatus())
            .with("Content-Type", "text/html; charset=UTF-8")
            .with("X-Message-Id", id)
            .with("x-ratelimit-limit", "120")
            .with("x-ratelimit-remaining", "119"),
        drafts);
  }

  /** Inline content is personalized, too. */
  private static String evaluated(String content, Optional<Json> variables) {
    return Expressions.evaluated(
        content, path -> variables.map(data -> Expressions.at(data, path)).orElse(""));
  }

  private static Draft draft(Json mail, Json to) {
    String recipient = to.at("email").text().orElse("");
    Optional<Json> variables =
        MailerSendRules.listed(mail.at("personalization")).stream()
            .filter(each -> each.at("email").text().filter(recipient::equals).isPresent())
            .map(each -> each.at("data"))
            .filter(Json::isObject)
            .findFirst();
    return new Draft(
        Channel.EMAIL,
        MailText.shown(
            mail.at("from").at("name").text(), mail.at("from").at("email").text().orElse("")),
        recipient,
        mail.at("subject").text().map(text -> evaluated(text, variables)),
        evaluated(mail.at("text").text().orElse(""), variables),
        mail.at("html").text().map(text -> evaluated(text, variables)),
        mail.at("template_id").text(),
        variables.filter(_ -> mail.at("template_id").text().isPresent()));
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "Too Many Attempts.")
        .with("x-ratelimit-limit", "120")
        .with("x-ratelimit-remaining", "0")
        .with("retry-after", "30");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "Server Error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(401, "Unauthenticated.");
  }

  /** The status is that of success; what is missing is the message id. */
  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    var recipient = new LinkedHashMap<String, Object>();
    recipient.put("email", "suppressed@example.com");
    recipient.put("name", "");
    recipient.put("reasons", List.of("blocklisted"));
    var warning = new LinkedHashMap<String, Object>();
    warning.put("type", "ALL_SUPPRESSED");
    warning.put("warning", "All of the recipients have been suppressed.");
    warning.put("recipients", List.of(recipient));
    var document = new LinkedHashMap<String, Object>();
    document.put("message", "There are some warnings for your request.");
    document.put("warnings", List.of(warning));
    return Answer.json(202, document);
  }

  @Override
  public int acceptedStatus() {
    return 202;
  }

  private static Verdict refused(int status, String message) {
    return new Verdict.Refused(error(status, message));
  }

  private static Answer.Whole error(int status, String message) {
    return Answer.json(status, Map.of("message", message));
  }

  private static Answer.Whole invalid(Map<String, List<String>> problems) {
    var document = new LinkedHashMap<String, Object>();
    document.put("message", "The given data was invalid.");
    document.put("errors", problems);
    return Answer.json(422, document);
  }
}
