package io.github.cognitocourier.core.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.message.NotificationId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

  private static final String EVENT =
      """
      {"version":"1","triggerSource":"CustomEmailSender_SignUp","region":"us-east-1",
       "userPoolId":"us-east-1_AbCdEf123","userName":"jane",
       "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"3n4b5urk1ft4fl3mg5e62d9ado"},
       "request":{"type":"customEmailSenderRequestV1","code":"AYADeA==",
                  "clientMetadata":{"locale":"de-AT"},
                  "userAttributes":{"sub":"5f","email":"jane@example.com","email_verified":"true"},
                  "aFieldOfTomorrow":[1]},
       "anotherOne":{}}
      """;

  @Test
  void an_event_becomes_a_trigger() {
    assertThat(parse(EVENT))
        .isEqualTo(
            new Trigger(
                Channel.EMAIL,
                TriggerSource.Known.SIGN_UP,
                "us-east-1_AbCdEf123",
                Optional.of("3n4b5urk1ft4fl3mg5e62d9ado"),
                "jane",
                Optional.of(new EncryptedCode("AYADeA==")),
                Map.of("sub", "5f", "email", "jane@example.com", "email_verified", "true"),
                Map.of("locale", "de-AT")));
  }

  static Stream<String> sources() {
    return Stream.of(TriggerSource.Known.values()).map(TriggerSource::suffix);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void every_trigger_source_is_known_in_both_channels_and_both_spellings(String suffix) {
    assertThat(source(EVENT.replace("_SignUp", "_" + suffix)))
        .isEqualTo(TriggerSource.of(suffix))
        .isInstanceOf(TriggerSource.Known.class);
    for (String sms : new String[] {"SMS", "Sms"}) {
      Parsed parsed =
          parse(
              EVENT
                  .replace("CustomEmailSender_SignUp", "Custom" + sms + "Sender_" + suffix)
                  .replace("customEmailSender", "custom" + sms + "Sender"));
      assertThat(((Trigger) parsed).channel()).isEqualTo(Channel.SMS);
      assertThat(((Trigger) parsed).fullSource()).isEqualTo("CustomSMSSender_" + suffix);
    }
  }

  @Test
  void a_trigger_source_of_tomorrow_is_a_value_with_its_name() {
    assertThat(source(EVENT.replace("_SignUp", "_PasskeyLost")))
        .isEqualTo(new TriggerSource.Unknown("PasskeyLost"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"CLIENT_ID_NOT_APPLICABLE\"", "7", "\"a b\\r\\n\""})
  void a_call_of_an_administrator_has_no_client(String clientId) {
    Parsed parsed = parse(EVENT.replace("\"3n4b5urk1ft4fl3mg5e62d9ado\"", clientId));

    assertThat(((Trigger) parsed).clientId()).isEmpty();
  }

  @Test
  void a_takeover_notification_has_no_code_and_its_event_id_as_identity() {
    Parsed parsed =
        parse(
            EVENT
                .replace("_SignUp", "_AccountTakeOverNotification")
                .replace("\"AYADeA==\"", "null")
                .replace("{\"locale\":\"de-AT\"}", "null")
                .replace("\"sub\":\"5f\"", "\"EVENT_ID\":\"e-1\",\"CITY\":null"));

    assertThat(((Trigger) parsed).code()).isEmpty();
    assertThat(((Trigger) parsed).userAttributes()).doesNotContainKey("CITY");
    assertThat(((Trigger) parsed).eventIdentity())
        .isEqualTo(new NotificationId("us-east-1_AbCdEf123.e-1"));
  }

  @Test
  void a_takeover_notification_without_event_id_has_the_same_identity_every_time() {
    String event = EVENT.replace("_SignUp", "_AccountTakeOverNotification");

    assertThat(((Trigger) parse(event)).eventIdentity())
        .isEqualTo(((Trigger) parse(event)).eventIdentity())
        .isNotEqualTo(((Trigger) parse(event.replace("5f", "60"))).eventIdentity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "code":"AYADeA==" | "code":null | request.code must be a non-empty string
          "code":"AYADeA==" | "code":7 | request.code must be a non-empty string
          "us-east-1_AbCdEf123" | "../x" | userPoolId must be a user pool id such as us-east-1_AbCdEf123
          "us-east-1_AbCdEf123" | null | userPoolId must be a non-empty string
          CustomEmailSender_SignUp | CustomMessage_SignUp | triggerSource must begin with CustomEmailSender_ or CustomSMSSender_
          CustomEmailSender_SignUp | CustomSMSSender_SignUp | request.type must be of the same channel as triggerSource
          customEmailSenderRequestV1 | customEmailSenderRequestV9 | request.type must be customEmailSenderRequestV1 or customSMSSenderRequestV1
          "userAttributes" | "attributes" | request.userAttributes must be an object
          "request" | "reqest" | request must be an object
          {"version" | ["version" | the document is not JSON
          """)
  void a_malformed_event_is_named_by_its_field(String good, String bad, String sentence) {
    assertThat(parse(EVENT.replace(good, bad)))
        .isInstanceOfSatisfying(
            Parsed.Malformed.class,
            malformed ->
                assertThat(malformed.advice())
                    .startsWith("The event is malformed: " + sentence)
                    .doesNotContain("jane"));
  }

  @Test
  void nothing_of_the_event_is_printed() {
    assertThat(parse(EVENT).toString()).doesNotContain("jane").doesNotContain("AYADeA");
  }

  private static TriggerSource source(String event) {
    return ((Trigger) parse(event)).source();
  }

  private static Parsed parse(String event) {
    return Trigger.parse(event.getBytes(StandardCharsets.UTF_8));
  }
}
