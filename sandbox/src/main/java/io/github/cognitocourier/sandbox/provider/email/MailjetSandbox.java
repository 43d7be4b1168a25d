package io.github.cognitocourier.sandbox.provider.email;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Mailjet's Send API v3.1. With {@code SandboxMode} it validates, answers with the id 0 and
 * delivers nothing, as Mailjet does.
 *
 * @see <a href="https://dev.mailjet.com/email/guides/send-api-v31/">Send API v3.1</a>
 */
public final class MailjetSandbox implements ProviderSandbox {

  /** An id stays exact in a JSON number. */
  private static final long LARGEST_ID = (1L << 53) - 1;

  private final Supplier<UUID> ids;

  /** Takes the ids of messages and errors from {@code ids}. */
  public MailjetSandbox(Supplier<UUID> ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return "mailjet";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "mailjet://default?endpoint=" + address + "&api-key=public",
        Map.of("MAILJET_SECRET_KEY", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/v3.1/send");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return refused(404, "mj-0009", "Object not found");
    }
    if (!call.method().equals("POST")) {
      return refused(405, "mj-0009", "Method not allowed");
    }
    if (BasicPair.of(call).filter(MailjetSandbox::mayUse).isEmpty()) {
      return new Verdict.Refused(unauthorized());
    }
    Json batch;
    List<Json> messages;
    try {
      batch = Json.parse(call.body()).requireObject();
      messages = batch.at("Messages").items();
    } catch (MalformedJson wrongShape) {
      return refused(
          400, "mj-0002", "Malformed JSON, please review the syntax and properties types.");
    }
    return MailjetRules.ofBatch(batch, messages)
        .map(problem -> refused(problem.status(), problem.code(), problem.message()))
        .orElseGet(() -> judge(batch, messages));
  }

  private static boolean mayUse(BasicPair pair) {
    return !pair.user().isEmpty() && pair.password().matches("[\\x21-\\x7E]+");
  }

  /** Each message by itself; one that is wrong makes the whole answer an error. */
  private Verdict judge(Json batch, List<Json> messages) {
    boolean sandboxed = batch.at("SandboxMode").raw().filter(Boolean.TRUE::equals).isPresent();
    var results = new ArrayList<Map<String, Object>>();
    var drafts = new ArrayList<Draft>();
    int status = acceptedStatus();
    for (Json message : messages) {
      List<MailjetRules.Problem> problems = MailjetRules.problems(message);
      if (problems.isEmpty()) {
        results.add(success(message, sandboxed));
        drafts.addAll(sandboxed ? List.of() : drafts(message));
      } else {
        results.add(failure(problems));
        status = problems.getFirst().status();
      }
    }
    Answer.Whole answer = Answer.json(status, Map.of("Messages", results));
    return status == acceptedStatus()
        ? new Verdict.Accepted(answer, drafts)
        : new Verdict.Refused(answer);
  }

  private Map<String, Object> success(Json message, boolean sandboxed) {
    var result = new LinkedHashMap<String, Object>();
    result.put("Status", "success");
    result.put("CustomID", message.at("CustomID").text().orElse(""));
    var recipients = new ArrayList<Map<String, Object>>();
    for (Json to : message.at("To").items()) {
      UUID uuid = ids.get();
      long id = sandboxed ? 0 : uuid.getMostSignificantBits() & LARGEST_ID;
      var recipient = new LinkedHashMap<String, Object>();
      recipient.put("Email", to.at("Email").requireText());
      recipient.put("MessageUUID", sandboxed ? "" : uuid.toString());
      recipient.put("MessageID", id);
      recipient.put("MessageHref", "https://api.mailjet.com/v3/REST/message/" + id);
      recipients.add(recipient);
    }
    result.put("To", recipients);
    result.put("Cc", List.of());
    result.put("Bcc", List.of());
    return result;
  }

  private Map<String, Object> failure(List<MailjetRules.Problem> problems) {
    var result = new LinkedHashMap<String, Object>();
    result.put("Status", "error");
    result.put("Errors", problems.stream().map(this::error).toList());
    return result;
  }

  private Map<String, Object> error(MailjetRules.Problem problem) {
    var error = new LinkedHashMap<String, Object>();
    error.put("ErrorIdentifier", ids.get().toString());
    error.put("ErrorCode", problem.code());
    error.put("StatusCode", problem.status());
    error.put("ErrorMessage", problem.message());
    if (!problem.relatedTo().isEmpty()) {
      error.put("ErrorRelatedTo", problem.relatedTo());
    }
    return error;
  }

  private static List<Draft> drafts(Json message) {
    String address = message.at("From").at("Email").text().orElse("");
    Optional<String> name = message.at("From").at("Name").text();
    boolean hosted = !message.at("TemplateID").isAbsent();
    return message.at("To").items().stream()
        .map(to ->
            new Draft(
                Channel.EMAIL,
                MailText.shown(name, address),
                to.at("Email").requireText(),
                message.at("Subject").text(),
                message.at("TextPart").text().orElse(""),
                message.at("HTMLPart").text(),
                message.at("TemplateID").number().map(String::valueOf),
                hosted
                    ? Optional.of(message.at("Variables")).filter(Json::isObject)
                    : Optional.empty()))
        .toList();
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return global(429, "mj-0014", "Too many requests").with("Retry-After", "1");
  }

  @Override
  public Answer.Whole internalError() {
    return global(500, "mj-0000", "Internal Server Error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return global(
        401,
        "mj-0015",
        "API key authentication/authorization failure. You may be unauthorized to access the API"
            + " or your API key may be expired. Visit API keys management section to check your"
            + " keys.");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return Answer.json(
        400,
        Map.of(
            "Messages",
            List.of(failure(List.of(MailjetRules.invalidEmail("jane@", "To[0].Email"))))));
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private Verdict refused(int status, String code, String message) {
    return new Verdict.Refused(global(status, code, message));
  }

  /** An error of the request as a whole. */
  private Answer.Whole global(int status, String code, String message) {
    return Answer.json(status, error(new MailjetRules.Problem(status, code, message, List.of())));
  }
}
