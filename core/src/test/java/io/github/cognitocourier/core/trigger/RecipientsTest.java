package io.github.cognitocourier.core.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets the message. */
class RecipientsTest {

  private static final String POOL = "us-east-1_AbCdEf123";
  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(4), InstantSource.system());

  private final AtomicReference<String> asked = new AtomicReference<>("");

  @ParameterizedTest
  @EnumSource(TriggerSource.Known.class)
  void an_email_goes_to_the_users_address(TriggerSource.Known source) {
    Recipient found =
        nobody().of(trigger(Channel.EMAIL, source, Map.of("email", "jane@example.com")), SOON);

    assertThat(found)
        .isInstanceOfSatisfying(
            Recipient.ByEmail.class,
            to -> assertThat(to.address().value()).isEqualTo("jane@example.com"));
    assertThat(asked.get()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TriggerSource.Known.class)
  void an_sms_goes_to_the_users_number(TriggerSource.Known source) {
    Recipient found =
        nobody().of(trigger(Channel.SMS, source, Map.of("phone_number", "+14155550123")), SOON);

    assertThat(found)
        .isInstanceOfSatisfying(
            Recipient.BySms.class, to -> assertThat(to.number().value()).isEqualTo("+14155550123"));
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, phone_number, +14155550123, request.userAttributes.email",
    "EMAIL, email, jane, request.userAttributes.email",
    "EMAIL, email, 'jane@example.com,joe@example.com', request.userAttributes.email",
    "SMS, email, jane@example.com, request.userAttributes.phone_number",
    "SMS, phone_number, 4155550123, request.userAttributes.phone_number"
  })
  void without_an_address_for_the_channel_there_is_nobody(
      Channel channel, String name, String value, String named) {
    Recipient found =
        nobody().of(trigger(channel, TriggerSource.Known.SIGN_UP, Map.of(name, value)), SOON);

    assertThat(found)
        .isInstanceOfSatisfying(
            Recipient.Missing.class,
            missing -> assertThat(missing.advice()).startsWith(named).doesNotContain(value));
    assertThat(asked.get()).isEmpty();
  }

  @Test
  void user_name_and_metadata_are_never_an_address() {
    Recipient found =
        nobody().of(trigger(Channel.EMAIL, TriggerSource.Known.SIGN_UP, Map.of()), SOON);

    assertThat(found).isInstanceOf(Recipient.Missing.class);
  }

  @Test
  void a_takeover_notice_without_an_address_looks_the_user_up() {
    Recipient found =
        knowing(Map.of("email", "jane@example.com", "locale", "de", "sub", "5f"))
            .of(takeover(Map.of("USER_NAME", "jane-of-pool", "EVENT_ID", "e-1")), SOON);

    assertThat(asked.get()).isEqualTo(POOL + " jane-of-pool");
    assertThat(found)
        .isInstanceOfSatisfying(
            Recipient.ByEmail.class,
            to -> {
              assertThat(to.address().value()).isEqualTo("jane@example.com");
              assertThat(to.attributes()).containsEntry("locale", "de").containsKey("EVENT_ID");
            });
  }

  @Test
  void the_events_own_user_name_serves_when_the_notice_repeats_none() {
    knowing(Map.of("email", "jane@example.com")).of(takeover(Map.of()), SOON);

    assertThat(asked.get()).isEqualTo(POOL + " joe@example.com");
  }

  @Test
  void a_user_that_is_not_found_is_a_missing_recipient_with_aws_own_word() {
    assertThat(nobody().of(takeover(Map.of("USER_NAME", "jane")), SOON))
        .isEqualTo(
            new Recipient.Missing(
                "The event names no email and the user could not be looked up"
                    + " (UserNotFoundException); for AccessDeniedException grant the function's role"
                    + " cognito-idp:AdminGetUser on the user pool."));
  }

  @Test
  void a_user_without_an_address_is_a_missing_recipient() {
    assertThat(knowing(Map.of("phone_number", "+14155550123")).of(takeover(Map.of()), SOON))
        .isInstanceOf(Recipient.Missing.class);
  }

  @Test
  void nothing_of_the_user_is_printed() {
    Map<String, String> attributes = Map.of("email", "jane@example.com", "name", "Doe");

    assertThat(
            nobody().of(trigger(Channel.EMAIL, TriggerSource.Known.SIGN_UP, attributes), SOON)
                + new Users.Lookup.Found(attributes).toString())
        .doesNotContain("jane", "Doe");
  }

  private Recipients nobody() {
    return recipients(new Users.Lookup.NotFound("UserNotFoundException"));
  }

  private Recipients knowing(Map<String, String> attributes) {
    return recipients(new Users.Lookup.Found(attributes));
  }

  private Recipients recipients(Users.Lookup answer) {
    return new Recipients((userPoolId, userName, deadline) -> {
      asked.set(userPoolId + " " + userName);
      return answer;
    });
  }

  private static Trigger takeover(Map<String, String> attributes) {
    return trigger(Channel.EMAIL, TriggerSource.Known.ACCOUNT_TAKE_OVER_NOTIFICATION, attributes);
  }

  /** User name and metadata hold what looks like a recipient. */
  private static Trigger trigger(
      Channel channel, TriggerSource source, Map<String, String> attributes) {
    return new Trigger(
        channel,
        source,
        POOL,
        Optional.empty(),
        "joe@example.com",
        Optional.empty(),
        new LinkedHashMap<>(attributes),
        Map.of("email", "joe@example.com", "phone_number", "+14155550199"));
  }
}
