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
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Providers that take time, over many messages: who is well is never given up for who is not. */
class HangingProvidersTest {

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
  private final Heard heard = new Heard();
  private final Timed first = new Timed("a", clock);
  private final Timed second = new Timed("b", clock);
  private final Timed third = new Timed("c", clock);
  private Duration deadline = Duration.ofSeconds(4);

  /**
   * Half a second was left for the third: its circuit opened with the others, and the first
   * fourteen messages failed.
   */
  @Test
  void two_that_hang_cost_the_first_three_messages_and_no_other() {
    third.taking(600);
    for (int i = 0; i < 600; i++) {
      boolean delivered = isDelivered(first, second, third);

      assertThat(delivered).as("message %d", i).isEqualTo(i >= 3);
      clock.advance(Duration.ofSeconds(2));
    }
    assertThat(heard.opened).contains("a", "b").doesNotContain("c");
  }

  @Test
  void wherever_the_one_that_is_well_stands() {
    List<Timed> all = List.of(first, second, third);
    for (Timed well : all) {
      all.forEach(Timed::hanging);
      well.taking(600);
      for (int i = 0; i < 300; i++) {
        boolean delivered = isDelivered(first, second, third);

        assertThat(delivered || i < 3).as("%s, message %d", well.name(), i).isTrue();
        clock.advance(Duration.ofSeconds(2));
      }
    }
  }

  @Test
  void who_was_given_too_little_time_has_not_failed() {
    third.taking(600);
    for (int i = 0; i < 3; i++) {
      isDelivered(first, second, third);
    }

    assertThat(third.asked).isEqualTo(3);
    assertThat(breaker.isClosed(third)).isTrue();
    assertThat(heard.opened).containsExactly("a", "b");
  }

  /** With a deadline of one second nobody ever has the least share. */
  @Test
  void who_was_given_all_the_time_that_there_was_has_failed() {
    deadline = Duration.ofSeconds(1);
    second.taking(600);
    for (int i = 0; i < 100; i++) {
      boolean delivered = isDelivered(first, second);

      assertThat(delivered || first.asked <= 3 || heard.opened.getLast().equals("a"))
          .as("message %d", i)
          .isTrue();
      clock.advance(Duration.ofSeconds(2));
    }
    assertThat(first.asked).as("three times, and a few probes").isLessThan(10);
  }

  @Test
  void a_message_probes_once_while_somebody_is_well() {
    open(first);
    open(second);
    clock.advance(Duration.ofSeconds(30));
    third.taking(600);

    assertThat(isDelivered(first, second, third)).isTrue();
    assertThat(List.of(first.asked, second.asked, third.asked)).containsExactly(1, 0, 1);
    assertThat(isDelivered(first, second, third)).isTrue();
    assertThat(List.of(first.asked, second.asked, third.asked)).containsExactly(1, 1, 2);
  }

  @Test
  void a_probe_leaves_a_fair_share_for_who_is_well() {
    open(second);
    clock.advance(Duration.ofSeconds(30));
    third.taking(600);

    assertThat(isDelivered(first, second, third)).isTrue();
    assertThat(second.asked).isZero();
  }

  @Test
  void nobody_is_spared_when_nobody_is_well() {
    open(first);
    open(second);
    clock.advance(Duration.ofSeconds(30));
    second.taking(600);

    assertThat(isDelivered(first, second)).isTrue();
    assertThat(breaker.isClosed(second)).isTrue();
  }

  /** The only one that might be asked had all the time, and nothing was left for this one. */
  @Test
  void an_open_circuit_does_not_lose_the_message_that_another_one_keeps_waiting() {
    open(first);
    first.taking(600);

    assertThat(isDelivered(first, second)).isTrue();
    assertThat(breaker.isClosed(first)).isTrue();
  }

  /** What holds without circuits holds with them. */
  @Test
  void of_two_that_come_and_go_one_that_is_well_is_enough_for_every_message() {
    var random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      boolean firstIsWell = random.nextInt(3) == 0;
      boolean secondIsWell = !firstIsWell || random.nextInt(3) == 0;
      set(first, firstIsWell, random);
      set(second, secondIsWell, random);

      boolean delivered =
          random.nextBoolean() ? isDelivered(first, second) : isDelivered(second, first);

      assertThat(delivered).as("message %d", i).isTrue();
      clock.advance(Duration.ofSeconds(random.nextInt(60)));
    }
    assertThat(heard.opened).contains("a", "b");
  }

  private static void set(Timed provider, boolean well, Random random) {
    if (well) {
      provider.taking(random.nextInt(1900));
    } else {
      provider.hanging();
    }
  }

  private void open(Timed provider) {
    for (int i = 0; i < 3; i++) {
      breaker.failed(provider, Duration.ZERO);
    }
  }

  private boolean isDelivered(Timed... route) {
    return new Delivery(Delivery.OnUnknown.FAIL_OVER, clock::advance, breaker)
            .deliver(MESSAGE, List.<Provider<Sms>>of(route), Deadline.in(deadline, clock), heard)
        instanceof Result.Delivered;
  }
}
