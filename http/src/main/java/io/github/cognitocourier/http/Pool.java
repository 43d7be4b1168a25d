package io.github.cognitocourier.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections at rest: at most 16 for each origin, the last used first, none for longer than
 * {@link #IDLE_LIMIT}. Safe for concurrent use; nothing here waits for the network.
 *
 * <p>The age of a connection is told by the wall clock: a process that is frozen between two
 * invocations wakes up with connections whose peers have long since hung up, and the goodbye is not
 * there yet. Each {@link #closeAll()} begins a new era, and a connection of an earlier one is never
 * used again.
 */
final class Pool {

  /** How long a connection may rest, when its peer does not promise less. */
  static final Duration IDLE_LIMIT = Duration.ofSeconds(20);

  private static final int MAX_RESTING = 16;

  private final InstantSource clock;
  private final Map<Origin, Deque<Connection>> resting = new HashMap<>();
  private final Map<Origin, Opening> openings = new HashMap<>();
  private int era;

  Pool(InstantSource clock) {
    this.clock = clock;
  }

  /** By the wall clock. */
  Instant now() {
    return clock.instant();
  }

  synchronized int era() {
    return era;
  }

  /** Whether this connection may carry a request that is written now. */
  synchronized boolean mayCarry(Connection connection) {
    return connection.era() == era && !connection.isExpired(clock.instant());
  }

  /** A connection to {@code origin} that may carry a request; the caller owns it. */
  synchronized Optional<Connection> take(Origin origin) {
    dropExpired();
    Deque<Connection> candidates = resting.get(origin);
    return candidates == null ? Optional.empty() : Optional.ofNullable(candidates.pollFirst());
  }

  /** Takes a connection back, or closes it when it is of no further use. */
  synchronized void keep(Connection connection, Duration usableFor) {
    boolean _ = keeps(connection, clock.instant(), usableFor);
  }

  /**
   * Whether it keeps one that has carried nothing yet; its rest counts from before it was opened.
   */
  synchronized boolean keepsUnused(Connection connection, Instant begun) {
    return keeps(connection, begun, IDLE_LIMIT);
  }

  private boolean keeps(Connection connection, Instant since, Duration usableFor) {
    dropExpired();
    connection.rest(since, usableFor);
    if (connection.era() != era || connection.isExpired(clock.instant())) {
      connection.close();
      return false;
    }
    Deque<Connection> others =
        resting.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
    others.addFirst(connection);
    if (others.size() > MAX_RESTING) {
      others.removeLast().close();
    }
    return true;
  }

  /** The connection to {@code origin} that is being opened ahead. */
  synchronized Optional<Opening> opening(Origin origin) {
    return Optional.ofNullable(openings.get(origin));
  }

  /** From now on a request to the same origin waits for this one. */
  synchronized void expect(Opening opening) {
    openings.put(opening.origin(), opening);
  }

  /** It has ended, one way or another. */
  synchronized void expectNoMore(Opening opening) {
    openings.remove(opening.origin(), opening);
  }

  /**
   * Closes what rests and what is being opened ahead; what is in use now is closed when its reply
   * has come.
   */
  void closeAll() {
    for (Opening opening : newEra()) {
      opening.abandon();
    }
  }

  /** Ends the era; what it leaves half-opened must be ended without our lock. */
  private synchronized List<Opening> newEra() {
    era++;
    resting.values().forEach(connections -> connections.forEach(Connection::end));
    resting.clear();
    return List.copyOf(openings.values());
  }

  private void dropExpired() {
    for (Deque<Connection> connections : resting.values()) {
      Iterator<Connection> each = connections.iterator();
      while (each.hasNext()) {
        Connection connection = each.next();
        if (connection.isExpired(clock.instant())) {
          each.remove();
          connection.close();
        }
      }
    }
  }
}
