package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.inbox.Draft;
import io.github.cognitocourier.sandbox.inbox.Inbox;
import io.github.cognitocourier.sandbox.inbox.InboxMessage;
import io.github.cognitocourier.sandbox.inbox.InboxRoom;
import io.github.cognitocourier.sandbox.inbox.SeenRequest;
import io.github.cognitocourier.sandbox.web.FrontDoor;
import io.github.cognitocourier.sandbox.web.Reach;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was accepted: kept, listed, streamed. */
@Timeout(60)
class InboxTest {

  /** The JDK's server keeps 200 idle connections and resets the next, which a client may reuse. */
  private static final int MANY = 150;

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    caller.close();
    sandbox.close();
  }

  @Test
  void the_newest_is_first_and_the_fields_are_those_of_the_contract() {
    Instant before = Instant.now();
    caller.mail(Caller.MAIL);
    text("+12025550123");
    var messages = caller.messages();
    assertThat(messages)
        .extracting(message -> message.at("channel").requireText())
        .containsExactly("sms", "email");
    assertThat(messages.getFirst().fields().keySet())
        .containsExactly(
            "id",
            "channel",
            "provider",
            "from",
            "to",
            "subject",
            "text",
            "html",
            "triggerSource",
            "receivedAt",
            "request",
            "segments",
            "hostedTemplate",
            "hostedVariables");
    assertThat(messages.getFirst().at("triggerSource").isAbsent()).isTrue();
    assertThat(Instant.parse(messages.getFirst().at("receivedAt").requireText()))
        .isBetween(before, Instant.now());
  }

  @Test
  void messages_are_found_by_recipient_channel_and_id() {
    caller.mail(Caller.MAIL);
    caller.mail(Caller.MAIL.replace("jane@", "john@"));
    text("+12025550123");
    assertThat(ids("?to=john@example.com")).hasSize(1);
    assertThat(ids("?to=JANE%40example.com")).hasSize(1);
    assertThat(ids("?to=%2B12025550123")).hasSize(1);
    assertThat(ids("?channel=email")).hasSize(2);
    assertThat(ids("?channel=sms&to=john@example.com")).isEmpty();
    assertThat(caller.get("/api/messages?channel=fax").statusCode()).isEqualTo(400);
    String id = ids("?channel=sms").getFirst();
    assertThat(Json.parse(caller.get("/api/messages/" + id).body()).at("id").requireText())
        .isEqualTo(id);
    assertThat(caller.get("/api/messages/none").statusCode()).isEqualTo(404);
    assertThat(caller.get("/api/messages/").statusCode()).isEqualTo(404);
  }

  @Test
  void clearing_leaves_nothing() {
    caller.mail(Caller.MAIL);
    assertThat(caller.delete("/api/messages").statusCode()).isEqualTo(204);
    assertThat(caller.get("/api/messages").body()).isEqualTo("[]");
    assertThat(caller.post("/api/messages", "").statusCode()).isEqualTo(405);
  }

  @Test
  void a_program_in_the_same_process_sees_the_messages_too() {
    caller.mail(Caller.MAIL);
    InboxMessage message = sandbox.messages().getFirst();
    assertThat(message.content().subject()).hasValue("Your code");
    assertThat(message.toString() + message.content() + message.request())
        .doesNotContain("482913", "jane", "example.com");
  }

  @Test
  void the_last_thousand_are_kept() {
    try (var inbox = new Inbox(to -> Optional.empty(), Clock.systemUTC(), UUID::randomUUID)) {
      for (int i = 0; i < 1005; i++) {
        inbox.receive("p", draft("n" + i), new SeenRequest("POST", "/", Map.of(), ""));
      }
      assertThat(inbox.messages()).hasSize(1000);
      assertThat(inbox.messages().getFirst().content().to()).isEqualTo("n1004");
      assertThat(inbox.messages().getLast().content().to()).isEqualTo("n5");
    }
  }

  @Test
  void a_stream_tells_of_messages_and_of_clearing() throws Exception {
    try (var stream = stream("/api/messages/stream")) {
      assertThat(stream.readLine()).startsWith(":");
      assertThat(stream.readLine()).isEmpty();
      caller.mail(Caller.MAIL);
      assertThat(stream.readLine()).isEqualTo("event: message");
      String data = stream.readLine();
      assertThat(data).startsWith("data: ");
      assertThat(Json.write(Json.parse(data.substring(6)).raw().orElseThrow()))
          .isEqualTo(Json.write(caller.messages().getFirst().raw().orElseThrow()));
      assertThat(stream.readLine()).isEmpty();
      caller.delete("/api/messages");
      assertThat(stream.readLine()).isEqualTo("event: cleared");
      assertThat(stream.readLine()).isEqualTo("data: {}");
    }
  }

  @Test
  void a_stream_ends_when_the_sandbox_closes() throws Exception {
    try (var stream = stream("/api/messages/stream")) {
      assertThat(stream.readLine()).startsWith(":");
      sandbox.close();
      var rest = new StringBuilder();
      try {
        stream.lines().forEach(rest::append);
      } catch (UncheckedIOException dropped) {
        // The connection may be dropped before the last chunk: that is an end as well.
      }
      assertThat(rest).isEmpty();
    }
  }

  @Test
  void a_silent_stream_is_kept_alive_by_comments() throws Exception {
    var inbox = new Inbox(to -> Optional.empty(), Clock.systemUTC(), UUID::randomUUID);
    try (var door = FrontDoor.open(Reach.MACHINE, 0, Optional.empty());
        inbox) {
      door.leadTo(new InboxRoom(inbox, Duration.ofMillis(1)));
      var request = HttpRequest.newBuilder(door.uri().resolve("/api/messages/stream")).build();
      var body = caller.client().send(request, BodyHandlers.ofInputStream()).body();
      try (var stream = reader(body)) {
        assertThat(stream.readLine()).isEqualTo(": the inbox");
        assertThat(stream.readLine()).isEmpty();
        assertThat(stream.readLine()).isEqualTo(": still here");
      }
    }
  }

  @Test
  void nothing_is_lost_when_many_send_at_once() throws Exception {
    try (var stream = stream("/api/messages/stream");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(stream.readLine()).startsWith(":");
      var sent =
          IntStream.range(0, MANY)
              .mapToObj(i ->
                  CompletableFuture.runAsync(
                      () -> caller.mail(Caller.MAIL.replace("jane", "jane" + i)), threads))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(sent).join();
      assertThat(ids("")).hasSize(MANY).doesNotHaveDuplicates();
      assertThat(stream.lines().filter(line -> line.equals("event: message")).limit(MANY))
          .hasSize(MANY);
    }
  }

  private List<String> ids(String query) {
    return Json.parse(caller.get("/api/messages" + query).body()).items().stream()
        .map(message -> message.at("id").requireText())
        .toList();
  }

  private void text(String to) {
    caller.text(Map.of("To", to, "From", "+15005550006", "Body", "Code 482913"));
  }

  private BufferedReader stream(String path) throws IOException, InterruptedException {
    HttpClient client = caller.client();
    var answer =
        client.send(HttpRequest.newBuilder(caller.uri(path)).build(), BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return reader(answer.body());
  }

  private static BufferedReader reader(InputStream body) {
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  private static Draft draft(String to) {
    return new Draft(
        Channel.SMS,
        "from",
        to,
        Optional.empty(),
        "text",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
