package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.cognitocourier.core.code.Code;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.code.HtmlEscapes;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CognitoEventsTest {

  private static final String POOL = "eu-central-1_Abc123DEF";
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/one";

  private final LocalKeys keys = new LocalKeys(new SecureRandom()).create(ARN);
  private final CognitoEvents events =
      new CognitoEvents(new CodeEncryptor(keys, new SecureRandom()), ARN);
  private final CognitoUser user = CognitoUser.in(POOL);

  static List<Source> sources() {
    return CognitoEvents.sources();
  }

  @Test
  void knows_the_15_documented_trigger_sources() {
    assertThat(CognitoEvents.sources().stream().map(Source::triggerSource))
        .containsExactlyInAnyOrder(
            "CustomEmailSender_SignUp",
            "CustomEmailSender_ResendCode",
            "CustomEmailSender_ForgotPassword",
            "CustomEmailSender_UpdateUserAttribute",
            "CustomEmailSender_VerifyUserAttribute",
            "CustomEmailSender_AdminCreateUser",
            "CustomEmailSender_Authentication",
            "CustomEmailSender_AccountTakeOverNotification",
            "CustomSMSSender_SignUp",
            "CustomSMSSender_ResendCode",
            "CustomSMSSender_ForgotPassword",
            "CustomSMSSender_UpdateUserAttribute",
            "CustomSMSSender_VerifyUserAttribute",
            "CustomSMSSender_AdminCreateUser",
            "CustomSMSSender_Authentication");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void carries_a_code_that_decrypts(Source source) {
    JsonObject event = event(source, user);

    assertThat(event.getString("version")).isEqualTo("1");
    assertThat(event.getString("triggerSource")).isEqualTo(source.triggerSource());
    assertThat(event.getString("region")).isEqualTo("eu-central-1");
    assertThat(event.getString("userPoolId")).isEqualTo(POOL);
    assertThat(event.getObject("request").getString("type"))
        .isEqualTo(
            source.channel() == Channel.EMAIL
                ? "customEmailSenderRequestV1"
                : "customSMSSenderRequestV1");
    if (source.trigger().carriesCode() && source.trigger() != Known.ADMIN_CREATE_USER) {
      assertThat(code(event)).isEqualTo(new Code("482913"));
    }
  }

  @Test
  void an_admin_call_has_an_escaped_password_and_no_app_client() {
    JsonObject event = event(new Source(Channel.EMAIL, Known.ADMIN_CREATE_USER), user);

    assertThat(code(event)).isEqualTo(new Code("P&lt;a&amp;b&gt;&quot;&#39;$&amp;{{x}}"));
    assertThat(HtmlEscapes.unescape(code(event))).isEqualTo(new Code("P<a&b>\"'$&{{x}}"));
    assertThat(event.getObject("callerContext").getString("clientId"))
        .isEqualTo("CLIENT_ID_NOT_APPLICABLE");
  }

  @Test
  void an_account_takeover_has_null_code_and_its_own_attributes() {
    JsonObject request =
        event(
                new Source(Channel.EMAIL, Known.ACCOUNT_TAKE_OVER_NOTIFICATION),
                user.withClientMetadata("locale", "de"))
            .getObject("request");

    assertThat(request).containsEntry("code", null).containsEntry("clientMetadata", null);
    assertThat(request.getObject("userAttributes"))
        .containsOnlyKeys(
            "EVENT_ID",
            "USER_NAME",
            "IP_ADDRESS",
            "ACCOUNT_TAKE_OVER_ACTION",
            "ONE_CLICK_LINK_VALID",
            "ONE_CLICK_LINK_INVALID",
            "LOGIN_TIME",
            "FEEDBACK_TOKEN",
            "CITY",
            "COUNTRY",
            "DEVICE_NAME")
        .containsEntry("CITY", null)
        .containsEntry("COUNTRY", null)
        .containsEntry("DEVICE_NAME", null)
        .containsEntry("USER_NAME", "jane");
  }

  @Test
  void client_metadata_is_passed_on_only_where_cognito_does() {
    CognitoUser german = user.withClientMetadata("locale", "de");

    assertThat(
            event(new Source(Channel.SMS, Known.SIGN_UP), german)
                .getObject("request")
                .getObject("clientMetadata"))
        .containsEntry("locale", "de");
    assertThat(event(new Source(Channel.SMS, Known.RESEND_CODE), german).getObject("request"))
        .containsEntry("clientMetadata", null);
    assertThat(event(new Source(Channel.SMS, Known.SIGN_UP), user).getObject("request"))
        .containsEntry("clientMetadata", null);
  }

  @Test
  void tells_everything_about_the_user_that_was_asked_for() {
    CognitoUser other =
        user.withUserName("ada")
            .withClientId("client")
            .withEmail("ada@example.org")
            .withPhoneNumber("")
            .withLocale("de-AT")
            .withCode("00000001")
            .withAttribute("custom:plan", "gold");
    JsonObject event = event(new Source(Channel.EMAIL, Known.VERIFY_USER_ATTRIBUTE), other);

    assertThat(code(event)).isEqualTo(new Code("00000001"));
    assertThat(event.getString("userName")).isEqualTo("ada");
    assertThat(event.getObject("callerContext").getString("clientId")).isEqualTo("client");
    assertThat(event.getObject("request").getObject("userAttributes"))
        .containsEntry("email", "ada@example.org")
        .containsEntry("locale", "de-AT")
        .containsEntry("custom:plan", "gold")
        .doesNotContainKey("phone_number");
    assertThat(other.toString()).doesNotContain("ada", "00000001");
  }

  private JsonObject event(Source source, CognitoUser about) {
    byte[] event = events.event(source, about);
    try {
      return JsonParser.object().from(new String(event, StandardCharsets.UTF_8));
    } catch (JsonParserException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private Code code(JsonObject event) {
    EncryptedCode encrypted = new EncryptedCode(event.getObject("request").getString("code"));
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
    Decryption decryption =
        TwoDecryptors.of(List.of(ARN), keys, false).decrypt(encrypted, POOL, deadline);
    assertThat(decryption).isInstanceOf(Decryption.Decrypted.class);
    return ((Decryption.Decrypted) decryption).code();
  }
}
