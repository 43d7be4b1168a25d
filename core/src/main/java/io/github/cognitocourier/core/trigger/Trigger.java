package io.github.cognitocourier.core.trigger;

import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.NotificationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Cognito's event, parsed once. Unknown fields are ignored: events grow.
 *
 * @param clientId the app client; empty for calls of an administrator, which have none
 * @param code the encrypted code; empty for a trigger source that carries none
 * @param clientMetadata written by the client: not to be trusted
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html">
 *     Custom email sender Lambda trigger</a>
 */
public record Trigger(
    Channel channel,
    TriggerSource source,
    String userPoolId,
    Optional<String> clientId,
    String userName,
    Optional<EncryptedCode> code,
    Map<String, String> userAttributes,
    Map<String, String> clientMetadata)
    implements Parsed {

  private static final Pattern SOURCE =
      Pattern.compile("Custom(Email|SMS|Sms)Sender_([A-Za-z0-9_]{1,64})");
  private static final Pattern TYPE = Pattern.compile("custom(Email|SMS|Sms)SenderRequestV1");
  private static final Pattern USER_POOL_ID = Pattern.compile("[\\w-]{1,40}_[0-9a-zA-Z]{1,40}");
  private static final Pattern CLIENT_ID = Pattern.compile("[\\w+]{1,128}");

  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** What AWS sends as client id where there is no app client. */
  private static final String NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE";

  /** Copies the maps, in their order. */
  public Trigger {
    userAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(userAttributes));
    clientMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(clientMetadata));
  }

  /** Parses the event as Lambda hands it over: JSON in UTF-8. Never throws. */
  public static Parsed parse(byte[] event) {
    try {
      return read(Json.parse(new String(event, StandardCharsets.UTF_8)).requireObject());
    } catch (MalformedJson malformed) {
      return new Malformed("The event is malformed: " + malformed.getMessage() + ".");
    }
  }

  /** Cognito's whole name of the source, such as {@code CustomSMSSender_SignUp}. */
  public String fullSource() {
    return fullSource(channel, source);
  }

  /** Cognito's whole name of a source in a channel. */
  public static String fullSource(Channel channel, TriggerSource source) {
    return switch (channel) {
          case EMAIL -> "CustomEmailSender_";
          case SMS -> "CustomSMSSender_";
        }
        + source.suffix();
  }

  /**
   * The identity of a notification without a code: the pool and Cognito's {@code EVENT_ID}; without
   * one, a digest of what the event says.
   */
  public NotificationId eventIdentity() {
    String eventId = userAttributes.getOrDefault("EVENT_ID", "");
    return EVENT_ID.matcher(eventId).matches()
        ? new NotificationId(userPoolId + "." + eventId)
        : new NotificationId(userPoolId + "." + digest());
  }

  private String digest() {
    try {
      String all = fullSource() + userName + new TreeMap<>(userAttributes);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Trigger read(Json event) {
    Json request = event.at("request").requireObject();
    var source = SOURCE.matcher(event.at("triggerSource").requireText());
    if (!source.matches()) {
      throw event
          .at("triggerSource")
          .mistake(
              "must begin with CustomEmailSender_ or CustomSMSSender_; attach the function as the"
                  + " user pool's custom sender, not as another trigger");
    }
    Channel channel = channel(request);
    if (channel != channelNamed(source.group(1))) {
      throw request.at("type").mistake("must be of the same channel as triggerSource");
    }
    TriggerSource known = TriggerSource.of(source.group(2));
    return new Trigger(
        channel,
        known,
        userPoolId(event),
        clientId(event),
        event.at("userName").optionalText().orElse(""),
        code(request, known),
        request.at("userAttributes").requireObject().texts(),
        request.at("clientMetadata").texts());
  }

  private static Channel channel(Json request) {
    var type = TYPE.matcher(request.at("type").requireText());
    if (!type.matches()) {
      throw request
          .at("type")
          .mistake("must be customEmailSenderRequestV1 or customSMSSenderRequestV1");
    }
    return channelNamed(type.group(1));
  }

  private static Channel channelNamed(String word) {
    return word.equals("Email") ? Channel.EMAIL : Channel.SMS;
  }

  private static String userPoolId(Json event) {
    String id = event.at("userPoolId").requireText();
    if (!USER_POOL_ID.matcher(id).matches()) {
      throw event.at("userPoolId").mistake("must be a user pool id such as us-east-1_AbCdEf123");
    }
    return id;
  }

  private static Optional<String> clientId(Json event) {
    return event
        .at("callerContext")
        .at("clientId")
        .text()
        .filter(id -> CLIENT_ID.matcher(id).matches() && !id.equals(NO_CLIENT));
  }

  private static Optional<EncryptedCode> code(Json request, TriggerSource source) {
    return switch (source) {
      case TriggerSource.Known known when known.carriesCode() ->
          Optional.of(new EncryptedCode(request.at("code").requireText()));
      case TriggerSource.Known withoutCode -> Optional.empty();
      case TriggerSource.Unknown unknown -> request.at("code").text().map(EncryptedCode::new);
    };
  }

  @Override
  public String toString() {
    return "Trigger[" + fullSource() + ", " + userPoolId + "]";
  }
}
