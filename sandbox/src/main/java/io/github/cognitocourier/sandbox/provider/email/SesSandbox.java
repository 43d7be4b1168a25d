package io.github.cognitocourier.sandbox.provider.email;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.AwsSignature;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Amazon SES, API v2: SendEmail with a message or a stored template. A mail of raw MIME is taken
 * and shown without its parts. Every sender counts as verified, every template as stored.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">
 *     SendEmail</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html">Common
 *     errors</a>
 */
public final class SesSandbox implements ProviderSandbox {

  private static final String PATH = "/v2/email/outbound-emails";

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Takes message ids from {@code ids}; signatures must be of the time of {@code clock}. */
  public SesSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "ses";
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  /** Region and credentials are the function's own. */
  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings("ses://default?endpoint=" + address, Map.of());
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals(PATH);
  }

  @Override
  public Verdict receive(Call call) {
    if (!takesMessagesAt(call.path()) || !call.method().equals("POST")) {
      return refused(404, "UnknownOperationException", "");
    }
    Optional<Verdict> unsigned =
        new AwsSignature(call, "ses").flaw(clock.instant()).map(this::unsigned);
    if (unsigned.isPresent()) {
      return unsigned.get();
    }
    try {
      Json mail = Json.parse(call.body()).requireObject();
      Optional<String> problem = SesRules.problem(mail);
      return problem.isPresent()
          ? refused(400, "BadRequestException", problem.get())
          : accepted(mail);
    } catch (MalformedJson wrongShape) {
      return refused(400, "SerializationException", "The request body cannot be read");
    }
  }

  private Verdict unsigned(AwsSignature.Flaw flaw) {
    return switch (flaw.kind()) {
      case MISSING -> refused(403, "MissingAuthenticationTokenException", flaw.message());
      case INCOMPLETE -> refused(400, "IncompleteSignatureException", flaw.message());
      case INVALID -> refused(403, "InvalidSignatureException", flaw.message());
    };
  }

  private Verdict accepted(Json mail) {
    String time = "%016x".formatted(clock.instant().toEpochMilli());
    Answer.Whole answer =
        Answer.json(acceptedStatus(), Map.of("MessageId", time + "-" + ids.get() + "-000000"))
            .with("x-amzn-RequestId", ids.get().toString());
    return new Verdict.Accepted(
        answer, SesRules.recipients(mail).stream().map(to -> draft(mail, to)).toList());
  }

  private static Draft draft(Json mail, String to) {
    Json simple = mail.at("Content").at("Simple");
    Json template = mail.at("Content").at("Template");
    Json inline = template.at("TemplateContent");
    Json body = simple.at("Body");
    return new Draft(
        Channel.EMAIL,
        mail.at("FromEmailAddress").text().orElse(""),
        to,
        simple.at("Subject").at("Data").text().or(inline.at("Subject")::text),
        body.at("Text").at("Data").text().or(inline.at("Text")::text).orElse(""),
        body.at("Html").at("Data").text().or(inline.at("Html")::text),
        template.at("TemplateName").text().or(template.at("TemplateArn")::text),
        template.at("TemplateData").text().map(Json::lenient));
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "InternalFailure", "");
  }

  /** AWS has no 401 for this. */
  @Override
  public Answer.Whole unauthorized() {
    return error(
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  /**
   * SES takes a mail to any well-formed address and reports a bounce later, a suppressed one
   * included. What comes closest is its answer to an address that is none.
   */
  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(400, "BadRequestException", "Missing final '@domain'");
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private Verdict refused(int status, String type, String message) {
    return new Verdict.Refused(error(status, type, message));
  }

  /** The form of the protocol {@code rest-json}. */
  private Answer.Whole error(int status, String type, String message) {
    return Answer.json(status, Map.of("message", message))
        .with("x-amzn-ErrorType", type)
        .with("x-amzn-RequestId", ids.get().toString());
  }
}
