package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.aws.delivery.AwsProviders;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vendors' providers and AWS's own, as one list. */
class CatalogueTest {

  private static final Wire NOWHERE =
      new Wire((_, _) -> new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED), Secrets.NONE);
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "SENDGRID_API_KEY", "SG.key",
              "AWS_REGION", "eu-central-1",
              "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
              "AWS_SECRET_ACCESS_KEY", "secret"));

  private final Catalogue catalogue = new Catalogue(InstantSource.system());

  @Test
  void a_provider_of_either_kind_is_found_by_its_scheme() {
    assertThat(
            catalogue
                .email(url("ses://us"), ENVIRONMENT, HostedTemplates.NONE, Map.of(), NOWHERE)
                .name())
        .isEqualTo("ses/us");
    assertThat(
            catalogue
                .email(
                    url("sendgrid://default"), ENVIRONMENT, HostedTemplates.NONE, Map.of(), NOWHERE)
                .name())
        .isEqualTo("sendgrid");
    assertThat(
            catalogue
                .sms(url("sns://default"), ENVIRONMENT, HostedTemplates.NONE, Map.of(), NOWHERE)
                .name())
        .isEqualTo("sns");
  }

  @Test
  void an_unknown_scheme_lists_the_providers_of_both_kinds() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() ->
            catalogue.email(
                url("carrierpigeon://default"),
                ENVIRONMENT,
                HostedTemplates.NONE,
                Map.of(),
                NOWHERE))
        .withMessageStartingWith("carrierpigeon: is not a known e-mail provider; known are ")
        .withMessageContaining("sendgrid, ")
        .withMessageContaining("ses");
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() ->
            catalogue.email(
                url("sns://default"), ENVIRONMENT, HostedTemplates.NONE, Map.of(), NOWHERE))
        .withMessageStartingWith("sns: sends SMS, not e-mail; e-mail providers are ");
  }

  @Test
  void no_scheme_is_both_a_vendors_and_awss() {
    assertThat(Providers.emailSchemes()).doesNotContainAnyElementsOf(AwsProviders.emailSchemes());
    assertThat(Providers.smsSchemes()).doesNotContainAnyElementsOf(AwsProviders.smsSchemes());
    assertThat(Catalogue.schemes()).contains("aws-sms", "sendgrid", "ses", "sns", "twilio");
  }

  private static ProviderUrl url(String text) {
    return ProviderUrl.parse("test", text);
  }
}
