package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Pause;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A long run meets its own messages again, because nothing is hidden for ever. */
class SeenAgainTest {

  /** Answers with these batches in turn, and with the last one from then on. */
  private static final class Batches implements SqsClient {

    private final Deque<List<String>> batches;
    private final TreeSet<String> shown = new TreeSet<>();

    @SafeVarargs
    Batches(List<String>... batches) {
      this.batches = new ArrayDeque<>(List.of(batches));
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
      List<String> ids = batches.size() > 1 ? batches.remove() : batches.element();
      Stream<Message> messages =
          ids.stream()
              .map(id -> Message.builder().messageId(id).receiptHandle(id).body("hello").build());
      return ReceiveMessageResponse.builder().messages(messages.toList()).build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
        ChangeMessageVisibilityBatchRequest request) {
      request.entries().stream()
          .map(ChangeMessageVisibilityBatchRequestEntry::receiptHandle)
          .forEach(shown::add);
      return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void what_lies_behind_messages_that_were_seen_is_seen_as_well() {
    var batches =
        new Batches(
            List.of("a", "b"), List.of("a"), List.of("b"), List.of("c"), List.of("a"), List.of());
    Tally tally = run(batches);

    assertThat(tally.summary()).isEqualTo("3 not ours");
    assertThat(batches.shown).containsExactly("a", "b", "c");
  }

  @Test
  void a_queue_that_only_repeats_itself_ends_the_run_and_is_not_called_drained() {
    var batches = new Batches(List.of("a", "b"), List.of("b", "a"));
    Tally tally = run(batches);

    assertThat(tally.summary()).isEqualTo("2 not ours");
    assertThat(tally.endsBeforeTheEnd()).isTrue();
    assertThat(batches.shown).containsExactly("a", "b");
  }

  private static Tally run(SqsClient sqs) {
    InstantSource clock = InstantSource.system();
    var plan =
        new Redrive.Plan(
            false, false, 10, new Lifetimes(Duration.ofDays(7)), "123456789012", Optional.empty());
    var redrive =
        new Redrive(
            plan,
            new FailureQueue(sqs, "http://127.0.0.1/q", Duration.ofMinutes(10), Duration.ZERO),
            (arn, event) -> new Invoker.Answer.Returned(),
            new Pace(Duration.ZERO, clock, Pause.ofThread()),
            clock,
            new Listing(new PrintWriter(new StringWriter())),
            () -> false);
    assertThat(redrive.run()).isZero();
    return redrive.tally();
  }
}
