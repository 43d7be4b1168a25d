package io.github.cognitocourier.providers.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vendors on loopback, asked without sending. */
class AccountsTest {

  private static final String SID = "AC00000000000000000000000000000001";
  private static final String NUMBERS =
      "/2010-04-01/Accounts/" + SID + "/IncomingPhoneNumbers.json";

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

  private Account sendGrid() {
    return account("sendgrid://default?endpoint=" + endpoint(server.getAddress().getPort()));
  }

  private Account twilio(String sender) {
    return account(
        "twilio://default?" + sender + "&endpoint=" + endpoint(server.getAddress().getPort()));
  }

  private static String endpoint(int port) {
    return "http://127.0.0.1:" + port;
  }

  private Account account(String url) {
    return account(
        url,
        Map.of(
            "SENDGRID_API_KEY", "SG.k", "TWILIO_ACCOUNT_SID", SID, "TWILIO_AUTH_TOKEN", "token"));
  }

  private Account account(String url, Map<String, String> variables) {
    return Accounts.of(ProviderUrl.parse("URL", url), Environment.of(variables), exchange)
        .orElseThrow();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10), InstantSource.system());
  }

  @Test
  void every_provider_has_an_account() {
    // Nobody knows how to ask any API at all.
    Stream.concat(Providers.emailSchemes().stream(), Providers.smsSchemes().stream())
        .filter(scheme -> !scheme.equals("http"))
        // See SmtpAccountTest.
        .filter(scheme -> !scheme.equals("smtp"))
        .forEach(scheme -> assertThat(anyAccount(scheme)).as(scheme).isPresent());
    assertThat(
            Accounts.of(
                ProviderUrl.parse("URL", "fax://default"), Environment.of(Map.of()), exchange))
        .isEmpty();
  }

  private Optional<Account> anyAccount(String scheme) {
    return Accounts.of(
        ProviderUrl.parse("URL", scheme + "://default?from=+1"),
        Environment.of(Map.of()).forDryRun(),
        exchange);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"scopes":["mail.send"]}  | Confirmed
          200 {"scopes":["alerts"]}     | Refuted
          200 {"scopes":"mail.send"}    | Refuted
          401 {}                        | Refuted
          403 {}                        | Refuted
          500 {}                        | Unclear
          """)
  void a_sendgrid_key_must_be_accepted_and_may_send(String answer, String evidence) {
    answers.put("/v3/scopes", answer);
    assertThat(sendGrid().credentials(soon()).getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(asked).containsExactly("GET /v3/scopes Bearer SG.k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 [{"domain":"mail.example.com","valid":true}]  | 200 []  | 403 {} | Confirmed
          200 [{"domain":"mail.example.com","valid":false}] | 200 []  | 200 {"results":[]} | Refuted
          200 []  | 200 []  | 200 {"results":[]} | Refuted
          200 []  | 200 []  | 200 {"results":[{"from_email":"A@mail.example.com","verified":true}]} | Confirmed
          200 []  | 200 []  | 200 {"results":[{"from_email":"a@mail.example.com","verified":false}]} | Refuted
          200 []  | 200 []  | 403 {} | Unclear
          200 []  | 200 [{"domain":"example.com","valid":true}] | 200 {"results":[]} | Unclear
          403 {}  | 403 {}  | 403 {} | Unclear
          403 {}  | 403 {}  | 200 {"results":[]} | Unclear
          """)
  void a_sender_of_sendgrids_is_authenticated_or_verified(
      String domain, String above, String senders, String evidence) {
    answers.put("/v3/whitelabel/domains?limit=50&domain=mail.example.com", domain);
    answers.put("/v3/whitelabel/domains?limit=50&domain=example.com", above);
    answers.put("/v3/verified_senders", senders);

    Evidence found = sendGrid().sender("a@mail.example.com", soon());

    assertThat(found.getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("a@mail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"versions":[{"active":0},{"active":1}]} | Confirmed
          200 {"versions":[{"active":0}]}              | Refuted
          404 {}                                       | Refuted
          403 {}                                       | Unclear
          """)
  void a_template_of_sendgrids_has_an_active_version(String answer, String evidence) {
    answers.put("/v3/templates/d-1", answer);
    assertThat(sendGrid().template("d-1", soon()).getClass().getSimpleName()).isEqualTo(evidence);
  }

  @Test
  void an_auth_token_of_twilios_is_tried_at_the_account() {
    answers.put("/2010-04-01/Accounts/" + SID + ".json", "200 {\"status\":\"active\"}");
    assertThat(twilio("from=+1").credentials(soon())).isInstanceOf(Confirmed.class);

    answers.put("/2010-04-01/Accounts/" + SID + ".json", "200 {\"status\":\"suspended\"}");
    assertThat(twilio("from=+1").credentials(soon())).isInstanceOf(Refuted.class);

    answers.put("/2010-04-01/Accounts/" + SID + ".json", "401 {\"code\":20003}");
    assertThat(twilio("from=+1").credentials(soon())).isInstanceOf(Refuted.class);
  }

  @Test
  void an_api_key_of_twilios_is_tried_where_it_may_read() {
    var variables =
        Map.of(
            "TWILIO_ACCOUNT_SID", SID, "TWILIO_API_KEY_SID", "SK1", "TWILIO_API_KEY_SECRET", "s");
    answers.put(NUMBERS + "?PageSize=1", "200 {}");
    String url = "twilio://default?from=+1&endpoint=" + endpoint(server.getAddress().getPort());

    assertThat(account(url, variables).credentials(soon())).isInstanceOf(Confirmed.class);
    assertThat(asked).singleElement().asString().endsWith("Basic U0sxOnM=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {"incoming_phone_numbers":[{"capabilities":{"sms":true}}]}  | Confirmed
          200 {"incoming_phone_numbers":[{"capabilities":{"sms":false}}]} | Refuted
          200 {"incoming_phone_numbers":[]}                               | Refuted
          403 {}                                                          | Unclear
          """)
  void a_number_belongs_to_the_account_and_sends_sms(String answer, String evidence) {
    answers.put(NUMBERS + "?PhoneNumber=%2B14155550100", answer);
    Evidence found = twilio("from=+14155550100").sender("", soon());
    assertThat(found.getClass().getSimpleName()).isEqualTo(evidence);
    assertThat(found.toString()).doesNotContain("4155550100");
  }

  @Test
  void a_messaging_service_and_a_content_template_exist_or_not() {
    answers.put("/v1/Services/MG1", "200 {}");
    answers.put("/v1/Content/HX1", "200 {}");
    Account twilio = twilio("messaging-service=MG1");
    assertThat(twilio.sender("", soon())).isInstanceOf(Confirmed.class);
    assertThat(twilio.template("HX1", soon())).isInstanceOf(Confirmed.class);
    assertThat(twilio.template("HX2", soon())).isInstanceOf(Refuted.class);
    assertThat(twilio("messaging-service=MG2").sender("", soon())).isInstanceOf(Refuted.class);
    assertThat(twilio.sender("Example", soon())).isInstanceOf(Unclear.class);
  }

  @Test
  void a_vendor_that_cannot_be_reached_proves_nothing() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Account gone = account("sendgrid://default?endpoint=" + endpoint(closed));
    assertThat(gone.credentials(soon()))
        .isEqualTo(new Unclear("127.0.0.1 did not answer (connection_refused)."));
    assertThat(gone.template("d-1", soon())).isInstanceOf(Unclear.class);
  }
}
