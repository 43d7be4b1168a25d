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
 * Postmark's Email API: one mail, of its own content or by a template. The token {@code
 * POSTMARK_API_TEST} makes it validate and deliver nothing, as at Postmark.
 *
 * @see <a href="https://postmarkapp.com/developer/api/email-api">Email API</a>
 * @see <a href="https://postmarkapp.com/developer/api/templates-api">Templates API</a>
 * @see <a href="https://postmarkapp.com/developer/api/overview#error-codes">Error codes</a>
 */
public final class PostmarkSandbox implements ProviderSandbox {

  private static final String TEST_TOKEN = "POSTMARK_API_TEST";

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes message ids from {@code ids}, and the moment of submission from {@code clock}. */
  public PostmarkSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "postmark";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "postmark://default?endpoint=" + address, Map.of("POSTMARK_SERVER_TOKEN", "dummy"));
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/email") || path.equals("/email/withTemplate");
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path())) {
      return new Verdict.Refused(Answer.empty(404));
    }
    if (!call.method().equals("POST")) {
      return new Verdict.Refused(Answer.empty(405));
    }
    Optional<String> token = call.header("X-Postmark-Server-Token");
    if (token.isEmpty()) {
      return refused(
          401,
          10,
          "No Account or Server API tokens were supplied in the HTTP headers. Please add a header"
              + " for either X-Postmark-Server-Token or X-Postmark-Account-Token.");
    }
    if (!token.get().matches("[\\x21-\\x7E]+")) {
      return new Verdict.Refused(unauthorized());
    }
    if (!call.isOfType("application/json") || !acceptsJson(call)) {
      return refused(
          422,
          409,
          "Your HTTP request does not have the Accept and Content-Type headers set to"
              + " application/json.");
    }
    try {
      Json mail = Json.parse(call.body());
      Optional<PostmarkRules.Problem> problem =
          PostmarkRules.problem(mail, call.path().endsWith("/withTemplate"));
      return problem.isPresent()
          ? refused(422, problem.get().errorCode(), problem.get().message())
          : accepted(mail, token.get().equals(TEST_TOKEN));
    } catch (MalformedJson notJson) {
      return refused(422, 402, "Received invalid JSON input.");
    }
  }

  private static boolean acceptsJson(Call call) {
    return call.header("Accept").orElse("").matches("(?i).*(application/json|\\*/\\*).*");
  }

  private Verdict accepted(Json mail, boolean isTest) {
    var document = new LinkedHashMap<String, Object>();
    document.put("To", mail.at("To").requireText());
    document.put("SubmittedAt", clock.instant().toString());
    document.put("MessageID", ids.get().toString());
    document.put("ErrorCode", 0);
    document.put("Message", isTest ? "Test job accepted" : "OK");
    return new Verdict.Accepted(
        Answer.json(acceptedStatus(), document), isTest ? List.of() : drafts(mail));
  }

  private static List<Draft> drafts(Json mail) {
    return PostmarkRules.recipients(mail.at("To")).stream()
        .map(to ->
            new Draft(
                Channel.EMAIL,
                mail.at("From").requireText().replace("\"", ""),
                MailText.address(to).orElse(to),
                mail.at("Subject").text(),
                mail.at("TextBody").text().orElse(""),
                mail.at("HtmlBody").text(),
                template(mail),
                Optional.of(mail.at("TemplateModel")).filter(Json::isObject)))
        .toList();
  }

  private static Optional<String> template(Json mail) {
    return mail.at("TemplateAlias")
        .text()
        .or(() -> mail.at("TemplateId").number().map(id -> "" + id));
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, 429, "Rate limit exceeded: you have made too many requests.");
  }

  @Override
  public Answer.Whole internalError() {
    return Answer.json(500, Map.of("Message", "Internal Server Error"));
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(
        401,
        10,
        "The Server Token you provided in the X-Postmark-Server-Token request header was invalid."
            + " Please verify that you are using a valid token.");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(
        422,
        406,
        "You tried to send to recipient(s) that have been marked as inactive. Found inactive"
            + " addresses: inactive@example.com. Inactive recipients are ones that have generated"
            + " a hard bounce, a spam complaint, or a manual suppression.");
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private static Verdict refused(int status, int errorCode, String message) {
    return new Verdict.Refused(error(status, errorCode, message));
  }

  private static Answer.Whole error(int status, int errorCode, String message) {
    var document = new LinkedHashMap<String, Object>();
    document.put("ErrorCode", errorCode);
    document.put("Message", message);
    return Answer.json(status, document);
  }
}
