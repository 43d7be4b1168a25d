package io.github.cognitocourier.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.conformance.Conformance;
import io.github.cognitocourier.testkit.conformance.ConformanceSuite;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.nio.file.Path;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {

  private static final Conformance.Maker<Email> EMAIL =
      (url, environment, hosted, exchange, secrets) ->
          Providers.email(url, environment, hosted, new Wire(exchange, secrets));

  private static final Conformance.Maker<Sms> SMS =
      (url, environment, hosted, exchange, secrets) ->
          Providers.sms(url, environment, hosted, new Wire(exchange, secrets));

  /** One entry a provider. */
  private static final List<Conformance<?>> PROVIDERS =
      List.of(
          Conformance.email(
              "sendgrid://default",
              Map.of("SENDGRID_API_KEY", Sentinels.KEY),
              EMAIL,
              fixtures("sendgrid")),
          Conformance.sms(
              "twilio://default?from=+15005550001",
              Map.of(
                  "TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef",
                  "TWILIO_API_KEY_SID", "SK0123456789abcdef0123456789abcdef",
                  "TWILIO_API_KEY_SECRET", Sentinels.KEY),
              SMS,
              fixtures("twilio")));

  private final HttpExchange exchange = new HttpExchange(InstantSource.system());
  private final ConformanceSuite suite =
      new ConformanceSuite(
          exchange, InstantSource.system(), PROVIDERS, List.of(SmtpConformance.row()));

  private static Path fixtures(String provider) {
    return Path.of("src/test/resources/io/github/cognitocourier/providers", provider);
  }

  @TestFactory
  Stream<DynamicNode> every_provider_conforms() {
    return suite.tests();
  }

  @Test
  void no_provider_of_the_catalogue_is_left_out() {
    var catalogue = new TreeSet<>(Providers.emailSchemes());
    catalogue.addAll(Providers.smsSchemes());
    catalogue.remove("smtp"); // Has a row of its own.
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
