package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.InvalidSettings;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.endpoints.SecretsManagerEndpointProvider;
import software.amazon.awssdk.services.ssm.endpoints.SsmEndpointProvider;

class EndpointsTest {

  /** The right column is what botocore 1.43.11 answers to the same question. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KMS                       | eu-central-1   | false | false | kms.eu-central-1.amazonaws.com
          KMS                       | cn-north-1     | false | false | kms.cn-north-1.amazonaws.com.cn
          KMS                       | us-gov-west-1  | true  | false | kms-fips.us-gov-west-1.amazonaws.com
          KMS                       | eusc-de-east-1 | false | false | kms.eusc-de-east-1.amazonaws.eu
          KMS                       | us-iso-east-1  | false | false | kms.us-iso-east-1.c2s.ic.gov
          KMS                       | us-isob-east-1 | false | false | kms.us-isob-east-1.sc2s.sgov.gov
          KMS                       | eu-isoe-west-1 | false | false | kms.eu-isoe-west-1.cloud.adc-e.uk
          KMS                       | us-isof-east-1 | true  | false | kms-fips.us-isof-east-1.csp.hci.ic.gov
          KMS                       | eu-central-1   | false | true  | kms.eu-central-1.api.aws
          KMS                       | ca-central-1   | true  | true  | kms-fips.ca-central-1.api.aws
          KMS                       | cn-north-1     | false | true  | kms.cn-north-1.api.amazonwebservices.com.cn
          COGNITO_IDENTITY_PROVIDER | eu-central-1   | false | false | cognito-idp.eu-central-1.amazonaws.com
          COGNITO_IDENTITY_PROVIDER | us-east-1      | true  | false | cognito-idp-fips.us-east-1.amazonaws.com
          COGNITO_IDENTITY_PROVIDER | eu-central-1   | false | true  | cognito-idp.eu-central-1.amazonaws.com
          COGNITO_IDENTITY_PROVIDER | us-west-2      | true  | true  | cognito-idp-fips.us-west-2.amazonaws.com
          COGNITO_IDENTITY_PROVIDER | ca-central-1   | true  | true  | cognito-idp-fips.ca-central-1.api.aws
          COGNITO_IDENTITY_PROVIDER | us-gov-west-1  | false | true  | cognito-idp.us-gov-west-1.api.aws
          SECRETS_MANAGER           | eu-central-1   | false | false | secretsmanager.eu-central-1.amazonaws.com
          SECRETS_MANAGER           | us-gov-west-1  | true  | false | secretsmanager-fips.us-gov-west-1.amazonaws.com
          SECRETS_MANAGER           | eu-central-1   | false | true  | secretsmanager.eu-central-1.amazonaws.com
          SECRETS_MANAGER           | us-east-1      | true  | true  | secretsmanager-fips.us-east-1.amazonaws.com
          SECRETS_MANAGER           | cn-north-1     | false | true  | secretsmanager.cn-north-1.amazonaws.com.cn
          SECRETS_MANAGER           | us-iso-east-1  | false | true  | secretsmanager.us-iso-east-1.api.aws.ic.gov
          SSM                       | eu-central-1   | false | false | ssm.eu-central-1.amazonaws.com
          SSM                       | ca-central-1   | true  | false | ssm-fips.ca-central-1.amazonaws.com
          SSM                       | us-gov-west-1  | true  | false | ssm.us-gov-west-1.amazonaws.com
          SSM                       | us-gov-west-1  | true  | true  | ssm-fips.us-gov-west-1.api.aws
          SSM                       | eu-central-1   | false | true  | ssm.eu-central-1.api.aws
          SES                       | eu-central-1   | false | false | email.eu-central-1.amazonaws.com
          SES                       | us-gov-west-1  | true  | false | email-fips.us-gov-west-1.amazonaws.com
          SES                       | cn-north-1     | false | true  | email.cn-north-1.api.amazonwebservices.com.cn
          SES                       | us-east-1      | true  | true  | email-fips.us-east-1.api.aws
          SMS_VOICE                 | eu-central-1   | false | false | sms-voice.eu-central-1.amazonaws.com
          SMS_VOICE                 | us-gov-west-1  | true  | false | sms-voice-fips.us-gov-west-1.amazonaws.com
          SMS_VOICE                 | eusc-de-east-1 | false | true  | sms-voice.eusc-de-east-1.api.amazonwebservices.eu
          SNS                       | eu-central-1   | false | false | sns.eu-central-1.amazonaws.com
          SNS                       | us-gov-east-1  | true  | false | sns.us-gov-east-1.amazonaws.com
          SNS                       | us-gov-east-1  | true  | true  | sns-fips.us-gov-east-1.api.aws
          SNS                       | ca-central-1   | true  | false | sns-fips.ca-central-1.amazonaws.com
          SNS                       | eu-central-1   | false | true  | sns.eu-central-1.api.aws
          """)
  void a_service_answers_in_its_region(
      AwsService service, String region, String fips, String dualStack, String host) {
    var endpoints =
        endpoints("AWS_USE_FIPS_ENDPOINT", fips, "AWS_USE_DUALSTACK_ENDPOINT", dualStack);

    assertThat(endpoints.of(service, new Region(region))).hasToString("https://" + host + "/");
  }

  /** Every region that the SDK knows, and one that nobody knows yet. */
  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void secrets_are_asked_for_where_awss_own_sdk_asks(boolean fips, boolean dualStack) {
    var endpoints =
        endpoints("AWS_USE_FIPS_ENDPOINT", "" + fips, "AWS_USE_DUALSTACK_ENDPOINT", "" + dualStack);
    var regions = new ArrayList<>(software.amazon.awssdk.regions.Region.regions());
    regions.removeIf(software.amazon.awssdk.regions.Region::isGlobalRegion);
    regions.add(software.amazon.awssdk.regions.Region.of("eu-future-9"));
    assertThat(regions).hasSizeGreaterThan(30);
    for (var region : regions) {
      var here = new Region(region.id());
      assertThat(endpoints.of(AwsService.SECRETS_MANAGER, here).getHost())
          .isEqualTo(
              SecretsManagerEndpointProvider.defaultProvider()
                  .resolveEndpoint(ask -> ask.region(region).useFips(fips).useDualStack(dualStack))
                  .join()
                  .url()
                  .getHost());
      assertThat(endpoints.of(AwsService.SSM, here).getHost())
          .isEqualTo(
              SsmEndpointProvider.defaultProvider()
                  .resolveEndpoint(ask -> ask.region(region).useFips(fips).useDualStack(dualStack))
                  .join()
                  .url()
                  .getHost());
    }
  }

  @Test
  void a_services_own_variable_wins_over_the_general_one() {
    var endpoints =
        endpoints(
            "AWS_ENDPOINT_URL",
            "http://localhost:4566",
            "AWS_ENDPOINT_URL_KMS",
            "https://vpce.example.com/kms");

    assertThat(endpoints.of(AwsService.KMS, new Region("eu-central-1")))
        .hasToString("https://vpce.example.com/kms");
    assertThat(endpoints.of(AwsService.COGNITO_IDENTITY_PROVIDER, new Region("eu-central-1")))
        .hasToString("http://localhost:4566/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://169.254.170.2",
        "https://user:secret@example.com",
        "https://example.com?a=b",
        "ftp://localhost",
        "localhost:4566",
        "not a url"
      })
  void an_unsafe_endpoint_is_refused_by_its_variables_name(String url) {
    assertThatThrownBy(() -> endpoints("AWS_ENDPOINT_URL_KMS", url))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("AWS_ENDPOINT_URL_KMS ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void an_endpoint_of_ones_own_is_not_a_fips_endpoint() {
    assertThatThrownBy(() ->
            endpoints("AWS_ENDPOINT_URL", "https://a.example", "AWS_USE_FIPS_ENDPOINT", "true"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("AWS_ENDPOINT_URL cannot be combined with AWS_USE_FIPS_ENDPOINT=true.");
  }

  @Test
  void a_switch_is_true_or_false() {
    assertThatThrownBy(() -> endpoints("AWS_USE_FIPS_ENDPOINT", "yes"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("AWS_USE_FIPS_ENDPOINT must be true or false.");
  }

  private static Endpoints endpoints(String... pairs) {
    return Endpoints.of(
        Environment.of(
            pairs.length == 2
                ? Map.of(pairs[0], pairs[1])
                : Map.of(pairs[0], pairs[1], pairs[2], pairs[3])));
  }
}
