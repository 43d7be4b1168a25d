package io.github.cognitocourier.providers.account;

import static io.github.cognitocourier.providers.account.AskedVendor.kind;
import static io.github.cognitocourier.providers.account.AskedVendor.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostmarkAccountTest {

  private final AskedVendor vendor = new AskedVendor("X-Postmark-Server-Token");

  private Account account(String url) {
    return vendor.account(url, Map.of("POSTMARK_SERVER_TOKEN", "token"));
  }

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"DeliveryType":"Live"}    | 200 {"MessageStreamType":"Transactional"} | Confirmed
          200 {"DeliveryType":"Live"}    | 200 {"MessageStreamType":"Broadcasts"}    | Refuted
          200 {"DeliveryType":"Live"}    | 404 {}                                    | Refuted
          200 {"DeliveryType":"Live"}    | 422 {"ErrorCode":1226}                    | Refuted
          200 {"DeliveryType":"Live"}    | 500 {}                                    | Unclear
          200 {"DeliveryType":"Sandbox"} | 200 {"MessageStreamType":"Transactional"} | Refuted
          401 {"ErrorCode":10}           | 200 {}                                    | Refuted
          500 {}                         | 200 {}                                    | Unclear
          """)
  void a_token_is_of_a_live_server_with_a_transactional_stream(
      String server, String stream, String evidence) {
    vendor.answers("/server", server);
    vendor.answers("/message-streams/codes", stream);
    assertThat(kind(account("postmark://default?stream=codes").credentials(soon())))
        .isEqualTo(evidence);
    assertThat(vendor.asked().getFirst()).isEqualTo("GET /server token");
  }

  @Test
  void a_server_that_tracks_opens_is_not_confirmed() {
    vendor.answers("/server", "200 {\"DeliveryType\":\"Live\",\"TrackOpens\":true}");
    vendor.answers("/message-streams/outbound", "200 {\"MessageStreamType\":\"Transactional\"}");
    assertThat(account("postmark://default").credentials(soon()))
        .isEqualTo(
            new Evidence.Refuted(
                "Postmark accepts the token, but its server tracks opens, which a message cannot"
                    + " switch off.",
                "Switch open tracking off in the server's settings."));
  }

  @Test
  void the_test_token_is_of_no_server_that_could_be_asked() {
    var test =
        vendor.account("postmark://default", Map.of("POSTMARK_SERVER_TOKEN", "POSTMARK_API_TEST"));
    assertThat(kind(test.credentials(soon()))).isEqualTo("Refuted");
    assertThat(kind(test.template("sign-up", soon()))).isEqualTo("Unclear");
    assertThat(vendor.asked()).isEmpty();
  }

  @Test
  void senders_are_not_for_a_servers_token() {
    Evidence evidence = account("postmark://default").sender("a@example.com", soon());
    assertThat(kind(evidence)).isEqualTo("Unclear");
    assertThat(vendor.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"Active":true}    | Confirmed
          200 {"Active":false}   | Refuted
          422 {"ErrorCode":1101} | Refuted
          404 {}                 | Refuted
          500 {}                 | Unclear
          """)
  void a_template_is_active(String answer, String evidence) {
    vendor.answers("/templates/sign-up", answer);
    assertThat(kind(account("postmark://default").template("sign-up", soon()))).isEqualTo(evidence);
  }
}
