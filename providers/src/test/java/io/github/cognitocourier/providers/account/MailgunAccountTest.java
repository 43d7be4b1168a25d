package io.github.cognitocourier.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailgunAccountTest {

  private static final String DOMAIN = "/v3/domains/mg.example.com";

  private final AskedVendor vendor = new AskedVendor("Authorization");
  private final Account mailgun =
      vendor.account("mailgun://default?domain=mg.example.com", "MAILGUN_API_KEY");

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 {\"domain\":{\"state\":\"active\"}}     | Confirmed",
        "200 {\"domain\":{\"state\":\"unverified\"}} | Refuted",
        "200 {\"domain\":{\"state\":\"disabled\"}}   | Refuted",
        "200 {}                                      | Unclear",
        "404 {\"message\":\"Domain not found\"}      | Refuted",
        "401 Forbidden                               | Unclear",
        "403 {}                                      | Unclear",
        "500 {}                                      | Unclear",
      })
  void the_domain_must_be_active_in_this_region(String answer, String evidence) {
    vendor.answers(DOMAIN, answer);
    assertThat(AskedVendor.kind(mailgun.credentials(AskedVendor.soon()))).isEqualTo(evidence);
    assertThat(AskedVendor.kind(mailgun.sender("a@MG.example.com", AskedVendor.soon())))
        .isEqualTo(evidence);
    assertThat(vendor.asked()).containsOnly("GET " + DOMAIN + " Basic YXBpOmtleQ==");
  }

  @Test
  void a_sender_elsewhere_is_not_signed_for() {
    vendor.answers(DOMAIN, "200 {\"domain\":{\"state\":\"active\"}}");
    assertThat(mailgun.sender("a@example.com", AskedVendor.soon()))
        .isInstanceOf(Evidence.Unclear.class);
  }

  @ParameterizedTest
  @CsvSource({"200 {}, Confirmed", "404 {}, Refuted", "401 {}, Unclear", "500 {}, Unclear"})
  void a_template_of_the_account_serves_every_domain(String answer, String evidence) {
    vendor.answers("/v4/templates/sign-up", answer);
    assertThat(AskedVendor.kind(mailgun.template("sign-up", AskedVendor.soon())))
        .isEqualTo(evidence);
    assertThat(vendor.asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"200 {}, Confirmed", "404 {}, Refuted", "401 {}, Unclear", "500 {}, Unclear"})
  void a_template_belongs_to_the_domain(String answer, String evidence) {
    vendor.answers("/v3/mg.example.com/templates/sign-up", answer);
    assertThat(AskedVendor.kind(mailgun.template("sign-up", AskedVendor.soon())))
        .isEqualTo(evidence);
  }
}
