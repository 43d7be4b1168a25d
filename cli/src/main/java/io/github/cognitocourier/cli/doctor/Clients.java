package io.github.cognitocourier.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final List<SdkClient> opened = new ArrayList<>();

  Clients(Opener opener) {
    this.opener = opener;
  }

  StsClient sts() {
    return kept(opener.open(StsClient.builder(), Optional.empty()));
  }

  CognitoIdentityProviderClient cognito() {
    return kept(opener.open(CognitoIdentityProviderClient.builder(), Optional.empty()));
  }

  IamClient iam() {
    return kept(opener.open(IamClient.builder(), Optional.empty()));
  }

  KmsClient kms(String region) {
    return kept(opener.open(KmsClient.builder(), Optional.of(region)));
  }

  LambdaClient lambda(String region) {
    return kept(opener.open(LambdaClient.builder(), Optional.of(region)));
  }

  SqsClient sqs(String region) {
    return kept(opener.open(SqsClient.builder(), Optional.of(region)));
  }

  SecretsManagerClient secrets(String region) {
    return kept(opener.open(SecretsManagerClient.builder(), Optional.of(region)));
  }

  SsmClient ssm(String region) {
    return kept(opener.open(SsmClient.builder(), Optional.of(region)));
  }

  private <C extends SdkClient> C kept(C client) {
    opened.add(client);
    return client;
  }

  @Override
  public void close() {
    opened.forEach(SdkClient::close);
  }
}
