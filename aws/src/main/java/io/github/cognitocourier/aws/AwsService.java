package io.github.cognitocourier.aws;

/** A service of AWS's, by the names AWS gives it. */
public enum AwsService {
  /** <a href="https://docs.aws.amazon.com/kms/latest/APIReference/">Key Management Service</a>. */
  KMS("kms", "kms", "TrentService", "AWS_ENDPOINT_URL_KMS"),
  /**
   * <a href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/">Amazon
   * Cognito user pools</a>.
   */
  COGNITO_IDENTITY_PROVIDER(
      "cognito-idp",
      "cognito-idp",
      "AWSCognitoIdentityProviderService",
      "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"),
  /**
   * <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/">Secrets Manager</a>.
   */
  SECRETS_MANAGER(
      "secretsmanager", "secretsmanager", "secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER"),
  /** <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/">SSM</a>. */
  SSM("ssm", "ssm", "AmazonSSM", "AWS_ENDPOINT_URL_SSM"),
  /** <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/">Amazon SES API v2</a>. */
  SES("email", "ses", "", "AWS_ENDPOINT_URL_SESV2"),
  /** <a href="https://docs.aws.amazon.com/sns/latest/api/">Amazon SNS</a>. */
  SNS("sns", "sns", "", "AWS_ENDPOINT_URL_SNS"),
  /**
   * <a href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/">AWS End User
   * Messaging SMS</a>.
   */
  SMS_VOICE(
      "sms-voice", "sms-voice", "PinpointSMSVoiceV2", "AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2");

  private final String prefix;
  private final String signingName;
  private final String target;
  private final String endpointVariable;

  AwsService(String prefix, String signingName, String target, String endpointVariable) {
    this.prefix = prefix;
    this.signingName = signingName;
    this.target = target;
    this.endpointVariable = endpointVariable;
  }

  /** The first label of its host names. */
  String prefix() {
    return prefix;
  }

  /** Its name in a signature's scope, and in ARNs. */
  String signingName() {
    return signingName;
  }

  /**
   * The value of {@code X-Amz-Target} for one of its operations. SES and SNS do not speak AWS JSON
   * and have none.
   */
  public String target(String operation) {
    return target + "." + operation;
  }

  /** The {@code Content-Type} of the version of AWS JSON that it speaks. */
  public String contentType() {
    return this == SMS_VOICE ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
  }

  /** AWS's own environment variable that overrides its endpoint. */
  String endpointVariable() {
    return endpointVariable;
  }
}
