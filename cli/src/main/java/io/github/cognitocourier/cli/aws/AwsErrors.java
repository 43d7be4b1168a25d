package io.github.cognitocourier.cli.aws;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What every AWS service may answer, and what the SDK throws by itself, as a sentence. */
public final class AwsErrors {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._]{1,80}");

  private AwsErrors() {}

  /**
   * A sentence with the fix for what has nothing to do with the service that was asked:
   * credentials, region, network, throttling. Empty for what the service itself refuses.
   */
  public static Optional<String> beforeTheService(SdkException exception) {
    if (exception instanceof AwsServiceException refused) {
      return ofAnyService(code(refused));
    }
    String message = Optional.ofNullable(exception.getMessage()).orElse("");
    if (message.contains("credentials")) {
      return Optional.of(
          "No AWS credentials were found: log in (aws sso login, aws configure) or name --profile.");
    }
    if (message.contains("region")) {
      return Optional.of("No AWS region is set: name it with --region.");
    }
    return Optional.of(
        "AWS could not be reached: check the network, --region and AWS_ENDPOINT_URL.");
  }

  /** AWS's machine code without its namespace, such as {@code AccessDeniedException}. */
  public static String code(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter(CODE.asMatchPredicate())
        .map(code -> code.substring(code.lastIndexOf('.') + 1))
        .orElse("status " + refused.statusCode());
  }

  // The codes are AWS's, and it may add some.
  private static Optional<String> ofAnyService(String code) {
    return switch (code) {
      case "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException" ->
          Optional.of(
              "The AWS credentials are not valid (any longer): log in again or name --profile.");
      case "RequestThrottled", "Throttling", "ThrottlingException", "TooManyRequestsException" ->
          Optional.of("AWS throttles these calls; run the command again in a minute.");
      case "InternalError", "InternalErrorException", "InternalFailure", "ServiceException" ->
          Optional.of("AWS failed on its side; run the command again.");
      default -> Optional.empty();
    };
  }
}
