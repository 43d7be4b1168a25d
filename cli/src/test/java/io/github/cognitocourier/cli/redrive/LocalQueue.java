package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.testkit.program.MotoServer;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A failure queue of its own in moto's SQS. */
final class LocalQueue implements AutoCloseable {

  private final SqsClient sqs;
  private final String url;

  LocalQueue(MotoServer moto) {
    this.sqs = Clients.at(moto.endpoint(), SqsClient.builder());
    String name = "cognito-courier-failures-" + UUID.randomUUID();
    this.url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
  }

  String url() {
    return url;
  }

  void add(String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }
  }

  /** How many messages anybody can see at this moment. */
  int visible() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  /** How many are hidden at this moment. */
  int hidden() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private int count(QueueAttributeName name) {
    return Integer.parseInt(
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
            .attributes()
            .get(name));
  }

  /** What lies in it; stays visible. */
  List<String> bodies() {
    return sqs
        .receiveMessage(request ->
            request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0).waitTimeSeconds(0))
        .messages()
        .stream()
        .map(message -> message.body())
        .toList();
  }

  @Override
  public void close() {
    sqs.close();
  }
}
