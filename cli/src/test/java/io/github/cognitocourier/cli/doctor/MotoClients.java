package io.github.cognitocourier.cli.doctor;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Clients of moto; operations may be refused to them by an error code, as to a weak operator. */
record MotoClients(URI endpoint, Map<String, String> refused) implements Clients.Opener {

  @Override
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient>
      C open(B builder, Optional<String> region) {
    var credentials = AwsBasicCredentials.create("local", "local");
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(endpoint)
        .region(Region.of(region.orElse(MotoDeployment.REGION)))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(it -> it.addExecutionInterceptor(new Refusal(refused)))
        .build();
  }

  private record Refusal(Map<String, String> codes) implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      String called = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      if (codes.containsKey(called)) {
        var details = AwsErrorDetails.builder().errorCode(codes.get(called)).build();
        throw KmsException.builder().awsErrorDetails(details).build();
      }
    }
  }
}
