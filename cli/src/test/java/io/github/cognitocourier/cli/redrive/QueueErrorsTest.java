package io.github.cognitocourier.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What SQS refuses, as it refuses it: two codes, one of them from before it spoke JSON.
 *
 * @see <a
 *     href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait">
 *     awsQueryCompatible</a>
 */
class QueueErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "KmsAccessDenied, KMS.AccessDeniedException, The queue's key refuses",
    "QueueDoesNotExist, AWS.SimpleQueueService.NonExistentQueue, The queue does not exist",
    "AccessDeniedException, AccessDenied, The queue refuses (AccessDenied)",
    "OverLimit, OverLimit, Too many messages",
  })
  void a_refusal_is_told_with_what_to_do(String type, String queryCode, String sentence)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              ("{\"__type\":\"com.amazonaws.sqs#" + type + "\",\"message\":\"\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
          exchange.getResponseHeaders().set("x-amzn-query-error", queryCode + ";Sender");
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (SqsClient sqs = Clients.at(endpoint, SqsClient.builder())) {
      assertThatExceptionOfType(SdkException.class)
          .isThrownBy(() -> sqs.receiveMessage(request -> request.queueUrl(endpoint + "/1/q")))
          .satisfies(refused -> assertThat(QueueErrors.sentence(refused)).startsWith(sentence));
    } finally {
      server.stop(0);
    }
  }
}
