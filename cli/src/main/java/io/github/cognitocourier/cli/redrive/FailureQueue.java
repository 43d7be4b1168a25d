package io.github.cognitocourier.cli.redrive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queue that is the function's on-failure destination. Its methods throw what the SDK throws.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">
 *     Amazon SQS visibility timeout</a>
 */
final class FailureQueue {

  /** Long polling asks every server of the queue: only then does an empty answer mean empty. */
  static final Duration LONG_POLLING = Duration.ofSeconds(2);

  /** As many as SQS gives at once. */
  static final int BATCH = 10;

  private final SqsClient sqs;
  private final String url;
  private final Duration hidden;
  private final Duration wait;

  /**
   * A queue that is asked this way.
   *
   * @param hidden how long what was received is hidden from others, after a crash as well
   * @param wait how long to wait for a message when there is none; whole seconds
   */
  FailureQueue(SqsClient sqs, String url, Duration hidden, Duration wait) {
    this.sqs = sqs;
    this.url = url;
    this.hidden = hidden;
    this.wait = wait;
  }

  /** How many messages there are, about: SQS counts them within a minute. */
  record Depth(long visible, long hidden) {}

  /** One message; {@link #toString} shows its id only. */
  record Received(String id, String receipt, String body) {

    @Override
    public String toString() {
      return "Received[" + id + "]";
    }
  }

  Depth depth() {
    var visible = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    var hidden = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(visible, hidden))
            .attributes();
    return new Depth(number(counts, visible), number(counts, hidden));
  }

  private static long number(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
    return Long.parseLong(counts.getOrDefault(name, "0"));
  }

  /** Up to ten messages, hidden from now on; none when the queue is drained. */
  List<Received> receive() {
    return sqs
        .receiveMessage(request ->
            request
                .queueUrl(url)
                .maxNumberOfMessages(BATCH)
                .visibilityTimeout((int) hidden.toSeconds())
                .waitTimeSeconds((int) wait.toSeconds()))
        .messages()
        .stream()
        .map(message -> new Received(message.messageId(), message.receiptHandle(), message.body()))
        .toList();
  }

  void delete(Received message) {
    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receipt()));
  }

  /**
   * Shows the messages to everybody again, at once. Never throws: those that cannot be shown come
   * back by themselves when they have been hidden long enough.
   *
   * @return how many could not be shown
   */
  int giveBack(Collection<Received> messages) {
    List<Received> all = List.copyOf(messages);
    int refused = 0;
    for (int from = 0; from < all.size(); from += BATCH) {
      refused += notShown(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return refused;
  }

  private int notShown(List<Received> batch) {
    var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
    for (Received message : batch) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id("m" + entries.size())
              .receiptHandle(message.receipt())
              .visibilityTimeout(0)
              .build());
    }
    try {
      ChangeMessageVisibilityBatchResponse answer =
          sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
      return answer.failed().size();
    } catch (SdkException refused) {
      return batch.size();
    }
  }
}
