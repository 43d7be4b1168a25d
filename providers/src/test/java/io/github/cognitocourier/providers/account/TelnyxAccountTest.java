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

class TelnyxAccountTest {

  private final AskedVendor vendor = new AskedVendor();

  @AfterEach
  void stop() {
    vendor.close();
  }

  private Account telnyx(String sender) {
    return vendor.account("telnyx://default?" + sender, Map.of("TELNYX_API_KEY", "KEY0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":{}} | Confirmed
          401 {}          | Refuted
          403 {}          | Unclear
          500 {}          | Unclear
          """)
  void the_key_is_tried_at_the_balance(String answer, String evidence) {
    vendor.answers("/v2/balance", answer);
    Evidence found = telnyx("from=+14155550100").credentials(AskedVendor.soon());
    assertThat(found.getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(vendor.asked()).containsExactly("GET /v2/balance Bearer KEY0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":[{"messaging_profile_id":"m-1"}]} | m-1 | Confirmed
          200 {"data":[{"messaging_profile_id":"m-1"}]} | ''  | Confirmed
          200 {"data":[{"messaging_profile_id":"m-2"}]} | m-1 | Refuted
          200 {"data":[{"messaging_profile_id":null}]}  | ''  | Refuted
          200 {"data":[]}                               | ''  | Refuted
          403 {}                                        | ''  | Unclear
          """)
  void a_number_belongs_to_the_account_and_to_the_profile(
      String answer, String profile, String evidence) {
    vendor.answers("/v2/phone_numbers?filter%5Bphone_number%5D=%2B14155550100", answer);
    String option = profile.isEmpty() ? "" : "&messaging-profile=" + profile;
    Evidence found = telnyx("from=+14155550100" + option).sender("", AskedVendor.soon());
    assertThat(found.getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("4155550100");
  }

  @Test
  void a_profile_exists_and_is_enabled_or_not() {
    vendor.answers("/v2/messaging_profiles/m-1", "200 {\"data\":{\"enabled\":true}}");
    vendor.answers("/v2/messaging_profiles/m-2", "200 {\"data\":{\"enabled\":false}}");
    assertThat(telnyx("messaging-profile=m-1").sender("", AskedVendor.soon()))
        .isInstanceOf(Confirmed.class);
    assertThat(telnyx("messaging-profile=m-1").sender("Example", AskedVendor.soon()))
        .isInstanceOf(Confirmed.class);
    assertThat(telnyx("messaging-profile=m-2").sender("", AskedVendor.soon()))
        .isInstanceOf(Refuted.class);
    assertThat(telnyx("messaging-profile=m-3").sender("", AskedVendor.soon()))
        .isInstanceOf(Refuted.class);
    assertThat(telnyx("from=12345").sender("", AskedVendor.soon())).isInstanceOf(Unclear.class);
  }

  @Test
  void there_is_no_hosted_template() {
    assertThat(telnyx("from=12345").template("t-1", AskedVendor.soon()))
        .isInstanceOf(Refuted.class);
    assertThat(vendor.asked()).isEmpty();
  }
}
