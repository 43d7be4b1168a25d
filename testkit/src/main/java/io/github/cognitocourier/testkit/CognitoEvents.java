package io.github.cognitocourier.testkit;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes events as Cognito sends them to a custom sender: every trigger source, the code really
 * encrypted, {@code null} where Cognito writes {@code null}. Safe for concurrent use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html">
 *     Custom email sender Lambda trigger</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sms-sender.html">
 *     Custom SMS sender Lambda trigger</a>
 */
public final class CognitoEvents {

  private static final String NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE";

  private final CodeEncryptor encryptor;
  private final String keyArn;

  /** Encrypts codes with {@code encryptor} under {@code keyArn}. */
  public CognitoEvents(CodeEncryptor encryptor, String keyArn) {
    this.encryptor = encryptor;
    this.keyArn = keyArn;
  }

  /** One trigger source: a channel and a suffix. */
  public record Source(Channel channel, Known trigger) {

    /** Cognito's own name, such as {@code CustomEmailSender_SignUp}. */
    public String triggerSource() {
      return Trigger.fullSource(channel, trigger);
    }
  }

  /** The 15 documented ones: 8 for e-mail, 7 for SMS, which knows no account takeover. */
  public static List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      for (Known trigger : Known.values()) {
        if (channel == Channel.EMAIL || trigger.carriesCode()) {
          sources.add(new Source(channel, trigger));
        }
      }
    }
    return List.copyOf(sources);
  }

  /** The event of {@code source} about {@code user}, as the bytes that Lambda receives. */
  public byte[] event(Source source, CognitoUser user) {
    return JsonWriter.string(json(source, user)).getBytes(StandardCharsets.UTF_8);
  }

  private JsonObject json(Source source, CognitoUser user) {
    boolean takeover = !source.trigger().carriesCode();
    JsonObject event = new JsonObject();
    event.put("version", "1");
    event.put("triggerSource", source.triggerSource());
    event.put("region", user.region());
    event.put("userPoolId", user.userPoolId());
    event.put("userName", user.userName());
    event.put("callerContext", callerContext(source.trigger(), user));
    JsonObject request = new JsonObject();
    request.put(
        "type",
        switch (source.channel()) {
          case EMAIL -> "customEmailSenderRequestV1";
          case SMS -> "customSMSSenderRequestV1";
        });
    request.put("code", takeover ? null : code(source.trigger(), user));
    request.put("clientMetadata", clientMetadata(source.trigger(), user));
    request.put("userAttributes", takeover ? takeover(user) : attributes(source.trigger(), user));
    event.put("request", request);
    return event;
  }

  private static JsonObject callerContext(Known trigger, CognitoUser user) {
    JsonObject callerContext = new JsonObject();
    callerContext.put("awsSdkVersion", "aws-sdk-unknown-unknown");
    callerContext.put("clientId", trigger == Known.ADMIN_CREATE_USER ? NO_CLIENT : user.clientId());
    return callerContext;
  }

  /** Temporary passwords are HTML-escaped before they are encrypted; codes are digits. */
  private String code(Known trigger, CognitoUser user) {
    String clear =
        trigger == Known.ADMIN_CREATE_USER ? htmlEscaped(user.temporaryPassword()) : user.code();
    return encryptor.encrypt(clear, keyArn, user.userPoolId()).base64();
  }

  private static String htmlEscaped(String password) {
    return password
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static @Nullable JsonObject clientMetadata(Known trigger, CognitoUser user) {
    boolean passedOn =
        switch (trigger) {
          case SIGN_UP, FORGOT_PASSWORD, AUTHENTICATION -> true;
          case RESEND_CODE,
              UPDATE_USER_ATTRIBUTE,
              VERIFY_USER_ATTRIBUTE,
              ADMIN_CREATE_USER,
              ACCOUNT_TAKE_OVER_NOTIFICATION ->
              false;
        };
    if (!passedOn || user.clientMetadata().isEmpty()) {
      return null;
    }
    JsonObject metadata = new JsonObject();
    metadata.putAll(user.clientMetadata());
    return metadata;
  }

  private static JsonObject attributes(Known trigger, CognitoUser user) {
    JsonObject attributes = new JsonObject();
    attributes.put("sub", user.sub());
    attributes.put("cognito:user_status", status(trigger));
    if (!user.email().isEmpty()) {
      attributes.put("email_verified", trigger == Known.SIGN_UP ? "false" : "true");
      attributes.put("email", user.email());
    }
    if (!user.phoneNumber().isEmpty()) {
      attributes.put("phone_number_verified", trigger == Known.SIGN_UP ? "false" : "true");
      attributes.put("phone_number", user.phoneNumber());
    }
    if (!user.locale().isEmpty()) {
      attributes.put("locale", user.locale());
    }
    attributes.putAll(user.moreAttributes());
    return attributes;
  }

  private static String status(Known trigger) {
    return switch (trigger) {
      case SIGN_UP, RESEND_CODE -> "UNCONFIRMED";
      case ADMIN_CREATE_USER -> "FORCE_CHANGE_PASSWORD";
      case FORGOT_PASSWORD,
          UPDATE_USER_ATTRIBUTE,
          VERIFY_USER_ATTRIBUTE,
          AUTHENTICATION,
          ACCOUNT_TAKE_OVER_NOTIFICATION ->
          "CONFIRMED";
    };
  }

  /**
   * The attributes of the notification instead of the user's: Cognito lists no address among them,
   * so none is written unless {@link CognitoUser#moreAttributes} has one.
   */
  private static JsonObject takeover(CognitoUser user) {
    JsonObject attributes = new JsonObject();
    attributes.put("EVENT_ID", user.eventId());
    attributes.put("USER_NAME", user.userName());
    attributes.put("IP_ADDRESS", "192.0.2.44");
    attributes.put("ACCOUNT_TAKE_OVER_ACTION", "NO_ACTION");
    attributes.put("ONE_CLICK_LINK_VALID", oneClickLink(user, "Valid"));
    attributes.put("ONE_CLICK_LINK_INVALID", oneClickLink(user, "Invalid"));
    attributes.put("LOGIN_TIME", "Friday, March 19, 2021 02:25 PM UTC");
    attributes.put("FEEDBACK_TOKEN", user.feedbackToken());
    attributes.put("CITY", null);
    attributes.put("COUNTRY", null);
    attributes.put("DEVICE_NAME", null);
    attributes.putAll(user.moreAttributes());
    return attributes;
  }

  private static String oneClickLink(CognitoUser user, String verdict) {
    return "https://courier-test.auth."
        + user.region()
        + ".amazoncognito.com/feedback?eventId="
        + user.eventId()
        + "&feedbackToken="
        + user.feedbackToken()
        + "&feedbackValue="
        + verdict;
  }
}
