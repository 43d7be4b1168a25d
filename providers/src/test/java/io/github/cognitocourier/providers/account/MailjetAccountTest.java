package io.github.cognitocourier.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailjetAccountTest {

  private final AskedVendor vendor = new AskedVendor("Authorization");
  private final Account mailjet =
      vendor.account("mailjet://default?api-key=public", "MAILJET_SECRET_KEY");

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource({"200 {}, Confirmed", "401 {}, Refuted", "500 {}, Unclear"})
  void the_keys_must_be_accepted(String answer, String evidence) {
    vendor.answers("/v3/REST/sender?Limit=1", answer);
    assertThat(AskedVendor.kind(mailjet.credentials(AskedVendor.soon()))).isEqualTo(evidence);
    assertThat(vendor.asked())
        .containsExactly("GET /v3/REST/sender?Limit=1 Basic cHVibGljOmtleQ==");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 {\"Data\":[{\"Email\":\"*@Example.com\",\"Status\":\"Active\"}]}   | Confirmed",
        "200 {\"Data\":[{\"Email\":\"A@example.com\",\"Status\":\"Active\"}]}   | Confirmed",
        "200 {\"Data\":[{\"Email\":\"a@example.com\",\"Status\":\"Inactive\"}]} | Refuted",
        "200 {\"Data\":[{\"Email\":\"*@example.net\",\"Status\":\"Active\"}]}   | Refuted",
        "200 {}                                                                 | Refuted",
        "403 {}                                                                 | Unclear",
      })
  void a_sender_or_its_domain_is_active(String answer, String evidence) {
    vendor.answers("/v3/REST/sender?Status=Active&Limit=1000", answer);
    Evidence found = mailjet.sender("a@example.com", AskedVendor.soon());
    assertThat(AskedVendor.kind(found)).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("a@example");
  }

  @ParameterizedTest
  @CsvSource({"200 {}, Confirmed", "404 {}, Refuted", "401 {}, Unclear"})
  void a_template_belongs_to_the_account(String answer, String evidence) {
    vendor.answers("/v3/REST/template/17", answer);
    assertThat(AskedVendor.kind(mailjet.template("17", AskedVendor.soon()))).isEqualTo(evidence);
  }

  @Test
  void a_template_that_is_no_number_is_refuted_without_asking() {
    assertThat(mailjet.template("d-1", AskedVendor.soon())).isInstanceOf(Evidence.Refuted.class);
    assertThat(vendor.asked()).isEmpty();
  }
}
