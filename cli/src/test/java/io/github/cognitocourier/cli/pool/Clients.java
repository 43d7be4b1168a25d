package io.github.cognitocourier.cli.pool;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The real SDK in front of a fake. */
final class Clients {

  private Clients() {}

  static UserPools pools(FakeAws aws) {
    return UserPools.of(
        CognitoIdentityProviderClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .region(Region.US_EAST_1)
            .endpointOverride(aws.endpoint()));
  }

  static LambdaClient lambda(FakeAws aws) {
    return LambdaClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .region(Region.US_EAST_1)
        .endpointOverride(aws.endpoint())
        .build();
  }
}
