package io.github.cognitocourier.cli.redrive;

import io.github.cognitocourier.cli.aws.AwsErrors;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.KmsAccessDeniedException;

/** A sentence for what the SDK throws, without AWS's free text. */
final class QueueErrors {

  private QueueErrors() {}

  /** What a queue's owner can do about it. */
  static String sentence(SdkException exception) {
    // Its code is KMS.AccessDeniedException, which without its first part is the queue's own.
    if (exception instanceof KmsAccessDeniedException) {
      return "The queue's key refuses: the caller needs kms:Decrypt on the key that encrypts the"
          + " queue.";
    }
    return AwsErrors.beforeTheService(exception)
        .orElseGet(() ->
            exception instanceof AwsServiceException refused
                ? sentence(AwsErrors.code(refused))
                : "AWS refuses.");
  }

  private static String sentence(String code) {
    return switch (code) {
      case "QueueDoesNotExist", "NonExistentQueue" ->
          "The queue does not exist, or not in this account and region; check --queue.";
      case "AccessDenied", "AccessDeniedException" ->
          "The queue refuses ("
              + code
              + "): the caller needs sqs:GetQueueAttributes,"
              + " sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility on it.";
      case "OverLimit" ->
          "Too many messages of the queue are hidden at once; run again in ten minutes.";
      default -> "AWS refuses (" + code + ").";
    };
  }

  /** Whether the request may have arrived although its answer did not. */
  static boolean mayHaveArrived(Throwable exception) {
    for (Throwable each = exception; each != null; each = each.getCause()) {
      if (each instanceof IOException failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        boolean notConnected =
            failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || (failure instanceof SocketTimeoutException && message.startsWith("Connect"));
        return !notConnected;
      }
    }
    return false;
  }
}
