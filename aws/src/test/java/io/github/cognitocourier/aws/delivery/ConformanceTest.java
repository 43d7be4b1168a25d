package io.github.cognitocourier.aws.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.aws.AwsWire;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.testkit.conformance.Conformance;
import io.github.cognitocourier.testkit.conformance.ConformanceSuite;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * AWS's services as providers, by the kit that every vendor passes. Requests are signed at one
 * moment, so that the fixtures hold whole requests: their signatures are botocore's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {

  private static final InstantSource SIGNED_AT =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  private static final Conformance.Maker<Email> EMAIL =
      (url, environment, hosted, exchange, _) ->
          AwsProviders.email(
              url, environment, hosted, AwsWire.of(environment, exchange, SIGNED_AT));

  private static final Conformance.Maker<Sms> SMS =
      (url, environment, _, exchange, _) ->
          AwsProviders.sms(url, environment, AwsWire.of(environment, exchange, SIGNED_AT));

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", Sentinels.KEY);

  /** One entry a provider. */
  private static final List<Conformance<?>> PROVIDERS =
      List.of(
          Conformance.sms(
              "aws-sms://default?from=+15005550001", ENVIRONMENT, SMS, fixtures("aws-sms")),
          Conformance.email("ses://default", ENVIRONMENT, EMAIL, fixtures("ses")),
          Conformance.sms("sns://default", ENVIRONMENT, SMS, fixtures("sns")));

  private final HttpExchange exchange = new HttpExchange(InstantSource.system());
  private final ConformanceSuite suite =
      new ConformanceSuite(exchange, InstantSource.system(), PROVIDERS);

  private static Path fixtures(String provider) {
    return Path.of("src/test/resources/io/github/cognitocourier/aws/delivery", provider);
  }

  @TestFactory
  Stream<DynamicNode> every_provider_conforms() {
    return suite.tests();
  }

  @Test
  void no_provider_of_the_catalogue_is_left_out() {
    var catalogue = new TreeSet<>(AwsProviders.emailSchemes());
    catalogue.addAll(AwsProviders.smsSchemes());
    assertThat(PROVIDERS)
        .extracting(provider -> provider.url().substring(0, provider.url().indexOf(':')))
        .containsExactlyInAnyOrderElementsOf(catalogue);
  }

  @AfterAll
  void report() {
    suite.report(Path.of("target", "conformance.txt"));
    exchange.close();
  }
}
