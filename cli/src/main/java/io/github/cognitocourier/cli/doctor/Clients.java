package io.github.cognitocourier.cli.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services that are asked, each in the region that an ARN names. For one thread. */
final class Clients implements AutoCloseable {

  /** Makes a client, in another region than the operator's when one is given. */
  @FunctionalInterface
  interface Opener {

    /** A client; to be closed by the caller. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> C open(
        B builder, Optional<String> region);
  }

  private final Opener opener;
  private final Map<List<Object>, SdkClient> opened = new HashMap<>();

  Clients(Opener opener) {
    this.opener = opener;
  }

  StsClient sts() {
    return kept(StsClient.class, Optional.empty(), StsClient::builder);
  }

  CognitoIdentityProviderClient cognito() {
    return kept(
        CognitoIdentityProviderClient.class,
        Optional.empty(),
        CognitoIdentityProviderClient::builder);
  }

  IamClient iam() {
    return kept(IamClient.class, Optional.empty(), IamClient::builder);
  }

  KmsClient kms(String region) {
    return kept(KmsClient.class, Optional.of(region), KmsClient::builder);
  }

  LambdaClient lambda(String region) {
    return kept(LambdaClient.class, Optional.of(region), LambdaClient::builder);
  }

  SqsClient sqs(String region) {
    return kept(SqsClient.class, Optional.of(region), SqsClient::builder);
  }

  SecretsManagerClient secrets(String region) {
    return kept(SecretsManagerClient.class, Optional.of(region), SecretsManagerClient::builder);
  }

  SsmClient ssm(String region) {
    return kept(SsmClient.class, Optional.of(region), SsmClient::builder);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient>
      C kept(Class<C> type, Optional<String> region, Supplier<B> builder) {
    return type.cast(
        opened.computeIfAbsent(List.of(type, region), _ -> opener.open(builder.get(), region)));
  }

  @Override
  public void close() {
    opened.values().forEach(SdkClient::close);
  }
}
