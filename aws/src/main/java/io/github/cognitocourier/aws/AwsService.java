package io.github.cognitocourier.aws;

/** A service that speaks AWS JSON 1.1, by the names AWS gives it. */
public enum AwsService {
  /** <a href="https://docs.aws.amazon.com/kms/latest/APIReference/">Key Management Service</a>. */
  KMS("kms", "TrentService", "AWS_ENDPOINT_URL_KMS"),
  /**
   * <a href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/">Amazon
   * Cognito user pools</a>.
   */
  COGNITO_IDENTITY_PROVIDER(
      "cognito-idp",
      "AWSCognitoIdentityProviderService",
      "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"),
  /**
   * <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/">Secrets Manager</a>.
   */
  SECRETS_MANAGER("secretsmanager", "secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER"),
  /** <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/">SSM</a>. */
  SSM("ssm", "AmazonSSM", "AWS_ENDPOINT_URL_SSM");

  private final String prefix;
  private final String target;
  private final String endpointVariable;

  AwsService(String prefix, String target, String endpointVariable) {
    this.prefix = prefix;
    this.target = target;
    this.endpointVariable = endpointVariable;
  }

  /** The first label of its host names, and its name in a signature's scope. */
  String prefix() {
    return prefix;
  }

  /** The value of {@code X-Amz-Target} for one of its operations. */
  String target(String operation) {
    return target + "." + operation;
  }

  /** AWS's own environment variable that overrides its endpoint. */
  String endpointVariable() {
    return endpointVariable;
  }
}
