package io.github.cognitocourier.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandrillAccountTest {

  private static final String WRONG_KEY =
      "500 {\"status\":\"error\",\"name\":\"Invalid_Key\",\"message\":\"Invalid API key\"}";

  private final AskedVendor vendor = new AskedVendor("Content-Type");
  private final Account mandrill = vendor.account("mandrill://default", "MANDRILL_API_KEY");

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 {\"PING\":\"PONG!\"}  | Confirmed",
        WRONG_KEY + "              | Refuted",
        "500 {}                    | Unclear",
        "500 {\"name\":\"ValidationError\"} | Unclear",
      })
  void the_key_must_be_accepted(String answer, String evidence) {
    vendor.answers("/api/1.0/users/ping2", answer);
    assertThat(AskedVendor.kind(mandrill.credentials(AskedVendor.soon()))).isEqualTo(evidence);
    assertThat(vendor.asked())
        .containsExactly("POST /api/1.0/users/ping2 application/json{\"key\":\"key\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 [{\"domain\":\"Example.com\",\"valid_signing\":true}]  | Confirmed",
        "200 [{\"domain\":\"example.com\",\"valid_signing\":false}] | Refuted",
        "200 [{\"domain\":\"example.net\",\"valid_signing\":true}]  | Refuted",
        "200 []                                                     | Refuted",
        "502 {}                                                     | Unclear",
      })
  void a_sender_is_of_a_domain_that_signs(String answer, String evidence) {
    vendor.answers("/api/1.0/senders/domains", answer);
    assertThat(AskedVendor.kind(mandrill.sender("a@example.com", AskedVendor.soon())))
        .isEqualTo(evidence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 {\"published_at\":\"2026-01-01 12:42:01\"} | Confirmed",
        "200 {\"published_at\":null}                    | Refuted",
        "404 {\"name\":\"Unknown_Template\"}            | Refuted",
        WRONG_KEY + "                                   | Refuted",
        "404 {}                                         | Unclear",
      })
  void a_template_is_published(String answer, String evidence) {
    vendor.answers("/api/1.0/templates/info", answer);
    assertThat(AskedVendor.kind(mandrill.template("sign-up", AskedVendor.soon())))
        .isEqualTo(evidence);
    assertThat(vendor.asked().getFirst()).endsWith("{\"key\":\"key\",\"name\":\"sign-up\"}");
  }
}
