package io.github.cognitocourier.sandbox.inbox;

import io.github.cognitocourier.sandbox.inbox.InboxEvent.Arrived;
import io.github.cognitocourier.sandbox.inbox.InboxEvent.Cleared;
import io.github.cognitocourier.sandbox.inbox.InboxEvent.Ended;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/** The last 1,000 messages, newest first, and who listens. Safe for concurrent use. */
public final class Inbox implements AutoCloseable {

  private static final int CAPACITY = 1000;
  private static final int BACKLOG = 1000;

  private final Deque<InboxMessage> messages = new ArrayDeque<>();
  private final List<BlockingQueue<InboxEvent>> listeners = new ArrayList<>();
  private final Function<String, Optional<String>> triggerSources;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * An empty inbox.
   *
   * @param triggerSources the trigger source of the invocation under way for a recipient
   */
  public Inbox(
      Function<String, Optional<String>> triggerSources, InstantSource clock, Supplier<UUID> ids) {
    this.triggerSources = triggerSources;
    this.clock = clock;
    this.ids = ids;
  }

  /** Takes a message in; the oldest makes room. */
  public void receive(String provider, Draft draft, SeenRequest request) {
    Optional<String> triggerSource = triggerSources.apply(draft.to());
    synchronized (this) {
      var message =
          new InboxMessage(
              ids.get().toString(), provider, draft, triggerSource, clock.instant(), request);
      messages.addFirst(message);
      if (messages.size() > CAPACITY) {
        messages.removeLast();
      }
      tell(new Arrived(message));
    }
  }

  /** All messages, newest first. */
  public synchronized List<InboxMessage> messages() {
    return List.copyOf(messages);
  }

  /** The message with this id. */
  public synchronized Optional<InboxMessage> message(String id) {
    return messages.stream().filter(message -> message.id().equals(id)).findFirst();
  }

  /** Throws all messages away. */
  public synchronized void clear() {
    messages.clear();
    tell(new Cleared());
  }

  /** What happens from now on; a listener that falls 1,000 events behind is sent away. */
  synchronized BlockingQueue<InboxEvent> listen() {
    // One place more than the backlog, so that the end can always be told.
    var events = new LinkedBlockingQueue<InboxEvent>(BACKLOG + 1);
    listeners.add(events);
    return events;
  }

  /** The listener has gone. */
  synchronized void forget(BlockingQueue<InboxEvent> events) {
    listeners.remove(events);
  }

  /** How many listen. */
  synchronized int listeners() {
    return listeners.size();
  }

  /** Sends every listener away. */
  @Override
  public synchronized void close() {
    listeners.forEach(Inbox::end);
    listeners.clear();
  }

  private void tell(InboxEvent event) {
    listeners.removeIf(listener -> {
      boolean tooFarBehind = listener.size() >= BACKLOG;
      if (tooFarBehind) {
        end(listener);
      } else {
        listener.add(event);
      }
      return tooFarBehind;
    });
  }

  private static void end(BlockingQueue<InboxEvent> listener) {
    if (listener.remainingCapacity() > 0) {
      listener.add(new Ended());
    }
  }
}
