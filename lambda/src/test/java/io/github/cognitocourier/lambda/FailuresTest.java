package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is not delivered is thrown, so that Lambda tries again and then keeps the event. */
class FailuresTest {

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]", "not JSON", "{\"triggerSource\":7}"})
  void a_malformed_event(String event) {
    fails(event.getBytes(UTF_8), "malformed_event: The event is malformed: ");
  }

  @Test
  void a_malformed_event_names_the_field() {
    fails(
        changed("\"userPoolId\":\"" + Stage.POOL + "\"", "\"userPoolId\":null"),
        "malformed_event: The event is malformed: userPoolId must be a non-empty string.");
  }

  @Test
  void a_trigger_source_of_tomorrow_by_its_name() {
    fails(
        changed("CustomEmailSender_SignUp", "CustomEmailSender_PasskeyLost"),
        "unknown_trigger: CustomEmailSender_PasskeyLost is not known to this version of Cognito"
            + " Courier; update it.");
  }

  @Test
  void a_user_without_an_address() {
    fails(
        stage.event(
            new Source(Channel.EMAIL, Known.SIGN_UP), Secrets.user(Stage.POOL).withEmail("")),
        "no_recipient: request.userAttributes.email is missing or not an e-mail address; give the"
            + " user one.");
  }

  @Test
  void a_takeover_whose_user_is_not_found() {
    fails(
        stage.event(
            new Source(Channel.EMAIL, Known.ACCOUNT_TAKE_OVER_NOTIFICATION),
            Secrets.suspect(Stage.POOL)),
        "no_recipient: The event names no email and the user could not be looked up"
            + " (UserNotFoundException); for AccessDeniedException grant the function's role"
            + " cognito-idp:AdminGetUser on the user pool.");
  }

  @Test
  void a_code_of_another_pool() {
    fails(changed(Stage.POOL, "us-east-1_Another"), "wrong_pool: ");
    assertThat(stage.aws.server().asked()).as("nothing is asked for a stranger").isEmpty();
  }

  @Test
  void a_code_under_another_key() {
    stage.with("KMS_KEY_ARN", Stage.KEY.replace("0f1e2d3c", "ffffffff"));

    fails(stage.signUp(), "wrong_kms_key: ");
    assertThat(stage.aws.server().asked()).isEmpty();
  }

  @Test
  void a_code_that_is_none() {
    fails(changed("\"code\":\"AY", "\"code\":\"BZ"), "not_an_encryption_sdk_message: ");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, kms_denied",
    "DisabledException, kms_key_disabled",
    "InvalidCiphertextException, tampered",
    "ThrottlingException, kms_unavailable"
  })
  void a_refusal_of_kms_by_its_name(String error, String word) {
    stage.aws.refusing(error);

    fails(stage.signUp(), word + ": ");
    assertThat(stage.line().at("advice").requireText()).endsWith("(" + error + ")");
  }

  @Test
  void kms_that_is_down() {
    stage.with("AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:1");

    fails(stage.signUp(), "kms_unavailable: ");
  }

  @Test
  void no_credentials_for_kms() {
    stage
        .with("AWS_ACCESS_KEY_ID", "")
        .with("AWS_SECRET_ACCESS_KEY", "")
        .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/credentials");

    fails(stage.signUp(), "kms_unavailable: ");
  }

  @Test
  void no_route_for_the_channel() {
    stage.with("COURIER_SMS", "");

    fails(
        stage.event(new Source(Channel.SMS, Known.SIGN_UP), Secrets.user(Stage.POOL)),
        "no_route: Cognito wants an SMS sent, but COURIER_SMS is not set.");
  }

  @ParameterizedTest
  @CsvSource({"401, wrong_key (401)", "403, forbidden (403)", "500, server_error (500)"})
  void nobody_that_accepts(int status, String reason) {
    stage.sendGrid.answering(request ->
        LoopbackServer.Answer.json(
            status, "{\"errors\":[{\"message\":\"" + Secrets.FREE_TEXT + "\"}]}"));

    fails(stage.signUp(), "not_accepted: No provider accepted the message: sendgrid " + reason);
    assertThat(stage.sendGrid.asked()).hasSize(1);
  }

  @Test
  void a_whole_route_that_is_down_names_every_attempt() {
    stage
        .with(
            "COURIER_EMAIL",
            "failover(sendgrid://default?endpoint=http://127.0.0.1:1 sendgrid://eu?endpoint=http://127.0.0.1:1)")
        .with("SENDGRID_EU_API_KEY", Sentinels.KEY);

    fails(
        stage.signUp(),
        "not_accepted: No provider accepted the message: sendgrid connection_refused, sendgrid/eu"
            + " connection_refused.");
    assertThat(stage.line().at("Failovers").number()).hasValue(1L);
  }

  /** One exception without a trace, one line with the same words, and nothing secret in either. */
  private void fails(byte[] event, String message) {
    CourierFunction function = stage.function();
    assertThatThrownBy(() -> stage.run(function, event))
        .isExactlyInstanceOf(DeliveryFailedException.class)
        .hasMessageStartingWith(message)
        .hasNoCause()
        .satisfies(thrown -> {
          assertThat(thrown.getStackTrace()).isEmpty();
          assertThat(thrown.getMessage())
              .isEqualTo(
                  stage.line().at("reason").requireText()
                      + ": "
                      + stage.line().at("advice").requireText());
        });
    assertThat(stage.line().at("level").text()).hasValue("ERROR");
    Secrets.assertAbsent("the log", stage.log().getFirst());
  }

  private byte[] changed(String old, String other) {
    String event = new String(stage.signUp(), UTF_8);
    assertThat(event).contains(old);
    return event.replace(old, other).getBytes(UTF_8);
  }
}
