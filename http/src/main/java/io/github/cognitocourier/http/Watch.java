package io.github.cognitocourier.http;

import io.github.cognitocourier.core.message.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Ends work that blocks at its deadline, or when the thread that does it is interrupted, from a
 * thread of its own: one for all, where a thread for each piece of work would cost more than most
 * of them. Safe for concurrent use.
 */
final class Watch {

  /** The wall clock is looked at so often: it alone tells that the process was frozen meanwhile. */
  static final long TICK_NANOS = 100_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Work> under = new ArrayList<>();
  private boolean runs;
  private long looksAt;

  private record Work(Thread thread, Deadline deadline, long endsAt, Runnable end) {

    boolean isOverdue(long now) {
      return endsAt - now <= 0 || thread.isInterrupted() || deadline.hasPassed();
    }
  }

  /**
   * Does {@code work} in this thread. Should it last too long, {@code end} is called in another,
   * and has to make it return.
   */
  <T> T during(Deadline deadline, Supplier<T> work, Runnable end) {
    long endsAt = System.nanoTime() + deadline.remaining().toNanos();
    var watched = new Work(Thread.currentThread(), deadline, endsAt, end);
    try {
      add(watched);
      return work.get();
    } finally {
      remove(watched);
    }
  }

  private void add(Work work) {
    lock.lock();
    try {
      under.add(work);
      if (!runs) {
        start();
      } else if (work.endsAt() - looksAt < 0) {
        looksAt = work.endsAt();
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void remove(Work work) {
    lock.lock();
    try {
      under.remove(work);
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    Thread _ = Thread.ofPlatform().daemon().name("watch").start(this::run);
    runs = true;
  }

  /** As long as there is work, and for one tick more: work that comes in a row needs one thread. */
  private void run() {
    try {
      do {
        for (Work work : overdue()) {
          work.end().run();
        }
      } while (isWorkThereAtTheNextLook());
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    } finally {
      stopped();
    }
  }

  /** What must end, and is watched no longer; sets when to look again. */
  private List<Work> overdue() {
    lock.lock();
    try {
      long now = System.nanoTime();
      looksAt = now + TICK_NANOS;
      List<Work> overdue = new ArrayList<>();
      for (Work work : under) {
        if (work.isOverdue(now)) {
          overdue.add(work);
        } else if (work.endsAt() - looksAt < 0) {
          looksAt = work.endsAt();
        }
      }
      under.removeAll(overdue);
      return overdue;
    } finally {
      lock.unlock();
    }
  }

  private boolean isWorkThereAtTheNextLook() throws InterruptedException {
    lock.lock();
    try {
      boolean wasThere = !under.isEmpty();
      for (long left = left(); left > 0; left = left()) {
        long _ = changed.awaitNanos(left);
      }
      return wasThere || !under.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private long left() {
    return looksAt - System.nanoTime();
  }

  /** Whatever ended this thread, work that came meanwhile is not left without one. */
  private void stopped() {
    lock.lock();
    try {
      runs = false;
      if (!under.isEmpty()) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }
}
