package io.github.cognitocourier.providers.account;

import static io.github.cognitocourier.providers.account.AskedVendor.kind;
import static io.github.cognitocourier.providers.account.AskedVendor.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkPostAccountTest {

  private final AskedVendor vendor = new AskedVendor("Authorization");
  private final Account account =
      vendor.account("sparkpost://default?region=eu", Map.of("SPARKPOST_API_KEY", "key"));

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"results":{"status":"active"}}    | Confirmed
          200 {"results":{"status":"suspended"}} | Refuted
          401 {}                                 | Refuted
          403 {}                                 | Unclear
          500 {}                                 | Unclear
          """)
  void a_key_is_of_an_active_account(String answer, String evidence) {
    vendor.answers("/api/v1/account", answer);
    assertThat(kind(account.credentials(soon()))).isEqualTo(evidence);
    assertThat(vendor.asked()).containsExactly("GET /api/v1/account key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"results":{"status":{"ownership_verified":true,"compliance_status":"valid"}}}   | Confirmed
          200 {"results":{"status":{"ownership_verified":true,"compliance_status":"blocked"}}} | Refuted
          200 {"results":{"status":{"ownership_verified":false}}}                              | Refuted
          404 {}                                                                               | Refuted
          403 {}                                                                               | Unclear
          """)
  void a_sender_is_of_a_verified_domain(String answer, String evidence) {
    vendor.answers("/api/v1/sending-domains/mail.example.com", answer);
    Evidence found = account.sender("a@mail.example.com", soon());
    assertThat(kind(found)).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("a@mail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"results":{"has_published":true}} | Confirmed
          200 {"results":{"published":true}}     | Confirmed
          200 {"results":{"published":false}}    | Refuted
          404 {}                                 | Refuted
          403 {}                                 | Unclear
          """)
  void a_template_is_published(String answer, String evidence) {
    vendor.answers("/api/v1/templates/sign-up", answer);
    assertThat(kind(account.template("sign-up", soon()))).isEqualTo(evidence);
  }
}
