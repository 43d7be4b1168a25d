package io.github.cognitocourier.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** AWS's own signers, the judges of every signature here. */
final class SdkSigner {

  private SdkSigner() {}

  /** The {@code Authorization} that AWS's signer gives this request. */
  static String authorization(
      String method,
      URI uri,
      Map<String, String> headers,
      String body,
      Credentials credentials,
      String region,
      String service,
      Instant now) {
    var request = SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.fromValue(method));
    headers.forEach(request::putHeader);
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(identity(credentials))
                .request(request.build())
                .payload(ContentStreamProvider.fromString(body, StandardCharsets.UTF_8))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  /**
   * The {@code Authorization} that AWS's older signer gives these headers and no others: unlike the
   * newer one it does not add {@code X-Amz-Content-Sha256}, so it can check what somebody else
   * signed.
   */
  @SuppressWarnings("deprecation")
  static String authorizationOfExactly(
      URI uri,
      Map<String, String> headers,
      String body,
      Credentials credentials,
      String region,
      String service,
      Instant now) {
    var request =
        SdkHttpFullRequest.builder()
            .uri(uri)
            .method(SdkHttpMethod.POST)
            .contentStreamProvider(ContentStreamProvider.fromString(body, StandardCharsets.UTF_8));
    headers.forEach(request::putHeader);
    var parameters =
        Aws4SignerParams.builder()
            .awsCredentials(
                credentials
                    .sessionToken()
                    .<AwsCredentials>map(token ->
                        AwsSessionCredentials.create(
                            credentials.accessKeyId(),
                            credentials.secretAccessKey().reveal(),
                            token.reveal()))
                    .orElseGet(() ->
                        AwsBasicCredentials.create(
                            credentials.accessKeyId(), credentials.secretAccessKey().reveal())))
            .signingName(service)
            .signingRegion(software.amazon.awssdk.regions.Region.of(region))
            .signingClockOverride(Clock.fixed(now, ZoneOffset.UTC))
            .build();
    return Aws4Signer.create()
        .sign(request.build(), parameters)
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static AwsCredentialsIdentity identity(Credentials credentials) {
    String id = credentials.accessKeyId();
    String secret = credentials.secretAccessKey().reveal();
    return credentials
        .sessionToken()
        .<AwsCredentialsIdentity>map(
            token -> AwsSessionCredentialsIdentity.create(id, secret, token.reveal()))
        .orElseGet(() -> AwsCredentialsIdentity.create(id, secret));
  }
}
