package io.github.cognitocourier.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlivoAccountTest {

  private static final String ACCOUNT = "/v1/Account/MA1";

  private final AskedVendor vendor = new AskedVendor();

  @AfterEach
  void stop() {
    vendor.close();
  }

  private Account plivo(String sender) {
    return vendor.account(
        "plivo://default?auth-id=MA1&" + sender, Map.of("PLIVO_AUTH_TOKEN", "token"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"auth_id":"MA1"} | Confirmed
          401 {}                | Refuted
          404 {}                | Refuted
          403 {}                | Unclear
          500 {}                | Unclear
          """)
  void the_token_is_tried_at_the_account(String answer, String evidence) {
    vendor.answers(ACCOUNT + "/", answer);
    Evidence found = plivo("from=Example").credentials(AskedVendor.soon());
    assertThat(found.getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(vendor.asked()).containsExactly("GET /v1/Account/MA1/ Basic TUExOnRva2Vu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"sms_enabled":true}  | Confirmed
          200 {"sms_enabled":false} | Refuted
          404 {}                    | Unclear
          403 {}                    | Unclear
          """)
  void a_number_belongs_to_the_account_and_sends_sms(String answer, String evidence) {
    vendor.answers(ACCOUNT + "/Number/14155550100/", answer);
    Evidence found = plivo("from=+14155550100").sender("", AskedVendor.soon());
    assertThat(found.getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("4155550100");
  }

  @Test
  void a_powerpack_exists_or_not_and_nobody_knows_of_a_name() {
    vendor.answers(ACCOUNT + "/Powerpack/p-1/", "200 {}");
    assertThat(plivo("powerpack=p-1").sender("", AskedVendor.soon())).isInstanceOf(Confirmed.class);
    assertThat(plivo("powerpack=p-2").sender("", AskedVendor.soon())).isInstanceOf(Refuted.class);
    assertThat(plivo("powerpack=p-1").sender("Example", AskedVendor.soon()))
        .isInstanceOf(Unclear.class);
  }

  @Test
  void there_is_no_hosted_template() {
    assertThat(plivo("from=Example").template("t-1", AskedVendor.soon()))
        .isInstanceOf(Refuted.class);
    assertThat(vendor.asked()).isEmpty();
  }
}
