package io.github.cognitocourier.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrevoAccountTest {

  private final AskedVendor vendor = new AskedVendor("api-key");
  private final Account brevo = vendor.account("brevo://default", "BREVO_API_KEY");

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource({"200 {}, Confirmed", "401 {}, Refuted", "500 {}, Unclear"})
  void the_key_must_be_accepted(String answer, String evidence) {
    vendor.answers("/v3/account", answer);
    assertThat(AskedVendor.kind(brevo.credentials(AskedVendor.soon()))).isEqualTo(evidence);
    assertThat(vendor.asked()).containsExactly("GET /v3/account key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 {\"domains\":[{\"domain_name\":\"example.com\",\"authenticated\":true}]}  | 403 {} | Confirmed",
        "200 {\"domains\":[{\"domain_name\":\"example.com\",\"authenticated\":false}]} | 200 {\"senders\":[]} | Refuted",
        "200 {\"domains\":[]} | 200 {\"senders\":[{\"email\":\"A@example.com\",\"active\":true}]}  | Confirmed",
        "200 {\"domains\":[]} | 200 {\"senders\":[{\"email\":\"a@example.com\",\"active\":false}]} | Refuted",
        "200 {\"domains\":[]} | 403 {}               | Unclear",
        "403 {}               | 200 {\"senders\":[]} | Unclear",
      })
  void a_sender_is_of_a_domain_or_active(String domains, String senders, String evidence) {
    vendor.answers("/v3/senders/domains", domains);
    vendor.answers("/v3/senders", senders);
    Evidence found = brevo.sender("a@example.com", AskedVendor.soon());
    assertThat(AskedVendor.kind(found)).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("a@example");
  }

  @ParameterizedTest
  @CsvSource({
    "200 {\"isActive\":true}, Confirmed",
    "200 {\"isActive\":false}, Refuted",
    "404 {}, Refuted",
    "403 {}, Unclear"
  })
  void a_template_is_active(String answer, String evidence) {
    vendor.answers("/v3/smtp/templates/17", answer);
    assertThat(AskedVendor.kind(brevo.template("17", AskedVendor.soon()))).isEqualTo(evidence);
  }

  @Test
  void a_template_that_is_no_number_is_refuted_without_asking() {
    assertThat(brevo.template("sign-up", AskedVendor.soon()))
        .isEqualTo(
            new Evidence.Refuted(
                "The template sign-up is no number.",
                "Write the number of a transactional template of Brevo's into courier.json."));
    assertThat(vendor.asked()).isEmpty();
  }
}
