package io.github.cognitocourier.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.delivery.Breaker;
import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.route.Routes;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.telemetry.DeliveryRecord;
import io.github.cognitocourier.core.template.Messages;
import io.github.cognitocourier.core.template.Templates;
import io.github.cognitocourier.core.trigger.Recipients;
import io.github.cognitocourier.core.trigger.Users;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentence as one method; with the one trigger that carries no code. */
class CourierTest {

  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1";

  private static final String EVENT =
      """
      {"version":"1","triggerSource":"CustomEmailSender_AccountTakeOverNotification",
       "userPoolId":"us-east-1_AbCdEf123","userName":"sentinel","callerContext":{"clientId":"abc"},
       "request":{"type":"customEmailSenderRequestV1","code":null,
                  "userAttributes":{"sub":"5f","EVENT_ID":"e-1","email":"sentinel@example.com"}}}
      """;

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final List<DeliveryRecord> records = new ArrayList<>();
  private final List<Duration> left = new ArrayList<>();
  private Users users = (pool, name, deadline) -> new Users.Lookup.NotFound("unused");

  @Test
  void an_event_becomes_a_message_and_a_record() {
    Result result = deliver(EVENT, Duration.ofSeconds(15));

    assertThat(result).isInstanceOf(Result.Delivered.class);
    assertThat(records)
        .containsExactly(
            new DeliveryRecord(
                "request-1",
                "CustomEmailSender_AccountTakeOverNotification",
                "us-east-1_AbCdEf123",
                Optional.of("abc"),
                Optional.of("5f"),
                Optional.of("example.com"),
                Optional.of("us-east-1_AbCdEf123.e-1"),
                Optional.of("AccountTakeOverNotification/en/default"),
                result,
                List.of(),
                0,
                Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"15000, 4000", "4000, 3700", "1300, 1000"})
  void the_deadline_leaves_time_to_record_the_outcome(long remaining, long given) {
    deliver(EVENT, Duration.ofMillis(remaining));

    assertThat(left).containsExactly(Duration.ofMillis(given));
  }

  @Test
  void with_no_time_left_nothing_is_tried_and_the_platform_tries_again() {
    Result result = deliver(EVENT, Duration.ofMillis(200));

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.reason().word()).isEqualTo("out_of_time"));
    assertThat(left).isEmpty();
  }

  @Test
  void a_bug_of_ours_fails_loudly_and_quotes_nothing() {
    users =
        (pool, name, deadline) -> {
          throw new IllegalStateException("no such user: " + name);
        };
    Result result = deliver(EVENT.replace("\"email\":", "\"mail\":"), Duration.ofSeconds(15));

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> {
              assertThat(failed.reason().word()).isEqualTo("internal_error");
              assertThat(failed.reason().advice())
                  .contains("IllegalStateException at ", "CourierTest")
                  .doesNotContain("sentinel");
            });
    assertThat(records).singleElement().extracting(DeliveryRecord::result).isEqualTo(result);
  }

  /** Nothing was recorded, and the platform had to find out for itself. */
  @Test
  void a_class_that_is_missing_is_a_bug_like_any_other() {
    users =
        (pool, name, deadline) -> {
          throw new NoClassDefFoundError(name);
        };
    Result result = deliver(EVENT.replace("\"email\":", "\"mail\":"), Duration.ofSeconds(15));

    assertThat(records).singleElement().extracting(DeliveryRecord::result).isEqualTo(result);
    assertThat(result.toString())
        .contains("internal_error", "NoClassDefFoundError")
        .doesNotContain("sentinel");
  }

  @Test
  void a_sub_that_is_none_is_not_recorded() {
    deliver(EVENT.replace("\"5f\"", "\"sentinel@example.com\""), Duration.ofSeconds(15));

    assertThat(records.getFirst().sub()).isEmpty();
    assertThat(records.toString()).doesNotContain("sentinel");
  }

  @Test
  void an_event_that_cannot_be_read_is_recorded_without_any_of_it() {
    deliver("sentinel", Duration.ofSeconds(15));

    assertThat(records.getFirst().triggerSource()).isEmpty();
    assertThat(records.getFirst().notificationId()).isEmpty();
    assertThat(records.toString()).contains("malformed_event").doesNotContain("sentinel");
  }

  private Result deliver(String event, Duration remaining) {
    InstantSource clock = InstantSource.fixed(NOW);
    Settings settings =
        Settings.read(
            Environment.of(
                Map.of(
                    "KMS_KEY_ARN", KEY,
                    "COURIER_EMAIL", "sendgrid://default",
                    "COURIER_FROM", "no-reply@example.com")),
            Path.of(""));
    Decryptor decryptor =
        new Decryptor(
            List.of(KEY),
            (keyArn, wrapped, context, deadline) -> {
              throw new AssertionError("nothing is to be decrypted");
            },
            false);
    var courier =
        new Courier(
            settings,
            decryptor,
            new Recipients((pool, name, deadline) -> users.attributes(pool, name, deadline)),
            new Messages(Templates.load(Optional.empty()), settings),
            new Routes(List.of(new Accepting()), List.of()),
            new Delivery(Delivery.OnUnknown.FAIL_OVER, wait -> {}, new Breaker(clock)),
            clock);
    return courier.deliver(
        event.getBytes(StandardCharsets.UTF_8),
        new Invocation("request-1", remaining, records::add));
  }

  private final class Accepting implements Provider<Email> {

    @Override
    public String name() {
      return "accepting";
    }

    @Override
    public Outcome send(Email message, Deadline deadline) {
      left.add(deadline.remaining());
      return new Outcome.Accepted(name(), "m-1");
    }
  }
}
