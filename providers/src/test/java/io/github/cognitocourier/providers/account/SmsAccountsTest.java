package io.github.cognitocourier.providers.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twilio Verify, Vonage and MessageBird on loopback, asked without sending. */
class SmsAccountsTest {

  private static final String SERVICE = "VA0123456789abcdef0123456789abcdef";
  private static final String HJ = "HJ0123456789abcdef0123456789abcdef";
  private static final Map<String, String> VARIABLES =
      Map.of(
          "TWILIO_ACCOUNT_SID", "AC1",
          "TWILIO_AUTH_TOKEN", "token",
          "TWILIO_EU_ACCOUNT_SID", "AC2",
          "TWILIO_EU_API_KEY_SID", "SK2",
          "TWILIO_EU_API_KEY_SECRET", "secret",
          "VONAGE_API_SECRET", "secret",
          "MESSAGEBIRD_ACCESS_KEY", "key");

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private HttpExchange exchange;

  @BeforeEach
  void start() throws IOException {
    exchange = new HttpExchange(InstantSource.system());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          try (call) {
            asked.add(
                call.getRequestMethod()
                    + " "
                    + call.getRequestURI()
                    + " "
                    + call.getRequestHeaders().getFirst("Authorization"));
            String[] answer =
                answers.getOrDefault(call.getRequestURI().toString(), "404 {}").split(" ", 2);
            byte[] body = answer[1].getBytes(UTF_8);
            call.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            call.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    exchange.close();
  }

  private Account account(String url) {
    String endpoint = "&endpoint=http://127.0.0.1:" + server.getAddress().getPort();
    return Accounts.of(
            ProviderUrl.parse("URL", url + endpoint), Environment.of(VARIABLES), exchange)
        .orElseThrow();
  }

  private Account verify() {
    return account("twilio-verify://default?service=" + SERVICE);
  }

  private Account vonage(String from) {
    return account("vonage://default?api-key=abcd1234&from=" + from);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10), InstantSource.system());
  }

  private static void isA(String evidence, Evidence found) {
    assertThat(found.getClass().getSimpleName()).as(found.toString()).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("token", "secret", "4155550100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"custom_code_enabled":true}  | Confirmed
          200 {}                            | Confirmed
          200 {"custom_code_enabled":false} | Refuted
          401 {"code":20003}                | Refuted
          404 {"code":20404}                | Refuted
          403 {}                            | Unclear
          500 {}                            | Unclear
          """)
  void a_verify_service_must_take_custom_codes(String answer, String evidence) {
    answers.put("/v2/Services/" + SERVICE, answer);
    isA(evidence, verify().credentials(soon()));
    assertThat(asked).containsExactly("GET /v2/Services/" + SERVICE + " Basic QUMxOnRva2Vu");
  }

  @Test
  void verify_is_asked_with_the_variables_of_twilio() {
    isA("Refuted", account("twilio-verify://eu?service=" + SERVICE).credentials(soon()));
    assertThat(asked).singleElement().asString().endsWith("Basic U0syOnNlY3JldA==");
    isA("Confirmed", verify().sender("", soon()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"templates":[{"sid":"HJ0"},{"sid":"HJ0123456789abcdef0123456789abcdef"}]} | Confirmed
          200 {"templates":[],"meta":{"next_page_url":null}}        | Refuted
          200 {"templates":[],"meta":{"next_page_url":"https://x"}} | Unclear
          403 {}                                                    | Unclear
          500 {}                                                    | Unclear
          """)
  void a_template_of_verify_is_in_the_list(String answer, String evidence) {
    answers.put("/v2/Templates?PageSize=100", answer);
    isA(evidence, verify().template(HJ, soon()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"value":10.28,"autoReload":false} | Confirmed
          200 {"value":0.0}                      | Unclear
          200 {"value":-3}                       | Unclear
          200 {"value":"10"}                     | Unclear
          200 {}                                 | Unclear
          401 {}                                 | Refuted
          500 {}                                 | Unclear
          """)
  void an_account_of_vonage_has_a_balance(String answer, String evidence) {
    answers.put("/account/get-balance", answer);
    isA(evidence, vonage("Example").credentials(soon()));
    assertThat(asked).containsExactly("GET /account/get-balance Basic YWJjZDEyMzQ6c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"numbers":[{"msisdn":"14155550100","features":["VOICE","SMS"]}]} | Confirmed
          200 {"numbers":[{"msisdn":"14155550100","features":["VOICE"]}]}       | Refuted
          200 {"numbers":[{"msisdn":"141555501000","features":["SMS"]}]}        | Refuted
          200 {}                                                                | Refuted
          403 {}                                                                | Unclear
          500 {}                                                                | Unclear
          """)
  void a_number_of_vonages_belongs_to_the_account_and_sends_sms(String answer, String evidence) {
    answers.put("/account/numbers?search_pattern=0&pattern=14155550100", answer);
    isA(evidence, vonage("+14155550100").sender("", soon()));
    isA(evidence, vonage("Example").sender("14155550100", soon()));
  }

  @Test
  void a_name_belongs_to_no_account_and_vonage_has_no_templates() {
    isA("Unclear", vonage("Example").sender("", soon()));
    isA("Refuted", vonage("Example").template("t", soon()));
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"amount":42.5}         | Confirmed
          401 {"errors":[{"code":2}]} | Refuted
          403 {}                      | Unclear
          500 {}                      | Unclear
          """)
  void a_key_of_messagebird_reads_the_balance(String answer, String evidence) {
    answers.put("/balance", answer);
    Account account = account("messagebird://default?from=Example");
    isA(evidence, account.credentials(soon()));
    assertThat(asked).containsExactly("GET /balance AccessKey key");
    isA("Unclear", account.sender("", soon()));
    isA("Refuted", account.template("smt_1", soon()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"data":[]} | Confirmed
          401 {}          | Refuted
          421 {}          | Refuted
          403 {}          | Unclear
          503 {}          | Unclear
          """)
  void a_key_of_bird_reads_templates(String answer, String evidence) {
    answers.put("/v1/sms/templates?limit=1", answer);
    isA(evidence, bird().credentials(soon()));
    assertThat(asked).containsExactly("GET /v1/sms/templates?limit=1 Bearer key");
  }

  @Test
  void a_template_of_bird_exists_or_not() {
    answers.put("/v1/sms/templates/smt_1", "200 {}");
    answers.put("/v1/sms/templates/smt_3", "403 {}");
    answers.put("/v1/sms/templates/smt_4", "500 {}");
    isA("Confirmed", bird().template("smt_1", soon()));
    isA("Refuted", bird().template("smt_2", soon()));
    isA("Unclear", bird().template("smt_3", soon()));
    isA("Unclear", bird().template("smt_4", soon()));
    isA("Unclear", bird().template("sign-up-code", soon()));
  }

  private Account bird() {
    return account("messagebird://default?api=bird&region=eu1&from=Example");
  }
}
