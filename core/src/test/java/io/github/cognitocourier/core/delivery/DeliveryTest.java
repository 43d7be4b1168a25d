package io.github.cognitocourier.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.message.TemplateKey;
import io.github.cognitocourier.core.message.Variables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeliveryTest {

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
  private final List<Duration> pauses = new ArrayList<>();
  private final Pause pause =
      wait -> {
        pauses.add(wait);
        clock.advance(wait);
      };
  private final Delivery delivery =
      new Delivery(Delivery.OnUnknown.FAIL_OVER, pause, new Breaker(clock));

  @Test
  void the_first_acceptance_ends_the_route() {
    Scripted first = scripted("a", accepted("a"));
    Scripted second = scripted("b", accepted("b"));

    Result result = deliver(first, second);

    assertThat(result)
        .isEqualTo(
            new Result.Delivered(
                new Outcome.Accepted("a", "id-a"), List.of(new Outcome.Accepted("a", "id-a"))));
    assertThat(second.shares).isEmpty();
  }

  @Test
  void stops_when_the_recipient_is_rejected() {
    Scripted first = scripted("a", new Outcome.Rejected("a", "invalid_recipient (400, 21211)"));
    Scripted second = scripted("b", accepted("b"));

    assertThat(deliver(first, second))
        .isEqualTo(
            new Result.Undeliverable(
                "invalid_recipient (400, 21211)",
                List.of(new Outcome.Rejected("a", "invalid_recipient (400, 21211)"))));
    assertThat(second.shares).isEmpty();
  }

  @Test
  void fails_over_after_everything_that_is_not_the_recipients_fault() {
    for (Outcome fault :
        List.of(
            new Outcome.Misconfigured("a", "wrong_key (401)"),
            new Outcome.Unavailable("a", "throttled (429)", Duration.ofSeconds(30)),
            new Outcome.Unknown("a", "timed_out"))) {
      assertThat(deliver(scripted("a", fault), scripted("b", accepted("b"))))
          .isEqualTo(
              new Result.Delivered(
                  new Outcome.Accepted("b", "id-b"), List.of(fault, accepted("b"))));
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_message_that_may_have_been_sent_ends_the_route_when_the_operator_says_stop() {
    var unknown = new Outcome.Unknown("a", "timed_out");

    Result result =
        new Delivery(Delivery.OnUnknown.STOP, pause, new Breaker(clock))
            .deliver(
                MESSAGE, List.of(scripted("a", unknown), scripted("b", accepted("b"))), seconds(4));

    assertThat(result).isEqualTo(new Result.Undeliverable("timed_out", List.of(unknown)));
  }

  @Test
  void fails_with_every_reason_when_nobody_accepts() {
    var first = new Outcome.Misconfigured("a", "wrong_key (401)");
    var second = new Outcome.Unknown("b", "timed_out");

    assertThat(deliver(scripted("a", first), scripted("b", second)))
        .isEqualTo(
            new Result.Failed(
                new Result.Reason(
                    "not_accepted",
                    "No provider accepted the message: a wrong_key (401), b timed_out."),
                List.of(first, second)));
  }

  @Test
  void all_but_the_last_get_half_of_what_is_left_and_the_last_gets_all() {
    Scripted first = scripted("a", new Outcome.Unknown("a", "timed_out")).taking(2000);
    Scripted second = scripted("b", new Outcome.Unknown("b", "timed_out")).taking(1500);
    Scripted third = scripted("c", accepted("c"));

    deliver(first, second, third);

    assertThat(first.shares).containsExactly(Duration.ofSeconds(2));
    assertThat(second.shares).containsExactly(Duration.ofMillis(1500));
    assertThat(third.shares).containsExactly(Duration.ofMillis(500));
  }

  @Test
  void nobody_is_asked_when_no_time_is_left() {
    Scripted first = scripted("a", new Outcome.Unknown("a", "timed_out")).taking(4000);
    Scripted second = scripted("b", accepted("b"));

    assertThat(deliver(first, second)).isInstanceOf(Result.Failed.class);
    assertThat(second.shares).isEmpty();
  }

  @Test
  void an_event_that_came_too_late_is_out_of_time() {
    Result result = delivery.deliver(MESSAGE, List.of(scripted("a", accepted("a"))), seconds(0));

    assertThat(((Result.Failed) result).reason().word()).isEqualTo("out_of_time");
  }

  @Test
  void a_sole_provider_is_tried_once_more_when_the_message_was_certainly_not_sent() {
    var refused = new Outcome.Unavailable("a", "connection_refused", Duration.ZERO);

    Result result = deliver(scripted("a", refused, accepted("a")));

    assertThat(result)
        .isEqualTo(
            new Result.Delivered(
                new Outcome.Accepted("a", "id-a"), List.of(refused, accepted("a"))));
    assertThat(pauses).containsExactly(Duration.ofMillis(200));
  }

  @Test
  void a_sole_provider_is_given_the_pause_that_it_asked_for() {
    var throttled = new Outcome.Unavailable("a", "throttled (429)", Duration.ofSeconds(1));

    deliver(scripted("a", throttled, accepted("a")));

    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void a_sole_provider_is_not_tried_again_when_the_pause_does_not_fit() {
    var throttled = new Outcome.Unavailable("a", "throttled (429)", Duration.ofSeconds(3));

    assertThat(deliver(scripted("a", throttled, accepted("a"))).attempts())
        .containsExactly(throttled);
  }

  @Test
  void a_sole_provider_is_not_tried_again_when_the_message_may_have_been_sent() {
    var unknown = new Outcome.Unknown("a", "timed_out");

    assertThat(deliver(scripted("a", unknown, accepted("a"))).attempts()).containsExactly(unknown);
  }

  @Test
  void a_bug_in_a_driver_does_not_keep_the_message_from_the_next_one() {

    Result result =
        delivery.deliver(
            MESSAGE,
            List.of(broken(new IllegalStateException("123456")), scripted("b", accepted("b"))),
            seconds(4));

    assertThat(result).isInstanceOf(Result.Delivered.class);
    assertThat(result.attempts().getFirst())
        .isEqualTo(new Outcome.Unknown("a", "internal_error (IllegalStateException)"));
  }

  /** The next provider was not tried, and no line was logged. */
  @Test
  void nor_does_a_class_that_a_driver_lacks() {
    Result result =
        delivery.deliver(
            MESSAGE,
            List.of(broken(new NoClassDefFoundError("mail")), scripted("b", accepted("b"))),
            seconds(4));

    assertThat(result).isInstanceOf(Result.Delivered.class);
    assertThat(result.attempts().getFirst())
        .isEqualTo(new Outcome.Unknown("a", "internal_error (NoClassDefFoundError)"));
  }

  @Test
  void a_bug_is_told_from_a_vendors_reason_of_the_same_word() {
    assertThat(Outcome.Unknown.bug("a", new NoClassDefFoundError()).isBug()).isTrue();
    assertThat(new Outcome.Unknown("a", "internal_error (500, 7)").isBug()).isFalse();
    assertThat(new Outcome.Unknown("a", "internal_error").isBug()).isFalse();
    assertThat(new Outcome.Unknown("a", "timed_out").isBug()).isFalse();
  }

  /** With STOP an exception in a driver ended as undeliverable: the message was lost. */
  @Test
  void a_bug_in_a_driver_never_loses_the_message() {

    Result result =
        new Delivery(Delivery.OnUnknown.STOP, pause, new Breaker(clock))
            .deliver(MESSAGE, List.of(broken(new IllegalStateException("123456"))), seconds(4));

    assertThat(result).isInstanceOf(Result.Failed.class);
  }

  private Result deliver(Scripted... route) {
    return delivery.deliver(MESSAGE, List.<Provider<Sms>>of(route), seconds(4));
  }

  private Deadline seconds(int seconds) {
    return Deadline.in(Duration.ofSeconds(seconds), clock);
  }

  private static Outcome.Accepted accepted(String provider) {
    return new Outcome.Accepted(provider, "id-" + provider);
  }

  private Scripted scripted(String name, Outcome... outcomes) {
    return new Scripted(name, clock, outcomes);
  }

  private static Provider<Sms> broken(RuntimeException bug) {
    return new Broken(() -> {
      throw bug;
    });
  }

  private static Provider<Sms> broken(LinkageError bug) {
    return new Broken(() -> {
      throw bug;
    });
  }

  private record Broken(Supplier<Outcome> bug) implements Provider<Sms> {

    @Override
    public String name() {
      return "a";
    }

    @Override
    public Outcome send(Sms message, Deadline deadline) {
      return bug.get();
    }
  }
}
