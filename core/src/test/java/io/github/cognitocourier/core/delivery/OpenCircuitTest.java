package io.github.cognitocourier.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a route does with providers that are known to be ill. */
class OpenCircuitTest {

  private static final Sms MESSAGE =
      new Sms(
          new NotificationId("n1"),
          "",
          new PhoneNumber("+14155550100"),
          "text",
          Duration.ofMinutes(3),
          new TemplateKey("SignUp", List.of("en"), "default"),
          new Variables(Map.of(), Map.of(), Map.of()));

  private final HandClock clock = new HandClock();
  private final Breaker breaker = new Breaker(clock);
  private final Scripted first = new Scripted("a", clock);
  private final Scripted second = new Scripted("b", clock);
  private final Scripted third = new Scripted("c", clock);
  private final Heard heard = new Heard();

  @Test
  void three_messages_that_had_to_fail_over_open_it_and_the_fourth_does_not_ask() {
    for (int i = 0; i < 3; i++) {
      assertThat(heard.opened).isEmpty();
      first.then(unknown("a"));
      second.then(accepted("b"));
      deliver(first, second);
    }
    assertThat(heard.opened).containsExactly("a");
    second.then(accepted("b"));

    Result result = deliver(first, second);

    assertThat(first.shares).hasSize(3);
    assertThat(result.attempts()).containsExactly(skipped("a", 30), accepted("b"));
    assertThat(result.attempts().getFirst().word()).isEqualTo("skipped");
    assertThat(Delivery.reason(result.attempts().getFirst())).isEqualTo("circuit_open");
  }

  @Test
  void a_refusal_is_an_answer_and_opens_nothing() {
    for (int i = 0; i < 4; i++) {
      first.then(new Outcome.Misconfigured("a", "wrong_key (401)"));
      second.then(accepted("b"));
      deliver(first, second);
    }

    assertThat(first.shares).hasSize(4);
    assertThat(heard.opened).isEmpty();
  }

  @Test
  void a_bug_in_a_driver_opens_it_as_well() {
    var broken = new Broken();
    for (int i = 0; i < 4; i++) {
      second.then(accepted("b"));
      deliver(broken, second);
    }

    assertThat(broken.asked).isEqualTo(3);
    assertThat(heard.opened).containsExactly("broken");
  }

  @Test
  void who_is_passed_over_comes_last_and_has_its_share_of_the_time() {
    open(first);
    open(third);
    second.taking(2000).then(unknown("b"));
    first.taking(1500).then(unknown("a"));
    third.then(accepted("c"));

    Result result = deliver(first, second, third);

    assertThat(second.shares).containsExactly(Duration.ofSeconds(2));
    assertThat(first.shares).containsExactly(Duration.ofMillis(1500));
    assertThat(third.shares).containsExactly(Duration.ofMillis(500));
    assertThat(result).isInstanceOf(Result.Delivered.class);
  }

  @Test
  void a_step_to_another_provider_is_a_failover_and_a_provider_passed_over_is_none() {
    var sameName = new Scripted("a", clock, accepted("a"));
    first.then(unknown("a"));
    deliver(first, sameName);
    assertThat(heard.failovers).isEqualTo(1);

    open(first);
    second.then(accepted("b"));
    deliver(first, second);
    assertThat(heard.failovers).isEqualTo(1);

    second.then(unknown("b"));
    first.then(accepted("a"));
    deliver(first, second);
    assertThat(heard.failovers).isEqualTo(2);
  }

  @Test
  void a_sole_provider_that_is_asked_again_is_no_failover() {
    first.then(new Outcome.Unavailable("a", "connection_refused", Duration.ZERO));
    first.then(accepted("a"));
    deliver(first);

    assertThat(heard.failovers).isZero();
  }

  @Test
  void the_last_way_out_is_tried_after_all_when_the_others_have_failed() {
    open(first);
    second.then(unknown("b"));
    first.then(accepted("a"));

    Result result = deliver(first, second);

    assertThat(result).isInstanceOf(Result.Delivered.class);
    assertThat(result.attempts()).containsExactly(skipped("a", 30), unknown("b"), accepted("a"));
    assertThat(breaker.openFor(first)).as("it has answered").isEmpty();
  }

  @Test
  void when_all_are_open_the_route_is_walked_as_if_none_were() {
    open(first);
    open(second);
    first.then(unknown("a"));
    second.then(accepted("b"));

    Result result = deliver(first, second);

    assertThat(result.attempts()).containsExactly(unknown("a"), accepted("b"));
    assertThat(first.shares).containsExactly(Duration.ofSeconds(2));
    assertThat(second.shares).containsExactly(Duration.ofSeconds(4));
  }

  @Test
  void a_sole_provider_is_asked_and_asked_again_however_ill_it_is() {
    open(first);
    var unavailable = new Outcome.Unavailable("a", "connection_refused", Duration.ZERO);
    first.then(unavailable);
    first.then(accepted("a"));

    assertThat(deliver(first).attempts()).containsExactly(unavailable, accepted("a"));
  }

  @Test
  void one_message_probes_when_the_time_is_over_and_the_next_goes_there_again() {
    open(first);
    clock.advance(Duration.ofSeconds(30));
    first.then(accepted("a"));
    first.then(accepted("a"));

    assertThat(deliver(first, second).attempts()).containsExactly(accepted("a"));
    assertThat(deliver(first, second).attempts()).containsExactly(accepted("a"));
  }

  @Test
  void a_recipient_that_is_rejected_is_an_answer_and_still_ends_the_route() {
    open(first);
    clock.advance(Duration.ofSeconds(30));
    first.then(new Outcome.Rejected("a", "invalid_recipient (400)"));

    assertThat(deliver(first, second)).isInstanceOf(Result.Undeliverable.class);
    assertThat(breaker.openFor(first)).isEmpty();
  }

  /** Nothing was sent to who was not asked: that stops nobody. */
  @Test
  void stop_on_unknown_does_not_stop_at_who_was_passed_over() {
    open(first);
    second.then(accepted("b"));
    Result result = deliver(Delivery.OnUnknown.STOP, first, second);
    assertThat(result).isInstanceOf(Result.Delivered.class);

    open(first);
    second.then(unknown("b"));
    assertThat(deliver(Delivery.OnUnknown.STOP, first, second))
        .isInstanceOf(Result.Undeliverable.class);
    assertThat(first.shares).isEmpty();
  }

  @Test
  void who_is_passed_over_is_named_when_nobody_accepts() {
    open(first);
    second.taking(2000).then(unknown("b"));
    first.taking(2000).then(unknown("a"));

    assertThat(deliver(first, second))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed ->
                assertThat(failed.reason().advice())
                    .isEqualTo(
                        "No provider accepted the message: a circuit_open, b timed_out, a"
                            + " timed_out."));
  }

  private void open(Provider<Sms> provider) {
    for (int i = 0; i < 3; i++) {
      breaker.failed(provider, Duration.ZERO);
    }
  }

  @SafeVarargs
  private final Result deliver(Provider<Sms>... route) {
    return deliver(Delivery.OnUnknown.FAIL_OVER, route);
  }

  @SafeVarargs
  private final Result deliver(Delivery.OnUnknown onUnknown, Provider<Sms>... route) {
    return new Delivery(onUnknown, clock::advance, breaker)
        .deliver(MESSAGE, List.of(route), Deadline.in(Duration.ofSeconds(4), clock), heard);
  }

  private static Outcome accepted(String provider) {
    return new Outcome.Accepted(provider, "id-" + provider);
  }

  private static Outcome unknown(String provider) {
    return new Outcome.Unknown(provider, "timed_out");
  }

  private static Outcome skipped(String provider, int seconds) {
    return Outcome.Unavailable.passedOver(provider, Duration.ofSeconds(seconds));
  }

  private static final class Broken implements Provider<Sms> {

    private int asked;

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Outcome send(Sms message, Deadline deadline) {
      asked++;
      throw new IllegalStateException("123456");
    }
  }
}
