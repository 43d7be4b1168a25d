package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that Cognito could have sent, through the function, to servers that really listen. */
class CourierFunctionTest {

  private static final String PASSWORD = "P<a&b>\"'$&{{x}}";

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  static List<Source> sources() {
    return CognitoEvents.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void every_trigger_source_is_delivered(Source source) {
    stage.aws.knowing(Map.of("email", Sentinels.ADDRESS));
    String answer = stage.run(stage.event(source, Secrets.user(Stage.POOL)));

    assertThat(answer).isEqualTo("{}");
    assertThat(stage.line().at("result").text()).hasValue("delivered");
    assertThat(stage.line().at("triggerSource").text()).hasValue(source.triggerSource());
    String vendor = vendorRequest(source.channel());
    String expected =
        switch (source.trigger()) {
          case ADMIN_CREATE_USER -> Sentinels.PASSWORD;
          case ACCOUNT_TAKE_OVER_NOTIFICATION -> "192.0.2.44";
          case SIGN_UP,
              RESEND_CODE,
              FORGOT_PASSWORD,
              UPDATE_USER_ATTRIBUTE,
              VERIFY_USER_ATTRIBUTE,
              AUTHENTICATION ->
              Sentinels.CODE;
        };
    assertThat(vendor)
        .contains(expected)
        .contains(source.channel() == Channel.EMAIL ? Sentinels.ADDRESS : Sentinels.PHONE)
        .doesNotContain(Sentinels.USER_NAME);
  }

  static List<Source> smsSources() {
    return sources().stream().filter(source -> source.channel() == Channel.SMS).toList();
  }

  @ParameterizedTest
  @MethodSource("smsSources")
  void the_other_spelling_of_sms_is_delivered_as_well(Source source) {
    String event = new String(stage.event(source, Secrets.user(Stage.POOL)), UTF_8);
    stage.run(event.replace("CustomSMSSender_", "CustomSmsSender_").getBytes(UTF_8));

    assertThat(event).contains("CustomSMSSender_");
    assertThat(stage.line().at("result").text()).hasValue("delivered");
    assertThat(stage.twilio.asked()).hasSize(1);
  }

  @Test
  void a_takeover_by_sms_is_tolerated() {
    stage.aws.knowing(Map.of("phone_number", Sentinels.PHONE));
    stage.run(
        stage.event(
            new Source(Channel.SMS, Known.ACCOUNT_TAKE_OVER_NOTIFICATION),
            Secrets.suspect(Stage.POOL)));

    assertThat(vendorRequest(Channel.SMS)).contains(Sentinels.PHONE);
  }

  @Test
  void a_takeover_notice_looks_its_user_up() {
    stage.aws.knowing(Map.of("email", Sentinels.ADDRESS));
    stage.run(takeover());

    Json asked = Json.parse(stage.aws.server().last().body());
    assertThat(stage.aws.server().last().target())
        .isEqualTo("AWSCognitoIdentityProviderService.AdminGetUser");
    assertThat(stage.aws.server().last().authorization())
        .contains("/us-east-1/cognito-idp/aws4_request");
    assertThat(asked.at("UserPoolId").text()).hasValue(Stage.POOL);
    assertThat(asked.at("Username").text()).hasValue(Sentinels.USER_NAME);
    assertThat(stage.line().at("notificationId").text())
        .hasValueSatisfying(id -> assertThat(id).startsWith(Stage.POOL + "."));
    assertThat(vendorRequest(Channel.EMAIL)).contains(Sentinels.ADDRESS, Secrets.FEEDBACK_TOKEN);
  }

  @Test
  void a_takeover_notice_with_an_address_asks_nobody() {
    stage.run(
        stage.event(
            new Source(Channel.EMAIL, Known.ACCOUNT_TAKE_OVER_NOTIFICATION),
            Secrets.suspect(Stage.POOL).withAttribute("email", Sentinels.ADDRESS)));

    assertThat(stage.aws.server().asked()).isEmpty();
    assertThat(stage.sendGrid.asked()).hasSize(1);
  }

  @Test
  void a_temporary_password_arrives_as_itself_in_text_and_escaped_once_in_html() {
    stage.run(
        stage.event(
            new Source(Channel.EMAIL, Known.ADMIN_CREATE_USER),
            Secrets.user(Stage.POOL).withTemporaryPassword(PASSWORD)));

    Json content = Json.parse(stage.sendGrid.last().body()).at("content");
    assertThat(content.at(0).at("value").requireText()).contains("    " + PASSWORD + "\n");
    assertThat(content.at(1).at("value").requireText())
        .contains(">P&lt;a&amp;b&gt;&quot;&#39;$&amp;{{x}}<")
        .doesNotContain("&amp;lt;", "&amp;amp;");
  }

  @Test
  void a_temporary_password_arrives_as_itself_by_sms() {
    stage.run(
        stage.event(
            new Source(Channel.SMS, Known.ADMIN_CREATE_USER),
            Secrets.user(Stage.POOL).withTemporaryPassword(PASSWORD)));

    assertThat(vendorRequest(Channel.SMS)).contains(PASSWORD);
  }

  @Test
  void a_code_is_never_unescaped() {
    stage.run(
        stage.event(
            new Source(Channel.SMS, Known.SIGN_UP),
            Secrets.user(Stage.POOL).withCode("&lt;1&gt;")));

    assertThat(vendorRequest(Channel.SMS)).contains("&lt;1&gt;");
  }

  @Test
  void the_same_event_twice_is_the_same_request_with_the_same_identity() {
    byte[] event = stage.signUp();
    CourierFunction function = stage.function();
    stage.run(function, event);
    stage.run(function, event);
    stage.run(stage.function(), event);

    assertThat(stage.sendGrid.asked()).hasSize(3);
    assertThat(stage.sendGrid.asked().stream().distinct()).hasSize(1);
    assertThat(stage.log().stream().map(line -> Json.parse(line).at("notificationId").text()))
        .hasSize(3)
        .allMatch(Optional::isPresent)
        .containsOnly(Json.parse(stage.log().getFirst()).at("notificationId").text());
  }

  @Test
  void a_recipient_that_cannot_be_reached_is_no_failure() {
    stage.sendGrid.answering(request ->
        LoopbackServer.Answer.json(
            400, "{\"errors\":[{\"field\":\"personalizations.0.to.0.email\",\"message\":\"x\"}]}"));

    assertThat(stage.run(stage.signUp())).isEqualTo("{}");
    assertThat(stage.line().at("result").text()).hasValue("undeliverable");
  }

  @Test
  void a_message_that_may_have_been_sent_ends_the_route_when_the_operator_says_so() {
    stage
        .with("COURIER_UNKNOWN", "stop")
        .sendGrid
        .answering(request -> LoopbackServer.Answer.json(500, "{}"));

    stage.run(stage.signUp());

    assertThat(stage.line().at("result").text()).hasValue("undeliverable");
    assertThat(stage.sendGrid.asked()).hasSize(1);
  }

  @Test
  void a_pool_that_an_emulator_does_not_name_passes_only_when_allowed() {
    String event = new String(stage.signUp(), UTF_8).replace(Stage.POOL, "us-east-1_Another");
    stage.with("COURIER_ALLOW_MISSING_USER_POOL", "true");

    // Named and different is refused all the same.
    assertThatThrownBy(() -> stage.run(event.getBytes(UTF_8)))
        .isInstanceOf(DeliveryFailedException.class)
        .hasMessageStartingWith("wrong_pool: ");
  }

  private byte[] takeover() {
    return stage.event(
        new Source(Channel.EMAIL, Known.ACCOUNT_TAKE_OVER_NOTIFICATION),
        Secrets.suspect(Stage.POOL));
  }

  /** What the vendor got, as text. */
  private String vendorRequest(Channel channel) {
    return switch (channel) {
      case EMAIL -> stage.sendGrid.last().body();
      case SMS -> URLDecoder.decode(stage.twilio.last().body(), UTF_8);
    };
  }
}
