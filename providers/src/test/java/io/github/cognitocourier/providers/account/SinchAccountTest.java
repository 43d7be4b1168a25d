package io.github.cognitocourier.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinchAccountTest {

  private final AskedVendor vendor = new AskedVendor();

  @AfterEach
  void stop() {
    vendor.close();
  }

  private Account sinch() {
    return vendor.account("sinch://default?service-plan=p1", Map.of("SINCH_API_TOKEN", "token"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"batches":[]} | Confirmed
          401 {}             | Refuted
          404 {}             | Refuted
          403 {}             | Unclear
          500 {}             | Unclear
          """)
  void the_token_is_tried_at_the_service_plan(String answer, String evidence) {
    vendor.answers("/xms/v1/p1/batches?page_size=1", answer);
    Evidence found = sinch().credentials(AskedVendor.soon());
    assertThat(found.getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(vendor.asked()).containsExactly("GET /xms/v1/p1/batches?page_size=1 Bearer token");
  }

  @Test
  void nobody_can_tell_about_a_sender_and_there_is_no_hosted_template() {
    assertThat(sinch().sender("+14155550100", AskedVendor.soon())).isInstanceOf(Unclear.class);
    assertThat(sinch().template("t-1", AskedVendor.soon())).isInstanceOf(Refuted.class);
    assertThat(vendor.asked()).isEmpty();
  }
}
