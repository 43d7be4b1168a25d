package io.github.cognitocourier.cli.redrive;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A sentence for what the SDK throws, without AWS's free text. */
final class Trouble {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._]{1,80}");

  private Trouble() {}

  /** What a queue's owner can do about it. */
  static String sentence(SdkException exception) {
    return exception instanceof AwsServiceException refused
        ? sentence(code(refused))
        : clientSentence(exception);
  }

  private static String sentence(String code) {
    String lastPart = code.substring(code.lastIndexOf('.') + 1);
    return switch (lastPart) {
      case "QueueDoesNotExist", "NonExistentQueue" ->
          "The queue does not exist, or not in this account and region; check --queue.";
      case "AccessDenied", "AccessDeniedException" ->
          "The queue refuses ("
              + lastPart
              + "): the caller needs sqs:GetQueueAttributes,"
              + " sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility on it.";
      case "KmsAccessDenied" ->
          "The queue's key refuses: the caller needs kms:Decrypt on the key that encrypts the"
              + " queue.";
      case "OverLimit" ->
          "Too many messages of the queue are hidden at once; run again in ten minutes.";
      case "ExpiredToken", "ExpiredTokenException" ->
          "The AWS credentials have expired; sign in again.";
      case "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch" ->
          "AWS does not know these credentials (" + lastPart + "); check --profile.";
      default -> "AWS refuses (" + lastPart + ").";
    };
  }

  private static String clientSentence(SdkException exception) {
    String message = Optional.ofNullable(exception.getMessage()).orElse("");
    if (message.contains("credentials")) {
      return "There are no AWS credentials; sign in, or name a profile with --profile.";
    }
    if (message.contains("region")) {
      return "No AWS region is set; name it with --region.";
    }
    return "AWS cannot be reached: check the network, --region and AWS_ENDPOINT_URL.";
  }

  /** AWS's machine code, such as {@code AccessDeniedException}. */
  static String code(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter(CODE.asMatchPredicate())
        .orElse("status " + refused.statusCode());
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
