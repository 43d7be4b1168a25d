package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.delivery.Secrets.Reason;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One secret and many who ask for it at the same time. */
class KeptSecretTest {

  private static final Lookup.Found KEY = new Lookup.Found(new Secret("key"));
  private static final int CALLERS = 8;

  private final InstantSource clock = InstantSource.system();
  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  static List<Lookup> answers() {
    return List.of(KEY, new Lookup.Missing(Reason.SECRET_DENIED, "AccessDeniedException"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void all_who_wait_share_one_fetch_whatever_it_brings(Lookup brought) throws Exception {
    var secret = new KeptSecret(deadline -> slowly(brought), clock);

    assertThat(atOnce(() -> secret.find(soon()))).hasSize(CALLERS).containsOnly(brought);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void all_who_have_the_same_wrong_key_share_one_refresh() throws Exception {
    var other = new Lookup.Found(new Secret("other"));
    var finds = new AtomicInteger();
    var secret =
        new KeptSecret(deadline -> finds.getAndIncrement() == 0 ? KEY : slowly(other), clock);
    secret.find(soon());

    assertThat(atOnce(() -> secret.insteadOf(KEY.secret(), soon())))
        .hasSize(CALLERS)
        .containsOnly(other);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void a_refresh_that_fails_does_not_keep_the_next_one_back() {
    var other = new Lookup.Found(new Secret("other"));
    var throttled = new Lookup.Missing(Reason.SECRET_UNAVAILABLE, "ThrottlingException");
    var answers = new ArrayDeque<Lookup>(List.of(KEY, throttled, other, KEY));
    var secret = new KeptSecret(deadline -> answers.remove(), new SettableClock());
    secret.find(soon());

    assertThat(secret.insteadOf(KEY.secret(), soon())).isEqualTo(throttled);
    assertThat(secret.find(soon())).as("what there is meanwhile").isEqualTo(KEY);
    assertThat(secret.insteadOf(KEY.secret(), soon())).isEqualTo(other);
    assertThat(secret.insteadOf(other.secret(), soon())).as("too soon").isEqualTo(other);
    assertThat(answers).hasSize(1);
  }

  @Test
  void nobody_waits_longer_than_his_own_deadline() throws Exception {
    var secret = new KeptSecret(deadline -> slowly(KEY), clock);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Lookup> first = threads.submit(() -> secret.find(soon()));
      asked.await();

      long start = System.nanoTime();
      Lookup second = secret.find(Deadline.in(Duration.ofMillis(50), clock));
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      answer.countDown();

      assertThat(second).isEqualTo(new Lookup.Missing(Reason.SECRET_UNAVAILABLE, "timed_out"));
      assertThat(waited).isLessThan(Duration.ofSeconds(2));
      assertThat(first.get()).isEqualTo(KEY);
    }
  }

  /** The first begins to fetch; the fetch ends when all the others wait for it. */
  private List<Lookup> atOnce(Callable<Lookup> ask)
      throws InterruptedException, ExecutionException {
    var threads = new ArrayList<Thread>();
    var futures = new ArrayList<FutureTask<Lookup>>();
    for (int i = 0; i < CALLERS; i++) {
      var task = new FutureTask<>(ask);
      futures.add(task);
      threads.add(Thread.ofPlatform().start(task));
    }
    asked.await();
    while (threads.stream().filter(KeptSecretTest::waits).count() < CALLERS) {
      Thread.onSpinWait();
    }
    answer.countDown();
    var brought = new ArrayList<Lookup>();
    for (var each : futures) {
      brought.add(each.get());
    }
    return brought;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private Lookup slowly(Lookup brought) {
    fetches.incrementAndGet();
    asked.countDown();
    try {
      answer.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return brought;
  }

  private Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20), clock);
  }
}
