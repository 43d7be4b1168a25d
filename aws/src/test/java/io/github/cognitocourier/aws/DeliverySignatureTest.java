package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.delivery.AwsProviders;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.testkit.conformance.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the providers send bears the signature that AWS's own signer gives it. */
class DeliverySignatureTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Credentials CREDENTIALS =
      new Credentials(
          "AKIDEXAMPLE", new Secret("secret"), Optional.of(new Secret("token/+=")), Instant.MAX);
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "AWS_REGION", "eu-central-1",
              "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
              "AWS_SECRET_ACCESS_KEY", "secret",
              "AWS_SESSION_TOKEN", "token/+="));

  private final List<Request> requests = new ArrayList<>();
  private final Exchange recording =
      (request, _) -> {
        requests.add(request);
        return new Reply.NotSent(Reply.Fault.TIMED_OUT);
      };

  @ParameterizedTest
  @CsvSource({
    "aws-sms://default, eu-central-1, sms-voice",
    "ses://default?region=us-east-1, us-east-1, ses",
    "ses://default?endpoint=http://127.0.0.1:4010/a, eu-central-1, ses",
    "sns://default, eu-central-1, sns"
  })
  void a_request_is_signed_as_awss_own_signer_signs_it(String url, String region, String service) {
    send(ProviderUrl.parse("test", url));

    Request request = requests.getFirst();
    var unsigned = new LinkedHashMap<>(request.headers());
    unsigned.keySet().removeAll(List.of("Authorization", "X-Amz-Date", "X-Amz-Security-Token"));
    assertThat(request.headers())
        .containsEntry(
            "Authorization",
            SdkSigner.authorizationOfExactly(
                request.uri(), unsigned, request.body(), CREDENTIALS, region, service, NOW));
  }

  private void send(ProviderUrl url) {
    AwsWire wire = AwsWire.of(ENVIRONMENT, recording, InstantSource.fixed(NOW));
    Deadline soon = Deadline.in(Duration.ofSeconds(5), InstantSource.system());
    if (AwsProviders.emailSchemes().contains(url.scheme())) {
      AwsProviders.email(url, ENVIRONMENT, HostedTemplates.NONE, wire)
          .send(Sample.UNICODE.email(), soon);
    } else {
      AwsProviders.sms(url, ENVIRONMENT, wire).send(Sample.UNICODE.sms(), soon);
    }
  }
}
