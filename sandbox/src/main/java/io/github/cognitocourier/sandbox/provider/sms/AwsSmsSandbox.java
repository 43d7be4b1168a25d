package io.github.cognitocourier.sandbox.provider.sms;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.provider.AwsSignature;
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
 * AWS End User Messaging, its operation SendTextMessage, in AWS's JSON protocol 1.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html">
 *     SendTextMessage</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/CommonErrors.html">
 *     Common errors</a>
 */
public final class AwsSmsSandbox implements ProviderSandbox {

  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  private static final String TARGET = "PinpointSMSVoiceV2.SendTextMessage";

  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * Takes the ids of messages and requests from {@code ids}; signatures must be of the time of
   * {@code clock}.
   */
  public AwsSmsSandbox(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "aws-sms";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public FunctionSettings settings(URI address) {
    return new FunctionSettings(
        "aws-sms://default?from=+15005550006&endpoint=" + address, Map.of());
  }

  @Override
  public boolean takesMessagesAt(String path) {
    return path.equals("/") || path.isEmpty();
  }

  @Override
  public Verdict receive(Call call) {
    if (!call.method().equals("POST") || !takesMessagesAt(call.path())) {
      return refused(404, "UnknownOperationException", Map.of());
    }
    if (!call.isOfType(CONTENT_TYPE)) {
      return refused(404, "UnknownOperationException", Map.of());
    }
    if (!call.header("X-Amz-Target").orElse("").equals(TARGET)) {
      return refused(400, "UnknownOperationException", Map.of());
    }
    Optional<Verdict> unsigned =
        new AwsSignature(call, "sms-voice").flaw(clock.instant()).map(this::unsigned);
    if (unsigned.isPresent()) {
      return unsigned.get();
    }
    Json request = Json.lenient(call.body());
    if (!request.isObject()) {
      return refused(400, "SerializationException", Map.of());
    }
    return AwsSmsRules.problem(request)
        .map(problem -> new Verdict.Refused(invalid(problem)))
        .<Verdict>map(refused -> refused)
        .orElseGet(() -> accepted(request));
  }

  private Verdict unsigned(AwsSignature.Flaw flaw) {
    Map<String, Object> message = Map.of("message", flaw.message());
    return switch (flaw.kind()) {
      case MISSING -> refused(400, "MissingAuthenticationTokenException", message);
      case INCOMPLETE -> refused(400, "IncompleteSignatureException", message);
      case INVALID -> refused(400, "InvalidSignatureException", message);
    };
  }

  private Verdict accepted(Json request) {
    var draft =
        Draft.sms(
            request.at("OriginationIdentity").text().orElse(""),
            request.at("DestinationPhoneNumber").text().orElse(""),
            request.at("MessageBody").text().orElse(""));
    boolean dryRun = request.at("DryRun").raw().filter(Boolean.TRUE::equals).isPresent();
    return new Verdict.Accepted(
        written(acceptedStatus(), Map.of("MessageId", ids.get().toString())),
        dryRun ? List.of() : List.of(draft));
  }

  @Override
  public Answer.Whole tooManyRequests() {
    return error(400, "ThrottlingException", Map.of("Message", "Rate exceeded"));
  }

  @Override
  public Answer.Whole internalError() {
    return error(
        500,
        "InternalServerException",
        Map.of("Message", "Internal Server Error", "RequestId", ids.get().toString()));
  }

  @Override
  public Answer.Whole unauthorized() {
    return error(
        400,
        "UnrecognizedClientException",
        Map.of("message", "The security token included in the request is invalid."));
  }

  @Override
  public Answer.Whole rejectedRecipient(Call call) {
    var members = new LinkedHashMap<String, Object>();
    members.put("Message", "Conflict Occurred - Reason=\"DESTINATION_PHONE_NUMBER_OPTED_OUT\"");
    members.put("Reason", "DESTINATION_PHONE_NUMBER_OPTED_OUT");
    members.put("ResourceType", "opted-out-number");
    return error(400, "ConflictException", members);
  }

  @Override
  public int acceptedStatus() {
    return 200;
  }

  private Answer.Whole invalid(AwsSmsRules.Problem problem) {
    var members = new LinkedHashMap<String, Object>();
    members.put(
        "Message",
        "1 validation error detected: Value at '"
            + problem.field()
            + "' failed to satisfy constraint");
    members.put("Reason", problem.reason());
    members.put("Fields", List.of(Map.of("Name", problem.field(), "Message", problem.message())));
    return error(400, "ValidationException", members);
  }

  private Verdict refused(int status, String type, Map<String, ?> members) {
    return new Verdict.Refused(error(status, type, members));
  }

  private Answer.Whole error(int status, String type, Map<String, ?> members) {
    var document = new LinkedHashMap<String, Object>();
    // The name alone matters to a client; AWS writes the service's namespace before it.
    document.put("__type", "com.amazonaws.pinpointsmsvoicev2#" + type);
    document.putAll(members);
    return written(status, document);
  }

  private Answer.Whole written(int status, Map<String, ?> document) {
    return Answer.text(status, CONTENT_TYPE, Json.write(document))
        .with("x-amzn-RequestId", ids.get().toString());
  }
}
