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
  private boolean started;
  private boolean sleeps;
  private long wakesAt;

  private record Work(Thread thread, Deadline deadline, long endsAt, Runnable end) {

    boolean isOver(long now) {
      return endsAt - now <= 0 || thread.isInterrupted() || deadline.hasPassed();
    }
  }

  /**
   * Does {@code work} in this thread. Should it last too long, {@code end} is called in another,
   * and has to make it return.
   */
  <T> T over(Deadline deadline, Supplier<T> work, Runnable end) {
    long endsAt = System.nanoTime() + deadline.remaining().toNanos();
    var watched = new Work(Thread.currentThread(), deadline, endsAt, end);
    begin(watched);
    try {
      return work.get();
    } finally {
      end(watched);
    }
  }

  private void begin(Work work) {
    lock.lock();
    try {
      under.add(work);
      if (!started) {
        started = true;
        Thread.ofPlatform().daemon().name("watch").start(this::run);
      } else if (sleeps || work.endsAt() - wakesAt < 0) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Work work) {
    lock.lock();
    try {
      under.remove(work);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        List<Work> over = awaitOver();
        for (Work work : over) {
          work.end().run();
        }
      }
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits from tick to tick while there is work, and for one more: when work comes in a row, none
   * has to wake this thread.
   */
  private List<Work> awaitOver() throws InterruptedException {
    lock.lock();
    try {
      boolean wasIdle = false;
      while (true) {
        List<Work> over = over(System.nanoTime());
        if (!over.isEmpty()) {
          under.removeAll(over);
          return over;
        }
        if (under.isEmpty() && wasIdle) {
          sleeps = true;
          changed.await();
          sleeps = false;
        } else {
          long _ = changed.awaitNanos(wakesAt - System.nanoTime());
        }
        wasIdle = under.isEmpty();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What must end; sets when to look again. */
  private List<Work> over(long now) {
    List<Work> over = new ArrayList<>();
    wakesAt = now + TICK_NANOS;
    for (Work work : under) {
      if (work.isOver(now)) {
        over.add(work);
      } else if (work.endsAt() - wakesAt < 0) {
        wakesAt = work.endsAt();
      }
    }
    return over;
  }
}
