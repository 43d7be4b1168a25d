package io.github.cognitocourier.sandbox.inbox;

/** What happens to an inbox. */
sealed interface InboxEvent {

  /** A message came. */
  record Arrived(InboxMessage message) implements InboxEvent {}

  /** All messages were thrown away. */
  record Cleared() implements InboxEvent {}

  /** The inbox is gone, or the listener fell too far behind to be told everything. */
  record Ended() implements InboxEvent {}
}
