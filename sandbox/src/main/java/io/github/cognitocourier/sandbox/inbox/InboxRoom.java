package io.github.cognitocourier.sandbox.inbox;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.web.Answer;
import io.github.cognitocourier.sandbox.web.Call;
import io.github.cognitocourier.sandbox.web.Room;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code /api/messages}: GET lists (optionally {@code ?to=} and {@code ?channel=}), DELETE clears,
 * {@code /{id}} is one message, and {@code /stream} tells each event as it happens.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class InboxRoom implements Room {

  /** Where it stands. */
  public static final String PATH = "/api/messages";

  private final Inbox inbox;
  private final Duration heartbeat;

  /** Shows {@code inbox}; a silent stream gets a comment every {@code heartbeat}. */
  public InboxRoom(Inbox inbox, Duration heartbeat) {
    this.inbox = inbox;
    this.heartbeat = heartbeat;
  }

  @Override
  public Answer answer(Call call) {
    if (call.path().equals(PATH)) {
      return switch (call.method()) {
        case "GET" -> list(call);
        case "DELETE" -> {
          inbox.clear();
          yield Answer.empty(204);
        }
        default -> Answer.methodNotAllowed("GET, DELETE");
      };
    }
    if (!call.method().equals("GET")) {
      return Answer.methodNotAllowed("GET");
    }
    String id = call.path().substring(PATH.length() + 1);
    if (id.equals("stream")) {
      return new Answer.Stream("text/event-stream", this::stream);
    }
    return inbox
        .message(id)
        .<Answer>map(message -> Answer.json(200, MessageJson.of(message)))
        .orElseGet(() -> Answer.error(404, "There is no message with this id."));
  }

  private Answer list(Call call) {
    Predicate<InboxMessage> wanted = message -> true;
    Optional<String> to = call.parameter("to");
    if (to.isPresent()) {
      wanted = wanted.and(message -> message.content().to().equalsIgnoreCase(to.get()));
    }
    Optional<String> word = call.parameter("channel");
    if (word.isPresent()) {
      Optional<Channel> channel =
          Arrays.stream(Channel.values()).filter(c -> c.word().equals(word.get())).findFirst();
      if (channel.isEmpty()) {
        return Answer.error(
            400,
            "channel must be one of "
                + Arrays.stream(Channel.values())
                    .map(Channel::word)
                    .collect(Collectors.joining(", "))
                + ".");
      }
      wanted = wanted.and(message -> message.content().channel() == channel.get());
    }
    return Answer.json(200, inbox.messages().stream().filter(wanted).map(MessageJson::of).toList());
  }

  private void stream(OutputStream out) throws IOException, InterruptedException {
    BlockingQueue<InboxEvent> events = inbox.listen();
    try {
      // A first comment, so that the client knows at once that it is connected.
      write(out, ": the inbox\n\n");
      while (true) {
        switch (events.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
          case null -> write(out, ": still here\n\n");
          case InboxEvent.Arrived(InboxMessage message) ->
              write(out, event("message", MessageJson.of(message)));
          case InboxEvent.Cleared() -> write(out, event("cleared", Map.of()));
          case InboxEvent.Ended() -> {
            return;
          }
        }
      }
    } finally {
      inbox.forget(events);
    }
  }

  private static String event(String name, Object data) {
    return "event: " + name + "\ndata: " + Json.write(data) + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
