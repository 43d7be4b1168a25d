package io.github.cognitocourier.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.providers.account.Account;
import io.github.cognitocourier.providers.account.Accounts;
import io.github.cognitocourier.providers.account.Evidence;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail server on loopback, asked without sending. */
class SmtpAccountTest {

  private SmtpServer server;

  @BeforeEach
  void start() throws IOException {
    server = new SmtpServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Account account(String more) {
    return Accounts.of(
            ProviderUrl.parse("URL", SmtpTrial.url(server) + more),
            Environment.of(Map.of("SMTP_PASSWORD", Sentinels.KEY)),
            SmtpTrial.exchange())
        .orElseThrow();
  }

  private Evidence credentials(String more) {
    return account(more).credentials(soon());
  }

  private static Deadline soon() {
    return Deadline.in(SmtpTrial.LONG, InstantSource.system());
  }

  @Test
  void a_login_that_is_accepted_is_confirmed_and_no_mail_is_begun() {
    assertThat(credentials("")).isEqualTo(new Confirmed("127.0.0.1 accepts the login."));
    assertThat(server.commands())
        .extracting(line -> line.split(" ", 2)[0])
        .startsWith("EHLO", "AUTH")
        .doesNotContain("MAIL");
  }

  @Test
  void a_login_that_is_refused_is_refuted_and_one_that_is_put_off_is_not() {
    server.at("AUTH", Sentinels.fill("535 5.7.8 {{key}} {{free text}}"));
    Evidence refused = credentials("");
    assertThat(refused).isInstanceOf(Refuted.class);
    Sentinels.assertAbsent("the evidence", refused.toString());

    server.at("AUTH", "454 4.7.0 later");
    assertThat(credentials("")).isEqualTo(new Unclear("127.0.0.1 answered 454."));
  }

  @Test
  void a_server_without_starttls_or_login_is_refuted() {
    assertThat(credentials("&tls=starttls")).isInstanceOf(Refuted.class);
    server.offering("8BITMIME");
    assertThat(credentials("")).isInstanceOf(Refuted.class);
  }

  @Test
  void a_server_that_does_not_answer_proves_nothing() throws IOException {
    server.close();
    assertThat(credentials(""))
        .isEqualTo(new Unclear("127.0.0.1 did not answer (connection_refused)."));
  }

  @Test
  void senders_cannot_be_asked_for_and_templates_are_not_hosted() {
    assertThat(account("").sender("a@example.com", soon())).isInstanceOf(Unclear.class);
    assertThat(account("").template("d-1", soon())).isInstanceOf(Refuted.class);
    assertThat(server.commands()).isEmpty();
  }
}
