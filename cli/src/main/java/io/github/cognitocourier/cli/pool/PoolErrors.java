package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.cli.aws.AwsErrors;
import io.github.cognitocourier.core.json.MalformedJson;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What AWS, or the way to it, answered instead of doing what it was asked: as a sentence with the
 * fix.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html#API_UpdateUserPool_Errors">UpdateUserPool's
 *     errors</a>
 */
final class PoolErrors {

  private static final String RIGHTS = " The rights it takes are listed in docs/existing-pool.md.";

  private PoolErrors() {}

  /** Of whatever went wrong while AWS was asked. */
  static String sentence(RuntimeException exception) {
    return exception instanceof SdkException refused
        ? sentence(refused)
        : exception instanceof MalformedJson unreadable
            ? "AWS's answer cannot be read: " + unreadable.getMessage()
            : "It failed in an unexpected way (" + exception.getClass().getSimpleName() + ").";
  }

  /** One sentence or two, which end with AWS's own words where these say more. */
  static String sentence(SdkException exception) {
    return AwsErrors.beforeTheService(exception)
        .orElseGet(() ->
            exception instanceof AwsServiceException refused
                ? service(refused) + sentence(AwsErrors.code(refused), message(refused))
                : String.valueOf(exception.getMessage()));
  }

  private static String service(AwsServiceException answered) {
    return Optional.ofNullable(answered.awsErrorDetails())
        .map(AwsErrorDetails::serviceName)
        .map(name -> name.equals("CognitoIdentityProvider") ? "Cognito: " : name + ": ")
        .orElse("");
  }

  private static String message(AwsServiceException answered) {
    return Optional.ofNullable(answered.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .filter(message -> !message.isBlank())
        .orElse("status " + answered.statusCode());
  }

  // The codes are AWS's, and it may add some: what is not listed is told in its own words.
  private static String sentence(String code, String message) {
    return switch (code) {
      case "ResourceNotFoundException", "NotFoundException" ->
          "AWS does not find it in this account and region (check the id, --region and --profile): "
              + message;
      case "AccessDeniedException", "AccessDenied", "NotAuthorizedException" ->
          message.contains("kms:CreateGrant")
              ? createGrant(message)
              : "AWS denies it: " + message + RIGHTS;
      case "InvalidParameterException", "ValidationException" -> invalid(message);
      case "ConcurrentModificationException" ->
          "Another change of this pool is under way; run the command again when it is done.";
      case "UserImportInProgressException" ->
          "Users are being imported into this pool; run the command again when the import is done.";
      case "InvalidSmsRoleTrustRelationshipException", "InvalidSmsRoleAccessPolicyException" ->
          "Cognito checked the pool's SMS role (SmsConfiguration), which no longer works; mend the"
              + " role first: "
              + message;
      case "InvalidEmailRoleAccessPolicyException" ->
          "Cognito checked the pool's SES identity (EmailConfiguration), which no longer works; mend"
              + " it first: "
              + message;
      case "UserPoolTaggingException" -> "Cognito refuses the pool's tags: " + message + RIGHTS;
      case "TierChangeNotAllowedException", "FeatureUnavailableInTierException" ->
          "The pool uses what its tier (UserPoolTier) no longer offers; mend that first: "
              + message;
      default -> "AWS answered " + (code.isEmpty() ? "" : code + ": ") + message;
    };
  }

  private static String invalid(String message) {
    if (message.contains("CreateGrant")) {
      return createGrant(message);
    }
    if (message.contains("turn MFA functionality ON")) {
      return "Cognito takes MFA ON only while a factor is enabled, and this pool has none; enable one"
          + " (aws cognito-idp set-user-pool-mfa-config) or turn MFA off first: "
          + message;
    }
    return "Cognito refuses a setting: " + message;
  }

  private static String createGrant(String message) {
    return "Cognito needs a grant on the key, made with the rights of whoever updates the pool: allow"
        + " yourself kms:CreateGrant on it. "
        + message;
  }
}
