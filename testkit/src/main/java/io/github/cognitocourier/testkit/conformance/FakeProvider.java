package io.github.cognitocourier.testkit.conformance;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Message;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A provider for tests of routes and deliveries: it remembers its messages and answers as it was
 * told, one answer a message in their order, and {@code Accepted} once they are used up. Safe for
 * concurrent use.
 */
public final class FakeProvider<M extends Message> implements Provider<M> {

  private final String name;
  private final Deque<Function<String, Outcome>> answers = new ConcurrentLinkedDeque<>();
  private final List<M> messages = new CopyOnWriteArrayList<>();
  private final List<Deadline> deadlines = new CopyOnWriteArrayList<>();

  private FakeProvider(String name) {
    this.name = name;
  }

  /** One that takes every message. */
  public static <M extends Message> FakeProvider<M> named(String name) {
    return new FakeProvider<>(name);
  }

  /** The next answer, from this provider's name: {@code then(name -> new Unknown(name, "…"))}. */
  public FakeProvider<M> then(Function<String, Outcome> answer) {
    answers.add(answer);
    return this;
  }

  /** The messages so far, in their order. */
  public List<M> messages() {
    return List.copyOf(messages);
  }

  /** The deadline of each message, in their order. */
  public List<Deadline> deadlines() {
    return List.copyOf(deadlines);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome send(M message, Deadline deadline) {
    messages.add(message);
    deadlines.add(deadline);
    Function<String, Outcome> answer = answers.poll();
    return answer == null
        ? new Outcome.Accepted(name, name + "-" + messages.size())
        : answer.apply(name);
  }
}
