package io.github.cognitocourier.providers.account;

import static io.github.cognitocourier.providers.account.AskedVendor.kind;
import static io.github.cognitocourier.providers.account.AskedVendor.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendAccountTest {

  private final AskedVendor vendor = new AskedVendor("Authorization");
  private final Account account =
      vendor.account("resend://default", Map.of("RESEND_API_KEY", "re_key"));

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":[]}                      | Confirmed
          401 {"name":"restricted_api_key"}    | Confirmed
          401 {"name":"missing_api_key"}       | Refuted
          403 {"name":"invalid_api_key"}       | Refuted
          400 {"message":"API key is invalid"} | Refuted
          500 {}                               | Unclear
          """)
  void a_key_that_may_only_send_is_a_key(String answer, String evidence) {
    vendor.answers("/domains?limit=100", answer);
    assertThat(kind(account.credentials(soon()))).isEqualTo(evidence);
    assertThat(vendor.asked()).containsExactly("GET /domains?limit=100 Bearer re_key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":[{"name":"Mail.example.com","status":"verified"}]} | Confirmed
          200 {"data":[{"name":"mail.example.com","status":"pending"}]}  | Refuted
          200 {"data":[{"name":"example.com","status":"verified"}]}      | Refuted
          200 {"data":"none"}                                            | Refuted
          401 {"name":"restricted_api_key"}                              | Unclear
          500 {}                                                         | Unclear
          """)
  void a_sender_is_of_a_verified_domain(String answer, String evidence) {
    vendor.answers("/domains?limit=100", answer);
    Evidence found = account.sender("a@mail.example.com", soon());
    assertThat(kind(found)).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("a@mail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"status":"published"}        | Confirmed
          200 {"status":"draft"}            | Refuted
          404 {"name":"not_found"}          | Refuted
          401 {"name":"restricted_api_key"} | Unclear
          """)
  void a_template_is_published(String answer, String evidence) {
    vendor.answers("/templates/sign-up", answer);
    assertThat(kind(account.template("sign-up", soon()))).isEqualTo(evidence);
  }
}
