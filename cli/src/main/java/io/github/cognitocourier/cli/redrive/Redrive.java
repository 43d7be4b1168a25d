package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.FunctionArn;
import io.github.cognitocourier.cli.redrive.FailureQueue.Received;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One run over the failure queue. A message is deleted only after the function has returned for it;
 * all others stay hidden until the run ends, so that none comes twice, and are shown again then.
 * For one run, on one thread.
 */
final class Redrive {

  /**
   * What to do.
   *
   * @param account the queue's; a record names the function to invoke, and anybody who may write to
   *     the queue could name another one
   * @param function instead of the one that a record names
   * @param max at most so many invocations
   */
  record Plan(
      boolean dryRun,
      boolean deleteExpired,
      long max,
      Lifetimes lifetimes,
      String account,
      Optional<FunctionArn> function) {}

  private final Plan plan;
  private final FailureQueue queue;
  private final Invoker invoker;
  private final Pace pace;
  private final InstantSource clock;
  private final Listing listing;
  private final BooleanSupplier stopped;

  private final Tally tally = new Tally();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final Map<String, Received> held = new LinkedHashMap<>();
  private final Map<FunctionArn, String> unreachable = new HashMap<>();
  private long turns;

  /** Ends before the next message when {@code stopped} says so. */
  Redrive(
      Plan plan,
      FailureQueue queue,
      Invoker invoker,
      Pace pace,
      InstantSource clock,
      Listing listing,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.queue = queue;
    this.invoker = invoker;
    this.pace = pace;
    this.clock = clock;
    this.listing = listing;
    this.stopped = stopped;
  }

  /** What was counted so far: after an exception of the queue as well. */
  Tally tally() {
    return tally;
  }

  /**
   * Runs until the queue is drained; throws what the queue throws. Whatever was not sent is shown
   * to everybody again.
   *
   * @return how many messages could not be shown again: they come back by themselves
   */
  int run() {
    try {
      drain();
    } catch (RuntimeException broken) {
      tally.endedEarly();
      queue.giveBack(held.values());
      throw broken;
    }
    return queue.giveBack(held.values());
  }

  /**
   * Only an empty answer means that the queue is drained. What is held comes back when it has been
   * hidden long enough, and others may lie behind it: a batch of nothing else is not the end,
   * unless it has come as often as there are messages.
   */
  private void drain() {
    int inVain = 0;
    for (List<Received> batch = queue.receive(); !batch.isEmpty(); batch = queue.receive()) {
      List<Received> fresh = fresh(batch);
      inVain = fresh.isEmpty() ? inVain + 1 : 0;
      if (!looked(fresh) || endsEarly(inVain > seen.size())) {
        return;
      }
    }
  }

  /** Those not yet met in this run. A queue may deliver a message again, even a deleted one. */
  private List<Received> fresh(List<Received> batch) {
    for (Received message : batch) {
      if (done.contains(message.id())) {
        queue.delete(message);
      } else {
        held.put(message.id(), message);
      }
    }
    return batch.stream().filter(message -> seen.add(message.id())).toList();
  }

  /** Whether the run goes on after these. */
  private boolean looked(List<Received> messages) {
    for (Received message : messages) {
      if (endsEarly(stopped.getAsBoolean() || turns >= plan.max())) {
        return false;
      }
      switch (LetterReader.read(message.body())) {
        case Letter.Foreign foreign -> {
          tally.count(Fate.FOREIGN);
          listing.add(foreign);
        }
        case Letter.Failed failed -> look(message, failed);
      }
    }
    // The maximum matters only when there is one more.
    return !endsEarly(stopped.getAsBoolean());
  }

  private boolean endsEarly(boolean early) {
    if (early) {
      tally.endedEarly();
    }
    return early;
  }

  private void look(Received message, Letter.Failed failed) {
    Duration age = Duration.between(failed.failedAt(), clock.instant());
    FunctionArn arn = plan.function().orElseGet(() -> failed.function().byAlias());
    if (plan.lifetimes().expired(failed.trigger().source(), age)) {
      expired(message, failed, age);
    } else if (plan.function().isEmpty() && !arn.account().equals(plan.account())) {
      settle(Fate.FAILED, failed, age, "not sent: a function of another account; see --function");
    } else if (unreachable.containsKey(arn)) {
      settle(Fate.FAILED, failed, age, "not sent: " + unreachable.get(arn));
    } else if (plan.dryRun()) {
      turns++;
      listing.invokes(arn);
      settle(Fate.WOULD_BE_SENT, failed, age, "would be sent");
    } else {
      pace.await(stopped);
      if (!stopped.getAsBoolean()) {
        turns++;
        listing.invokes(arn);
        invoke(message, failed, age, arn);
      }
    }
  }

  private void expired(Received message, Letter.Failed failed, Duration age) {
    if (plan.deleteExpired() && !plan.dryRun()) {
      delete(message);
      settle(Fate.DELETED, failed, age, "expired, deleted");
    } else {
      settle(Fate.EXPIRED, failed, age, plan.deleteExpired() ? "would be deleted" : "expired");
    }
  }

  private void invoke(Received message, Letter.Failed failed, Duration age, FunctionArn arn) {
    switch (invoker.invoke(arn, failed.event())) {
      case Invoker.Answer.Returned returned -> sent(message, failed, age);
      case Invoker.Answer.Failed(String reason) ->
          settle(Fate.FAILED, failed, age, "failed again: " + reason);
      case Invoker.Answer.Unreachable(String reason) -> {
        unreachable.put(arn, reason);
        settle(Fate.FAILED, failed, age, "not sent: " + reason);
      }
    }
  }

  /** What cannot be deleted ends the run: every other message would be sent twice as well. */
  private void sent(Received message, Letter.Failed failed, Duration age) {
    try {
      delete(message);
    } catch (RuntimeException refused) {
      settle(Fate.NOT_DELETED, failed, age, "sent, but not deleted: a later run sends it again");
      throw refused;
    }
    settle(Fate.SENT, failed, age, "sent");
  }

  private void delete(Received message) {
    queue.delete(message);
    done.add(message.id());
    held.remove(message.id());
  }

  private void settle(Fate fate, Letter.Failed failed, Duration age, String words) {
    tally.count(fate);
    listing.add(failed, age, words);
  }
}
