package io.github.cognitocourier.providers.account;

import static io.github.cognitocourier.providers.account.AskedVendor.kind;
import static io.github.cognitocourier.providers.account.AskedVendor.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailerSendAccountTest {

  private static final String DOMAINS = "/v1/domains?limit=100";

  private final AskedVendor vendor = new AskedVendor("Authorization");
  private final Account account =
      vendor.account("mailersend://default", Map.of("MAILERSEND_API_TOKEN", "mlsn.t"));

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":[]}              | Confirmed
          401 {}                       | Refuted
          403 {"message":"x #MS40301"} | Unclear
          500 {}                       | Unclear
          """)
  void a_token_must_be_accepted(String answer, String evidence) {
    vendor.answers(DOMAINS, answer);
    assertThat(kind(account.credentials(soon()))).isEqualTo(evidence);
    assertThat(vendor.asked()).containsExactly("GET " + DOMAINS + " Bearer mlsn.t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":[{"name":"mail.example.com","is_verified":true}]}    | Confirmed
          200 {"data":[{"name":"example.com","is_verified":true}]}         | Confirmed
          200 {"data":[{"name":"ample.com","is_verified":true}]}           | Refuted
          200 {"data":[{"name":"example.com","is_verified":false}]}        | Refuted
          200 {"data":[{"name":"example.com","is_verified":true,"domain_settings":{"send_paused":true}}]} | Refuted
          200 {"data":"none"}                                              | Refuted
          403 {}                                                           | Unclear
          """)
  void a_sender_is_of_a_verified_domain_or_below_it(String answer, String evidence) {
    vendor.answers(DOMAINS, answer);
    Evidence found = account.sender("a@mail.example.com", soon());
    assertThat(kind(found)).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("a@mail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":{}} | Confirmed
          404 {}          | Refuted
          403 {}          | Unclear
          500 {}          | Unclear
          """)
  void a_template_exists(String answer, String evidence) {
    vendor.answers("/v1/templates/t-1", answer);
    assertThat(kind(account.template("t-1", soon()))).isEqualTo(evidence);
  }
}
