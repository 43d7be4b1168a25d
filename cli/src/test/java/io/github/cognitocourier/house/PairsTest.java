package io.github.cognitocourier.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Breaker;
import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Pause;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.testkit.conformance.Sample;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every pair of different providers of one channel, and every fault on the first: the second has
 * the message inside the deadline. A recipient that the first one rejects ends the route.
 */
class PairsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(4);

  /** What a fault means, unless the vendor says otherwise. */
  private static final Map<String, Class<? extends Outcome>> FAULTS =
      Map.of(
          "timeout", Outcome.Unknown.class,
          "reset", Outcome.Unknown.class,
          "429", Outcome.Unavailable.class,
          "500", Outcome.Unknown.class,
          "401", Outcome.Misconfigured.class,
          "garbage", Outcome.Unknown.class,
          "noise", Outcome.Unknown.class);

  /** Who means something else, and why. */
  private static final Map<String, Class<? extends Outcome>> MEANT_OTHERWISE =
      Map.of(
          // Status 5 is documented as not sent.
          "vonage 500", Outcome.Unavailable.class,
          // A reply of 4yz to the content: the server has not taken the mail.
          "smtp 500", Outcome.Unavailable.class,
          // A mail is not sent before the server has greeted.
          "smtp noise", Outcome.Unavailable.class);

  private final AtomicInteger ids = new AtomicInteger();
  private final InstantSource clock = InstantSource.system();

  @ParameterizedTest
  @EnumSource
  void the_second_provider_has_the_message_in_time(Channel channel) throws Exception {
    List<String> names = SandboxedProviders.names(channel);
    var pairs = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String first : names) {
        pairs.add(threads.submit(() -> behind(channel, first, names)));
      }
    }
    int delivered = 0;
    for (Future<Integer> pair : pairs) {
      delivered += told(pair);
    }
    assertThat(delivered).isEqualTo(names.size() * (names.size() - 1) * FAULTS.size());
  }

  private static Class<? extends Outcome> meant(String provider, String fault) {
    return MEANT_OTHERWISE.getOrDefault(provider + " " + fault, FAULTS.get(fault));
  }

  /** Everybody behind {@code first}; each first one has a sandbox of its own, and its faults. */
  private int behind(Channel channel, String first, List<String> names) throws IOException {
    int delivered = 0;
    try (var sandbox = new SandboxedProviders();
        var noise = new Noise()) {
      for (String second : names) {
        for (String fault : FAULTS.keySet()) {
          if (second.equals(first)) {
            continue;
          }
          boolean noisy = fault.equals("noise");
          if (!noisy) {
            sandbox.fault(first, fault);
          }
          var failing =
              noisy ? sandbox.at(channel, first, noise.address()) : sandbox.of(channel, first);
          Provider<?> next = sandbox.of(channel, second);
          Result result = deliver(channel, List.of(failing, next));
          String what = first + ", which fails by " + fault + ", then " + second;
          assertThat(result).as(what).isInstanceOf(Result.Delivered.class);
          assertThat(result.attempts()).as(what).hasSize(2);
          assertThat(result.attempts().getFirst()).as(what).isInstanceOf(meant(first, fault));
          assertThat(((Result.Delivered) result).accepted().provider())
              .as(what)
              .isEqualTo(next.name());
          delivered++;
        }
      }
    }
    return delivered;
  }

  @ParameterizedTest
  @EnumSource
  void a_rejected_recipient_ends_the_route(Channel channel) throws Exception {
    List<String> names = SandboxedProviders.names(channel);
    try (var sandbox = new SandboxedProviders()) {
      for (String first : names) {
        if (!RecipientErrors.areDocumentedBy(first)) {
          continue;
        }
        for (String second : names) {
          sandbox.fault(first, "reject");
          Result result =
              deliver(channel, List.of(sandbox.of(channel, first), sandbox.of(channel, second)));
          assertThat(result).as(first).isInstanceOf(Result.Undeliverable.class);
          assertThat(result.attempts()).as(first).hasSize(1);
        }
      }
      assertThat(sandbox.messages()).isEmpty();
    }
  }

  /** What such a vendor says of a recipient may be our mistake as well: the next one is asked. */
  @ParameterizedTest
  @EnumSource
  void without_a_documented_recipient_error_the_route_goes_on(Channel channel) throws Exception {
    List<String> names = SandboxedProviders.names(channel);
    try (var sandbox = new SandboxedProviders()) {
      for (String first : names) {
        if (RecipientErrors.areDocumentedBy(first)) {
          continue;
        }
        sandbox.fault(first, "reject");
        String second =
            names.stream().filter(name -> !name.equals(first)).findFirst().orElseThrow();
        Provider<?> next = sandbox.of(channel, second);
        Result result = deliver(channel, List.of(sandbox.of(channel, first), next));
        assertThat(result).as(first).isInstanceOf(Result.Delivered.class);
        assertThat(((Result.Delivered) result).accepted().provider()).isEqualTo(next.name());
      }
    }
  }

  private Result deliver(Channel channel, List<Provider<?>> route) {
    // Each has an id of its own: a vendor that knows the id already would send nothing.
    var id = new NotificationId("pair-" + ids.incrementAndGet());
    return switch (channel) {
      case EMAIL -> deliver(email(id, Sample.PLAIN.email()), route);
      case SMS -> deliver(sms(id, Sample.PLAIN.sms()), route);
    };
  }

  private static Email email(NotificationId id, Email like) {
    return new Email(
        id,
        like.from(),
        like.to(),
        like.subject(),
        like.text(),
        like.html(),
        like.headers(),
        like.template(),
        like.variables());
  }

  /** To a number that no sandbox sends from. */
  private static Sms sms(NotificationId id, Sms like) {
    return new Sms(
        id,
        like.from(),
        new PhoneNumber("+14155550123"),
        like.text(),
        like.usefulFor(),
        like.template(),
        like.variables());
  }

  @SuppressWarnings("unchecked")
  private <M extends Message> Result deliver(M message, List<Provider<?>> route) {
    var delivery = new Delivery(Delivery.OnUnknown.FAIL_OVER, Pause.ofThread(), new Breaker(clock));
    Deadline deadline = Deadline.in(DEADLINE, clock);
    Result result =
        delivery.deliver(
            message, route.stream().map(each -> (Provider<M>) each).toList(), deadline);
    assertThat(deadline.hasPassed()).as("the deadline has passed").isFalse();
    return result;
  }

  private static int told(Future<Integer> pair) throws Exception {
    try {
      return pair.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AssertionError wrong) {
        throw wrong;
      }
      throw failed;
    }
  }
}
