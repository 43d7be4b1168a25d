package io.github.cognitocourier.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.providers.account.Account;
import io.github.cognitocourier.providers.account.Evidence;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SES and End User Messaging as their documentation shows them, on one loopback port. */
class AwsAccountsTest {

  private static final Environment ENVIRONMENT =
      Environment.of(Map.of("AWS_REGION", "eu-central-1"));

  private record Answer(int status, String body) {}

  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final Clients clients =
      new Clients(new MotoClients(URI.create("http://127.0.0.1:1"), Map.of()));
  private final io.github.cognitocourier.http.HttpExchange exchange =
      new io.github.cognitocourier.http.HttpExchange(InstantSource.system());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    exchange.close();
    clients.close();
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      call.getRequestBody().readAllBytes();
      signatures.add(call.getRequestHeaders().getFirst("Authorization"));
      String target = call.getRequestHeaders().getFirst("X-Amz-Target");
      String asked = target == null ? call.getRequestURI().toString() : target;
      Answer answer =
          answers.getOrDefault(asked, new Answer(404, "{\"__type\":\"NotFoundException\"}"));
      byte[] body = answer.body().getBytes(UTF_8);
      call.sendResponseHeaders(answer.status(), body.length);
      call.getResponseBody().write(body);
    }
  }

  @Test
  void ses_that_sends_is_confirmed_with_the_operators_signature() {
    answers.put(
        "/v2/email/account",
        new Answer(200, "{\"SendingEnabled\":true,\"ProductionAccessEnabled\":true}"));

    assertThat(account("ses://default").credentials(soon()))
        .isEqualTo(new Confirmed("SES sends in eu-central-1."));
    assertThat(signatures.getFirst()).contains("Credential=local/").contains("/eu-central-1/ses/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"SendingEnabled":false,"ProductionAccessEnabled":true} | SES is paused in eu-central-1.
          {"SendingEnabled":true,"ProductionAccessEnabled":false} | SES is in its sandbox in eu-central-1: it sends to verified addresses only.
          """)
  void ses_that_does_not_send_is_refuted(String body, String found) {
    answers.put("/v2/email/account", new Answer(200, body));

    assertThat(account("ses://default").credentials(soon()))
        .isInstanceOfSatisfying(
            Refuted.class, refuted -> assertThat(refuted.found()).isEqualTo(found));
  }

  @Test
  void an_operator_who_may_not_ask_is_told_so() {
    answers.put("/v2/email/account", new Answer(403, "{\"__type\":\"AccessDeniedException\"}"));

    assertThat(account("ses://default").credentials(soon()))
        .isEqualTo(new Unclear("SES answered you with AccessDeniedException."));
  }

  @Test
  void a_sender_is_verified_by_its_address_its_domain_or_a_domain_above() {
    Account ses = account("ses://default");
    assertThat(sender(ses))
        .isEqualTo(
            new Refuted(
                "SES knows no identity for mail.example.com in eu-central-1.",
                "Verify mail.example.com in the SES console of eu-central-1."));
    answers.put("/v2/email/identities/mail.example.com", identity(false));
    assertThat(sender(ses))
        .isInstanceOfSatisfying(
            Refuted.class,
            refuted ->
                assertThat(refuted.found())
                    .isEqualTo("SES has not verified mail.example.com in eu-central-1."));
    answers.put("/v2/email/identities/example.com", identity(true));
    assertThat(sender(ses)).isInstanceOf(Confirmed.class);
    answers.remove("/v2/email/identities/example.com");
    answers.put("/v2/email/identities/no-reply%40mail.example.com", identity(true));
    assertThat(sender(ses))
        .isEqualTo(new Confirmed("SES has verified the sender at mail.example.com."));
  }

  @Test
  void a_stored_template_is_there_or_not() {
    answers.put("/v2/email/templates/SignUp", new Answer(200, "{\"TemplateName\":\"SignUp\"}"));
    Account ses = account("ses://default");

    assertThat(ses.template("SignUp", soon()))
        .isEqualTo(new Confirmed("SES has the template SignUp."));
    assertThat(ses.template("SignDown", soon())).isInstanceOf(Refuted.class);
  }

  @ParameterizedTest
  @CsvSource({"PRODUCTION, Confirmed", "SANDBOX, Refuted", "LATER, Unclear"})
  void end_user_messaging_tells_its_tier(String tier, String evidence) {
    answers.put(
        "PinpointSMSVoiceV2.DescribeAccountAttributes",
        new Answer(
            200,
            "{\"AccountAttributes\":[{\"Name\":\"ACCOUNT_TIER\",\"Value\":\"" + tier + "\"}]}"));

    assertThat(account("aws-sms://default").credentials(soon()).getClass().getSimpleName())
        .isEqualTo(evidence);
    assertThat(signatures.getFirst()).contains("/eu-central-1/sms-voice/");
  }

  @Test
  void end_user_messaging_knows_its_senders() {
    answers.put(
        "PinpointSMSVoiceV2.DescribePhoneNumbers",
        new Answer(
            200,
            "{\"PhoneNumbers\":[{\"PhoneNumber\":\"+15005550001\",\"Status\":\"ACTIVE\"},"
                + "{\"PhoneNumber\":\"+15005550002\",\"Status\":\"PENDING\"}]}"));
    answers.put(
        "PinpointSMSVoiceV2.DescribeSenderIds",
        new Answer(200, "{\"SenderIds\":[{\"SenderId\":\"Example\"}]}"));
    answers.put(
        "PinpointSMSVoiceV2.DescribePools",
        new Answer(400, "{\"__type\":\"x#ResourceNotFoundException\"}"));
    Account sms = account("aws-sms://default?from=%2B15005550001");

    assertThat(sms.sender("", soon())).isInstanceOf(Confirmed.class);
    assertThat(sms.sender("Example", soon())).isInstanceOf(Confirmed.class);
    assertThat(sms.sender("Other", soon())).isInstanceOf(Refuted.class);
    assertThat(sms.sender("+15005550002", soon()))
        .isInstanceOfSatisfying(
            Refuted.class,
            refuted -> assertThat(refuted.found()).contains("not active").doesNotContain("+1500"));
    assertThat(sms.sender("+15005550003", soon())).isInstanceOf(Refuted.class);
    assertThat(sms.sender("pool-1", soon())).isInstanceOf(Refuted.class);
    assertThat(account("aws-sms://default").sender("", soon())).isInstanceOf(Confirmed.class);
    assertThat(sms.template("x", soon())).isInstanceOf(Refuted.class);
  }

  @Test
  void sns_and_vendors_are_not_asked_here() {
    for (String url : List.of("sns://default", "sendgrid://default")) {
      assertThat(AwsAccounts.of(ProviderUrl.parse("test", url), ENVIRONMENT, clients, exchange))
          .isEmpty();
    }
  }

  private static Evidence sender(Account account) {
    return account.sender("no-reply@mail.example.com", soon());
  }

  private static Answer identity(boolean verified) {
    return new Answer(200, "{\"VerifiedForSendingStatus\":" + verified + "}");
  }

  private Account account(String text) {
    ProviderUrl url = ProviderUrl.parse("test", text);
    var options = new HashMap<>(url.options());
    options.put("endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
    Optional<Account> account =
        AwsAccounts.of(
            new ProviderUrl(url.scheme(), url.account(), options), ENVIRONMENT, clients, exchange);
    return account.orElseThrow();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10), InstantSource.system());
  }
}
