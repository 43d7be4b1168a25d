package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.message.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** AWS's own client proves the server right, so that the server can prove ours. */
class AwsServerTest {

  private static final Credentials CREDENTIALS =
      new Credentials(
          "AKIDSDK", new Secret("secret"), Optional.of(new Secret("to+ken/==")), Instant.MAX);

  @Test
  void believes_the_signature_of_awss_own_client() throws IOException {
    try (var server = new AwsServer(Instant::now).knows(CREDENTIALS);
        var kms = sdk(server, "secret")) {
      server.answers(200, "{\"KeyId\":\"arn\",\"Plaintext\":\"a2V5\"}");

      var reply =
          kms.decrypt(request ->
              request
                  .keyId("arn")
                  .ciphertextBlob(SdkBytes.fromUtf8String("wrapped"))
                  .encryptionContext(Map.of("userpool-id", "eu-west-1_ä")));

      assertThat(reply.plaintext().asUtf8String()).isEqualTo("key");
      assertThat(server.calls()).hasSize(1);
      assertThat(server.calls().getFirst().target()).isEqualTo("TrentService.Decrypt");
    }
  }

  @Test
  void does_not_believe_it_when_the_secret_is_another() throws IOException {
    try (var server = new AwsServer(Instant::now).knows(CREDENTIALS);
        var kms = sdk(server, "another")) {
      assertThatThrownBy(() ->
              kms.decrypt(request ->
                  request.keyId("arn").ciphertextBlob(SdkBytes.fromUtf8String("wrapped"))))
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("400");
      assertThat(server.calls()).isEmpty();
    }
  }

  private static KmsClient sdk(AwsServer server, String secret) {
    return KmsClient.builder()
        .endpointOverride(server.uri())
        .region(Region.EU_WEST_1)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("AKIDSDK", secret, "to+ken/==")))
        .build();
  }
}
