package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.AwsSignature;
import io.github.cognitocourier.sandbox.provider.FunctionSettings;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Amazon SNS, its action Publish to a phone number, in the query protocol. A message to a number
 * that has opted out is accepted there, too, and silently dropped.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html">Publishing to
 *     a phone</a>
 */
public final class SnsSandbox implements ProviderSandbox {

  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int LONGEST_MESSAGE = 1600;

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * Takes the ids of messages and requests from {@code ids}; signatures must be of the time of
   * {@code clock}.
   */
  public SnsSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "sns";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings("sns://default?endpoint=" + address, Map.of());
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/") || path.isEmpty();
  }

  @Override
  public Verdict receive(Call call) {
    Optional<Verdict> unsigned =
        new AwsSignature(call, "sns").flaw(clock.instant()).map(this::unsigned);
    if (unsigned.isPresent()) {
      return unsigned.get();
    }
    if (!call.method().equals("POST") || !takesMessagesAt(call.path())) {
      return refused(404, "UnknownOperationException", "");
    }
    Map<String, String> fields = call.fields();
    String action = fields.getOrDefault("Action", "");
    if (action.isEmpty()) {
      return refused(400, "MissingAction", "The request is missing an action.");
    }
    boolean known =
        action.equals("Publish") && fields.getOrDefault("Version", "").equals("2010-03-31");
    if (!known) {
      return refused(400, "InvalidAction", "Could not find operation " + action + " for version.");
    }
    var attributes = SnsAttributes.of(fields);
    Optional<Verdict> problem =
        problem(fields)
            .or(() -> attributes.problem().map(it -> refused(400, it.code(), it.message())));
    return problem.orElseGet(() -> accepted(fields, attributes));
  }

  private Verdict unsigned(AwsSignature.Flaw flaw) {
    return switch (flaw.kind()) {
      case MISSING -> refused(403, "MissingAuthenticationToken", flaw.message());
      case INCOMPLETE -> refused(400, "IncompleteSignature", flaw.message());
      case INVALID -> refused(403, "SignatureDoesNotMatch", flaw.message());
    };
  }

  private Optional<Verdict> problem(Map<String, String> fields) {
    String phone = fields.getOrDefault("PhoneNumber", "");
    String message = fields.getOrDefault("Message", "");
    if (!fields.containsKey("Message")) {
      return invalid("Message Reason: no value for required parameter");
    }
    if (message.isEmpty()) {
      return invalid("Empty message");
    }
    boolean topic = fields.containsKey("TopicArn") || fields.containsKey("TargetArn");
    if (topic && fields.containsKey("PhoneNumber")) {
      return invalid("Only one of TopicArn, TargetArn or PhoneNumber may be specified");
    }
    if (topic) {
      return Optional.of(refused(404, "NotFound", "Topic does not exist"));
    }
    if (phone.isEmpty()) {
      return invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    if (PhoneNumber.parse(phone).isEmpty()) {
      return invalid("PhoneNumber Reason: " + phone + " is not valid to publish to");
    }
    if (message.codePointCount(0, message.length()) > LONGEST_MESSAGE) {
      return invalid("Message too long");
    }
    boolean structured = fields.containsKey("MessageStructure");
    return structured ? invalid("MessageStructure Reason: not for this sandbox") : Optional.empty();
  }

  private Optional<Verdict> invalid(String what) {
    return Optional.of(refused(400, "InvalidParameter", "Invalid parameter: " + what));
  }

  private Verdict accepted(Map<String, String> fields, SnsAttributes attributes) {
    var draft =
        Draft.sms(
            attributes.sender(),
            fields.getOrDefault("PhoneNumber", ""),
            fields.getOrDefault("Message", ""));
    String result =
        "<PublishResponse xmlns=\"%s\"><PublishResult><MessageId>%s</MessageId></PublishResult>"
                .formatted(NAMESPACE, ids.get())
            + "<ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></PublishResponse>";
    return new Verdict.Accepted(xml(acceptedStatus(), result), List.of(draft));
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(400, "Throttling", "Rate exceeded");
  }

  @Override
  public Answer.Whole internalError() {
    return error(500, "InternalError", "Internal service error");
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    return error(
        400,
        "InvalidParameter",
        "Invalid parameter: PhoneNumber Reason: +10000000000 is not valid to publish to");
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private Verdict refused(int status, String code, String message) {
    return new Verdict.Refused(error(status, code, message));
  }

  private Answer.Whole error(int status, String code, String message) {
    String text = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return xml(
        status,
        "<ErrorResponse xmlns=\"%s\"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(
                    NAMESPACE, status < 500 ? "Sender" : "Receiver", code, text.replace("%", "%%"))
            + "<RequestId>%s</RequestId></ErrorResponse>");
  }

  private Answer.Whole xml(int status, String document) {
    String request = ids.get().toString();
    return Answer.text(status, "text/xml", document.formatted(request))
        .with("x-amzn-RequestId", request);
  }
}
