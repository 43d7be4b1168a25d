package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.json.Json;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As strict as RFC 5321 and its extensions. */
@Timeout(60)
class SmtpTest {

  private static final String TO = "jane@example.com";

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);
  private final MailClient mail = new MailClient(sandbox.mailPort());

  @AfterEach
  void stop() {
    mail.close();
    caller.close();
    sandbox.close();
  }

  @Test
  void an_accepted_mail_is_in_the_inbox() {
    assertThat(mail.login()).startsWith("235 2.7.0");
    assertThat(mail.send(TO, MailClient.MESSAGE)).startsWith("250 2.0.0 Ok: queued as ");
    Json message = caller.messages().getFirst();
    assertThat(message.at("channel").requireText()).isEqualTo("email");
    assertThat(message.at("provider").requireText()).isEqualTo("smtp");
    assertThat(message.at("from").requireText()).isEqualTo("Example 🔑 <no-reply@example.com>");
    assertThat(message.at("to").requireText()).isEqualTo(TO);
    assertThat(message.at("subject").requireText()).isEqualTo("Your code 🔑");
    assertThat(message.at("text").requireText()).isEqualTo("Code 482913 🔑");
    assertThat(message.at("html").requireText()).isEqualTo("<b>482913</b>");
    assertThat(message.at("request").at("headers").at("MIME-Version").requireText())
        .isEqualTo("1.0");
    assertThat(mail.say("QUIT")).isEqualTo("221 2.0.0 Bye");
  }

  @Test
  void a_second_mail_may_follow_and_a_line_may_begin_with_a_dot() {
    mail.login();
    mail.send(TO, MailClient.MESSAGE);
    mail.send(
        "john@example.com",
        "From: a@example.com\nDate: Fri, 1 May 2026 09:00:00 +0000\n\n..dot\n...\n");
    assertThat(caller.messages()).hasSize(2);
    assertThat(caller.messages().getFirst().at("text").requireText()).isEqualTo(".dot\r\n..\r\n");
    assertThat(caller.messages().getFirst().at("subject").isAbsent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AUTH PLAIN AHVzZXIAcGFzcw==     | 235 2.7.0",
        "AUTH PLAIN AHVzZXIA             | 535 5.7.8",
        "AUTH PLAIN dXNlcg==             | 535 5.7.8",
        "AUTH PLAIN =                    | 535 5.7.8",
        "AUTH PLAIN %%%                  | 501 5.5.2",
        "AUTH CRAM-MD5                   | 504 5.5.4",
        "AUTH                            | 504 5.5.4",
        "MAIL FROM:<a@example.com>       | 530 5.7.0",
      })
  void credentials_that_cannot_be_right_are_refused(String command, String reply) {
    mail.say("EHLO localhost");
    assertThat(mail.say(command)).startsWith(reply);
  }

  @Test
  void a_login_in_steps_may_be_cancelled() {
    mail.say("EHLO localhost");
    assertThat(mail.say("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
    assertThat(mail.say("*")).startsWith("501 5.7.0");
    mail.say("AUTH LOGIN");
    assertThat(mail.say(MailClient.base64("user"))).isEqualTo("334 UGFzc3dvcmQ6");
    assertThat(mail.say(MailClient.base64("password"))).startsWith("235");
    assertThat(mail.say("AUTH LOGIN")).startsWith("503");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL FROM:a@example.com                    | 501 5.5.4",
        "MAIL FROM: <a@example.com>                 | 501 5.5.4",
        "MAIL FROM:<nobody>                         | 501 5.1.7",
        "MAIL FROM:<bücher@example.com>             | 553 5.6.7",
        "MAIL FROM:<a@example.com> SIZE=10485760    | 250 2.1.0",
        "MAIL FROM:<a@example.com> SIZE=10485761    | 552 5.3.4",
        "MAIL FROM:<a@example.com> BODY=8BITMIME    | 250 2.1.0",
        "MAIL FROM:<a@example.com> SMTPUTF8         | 555 5.5.4",
        "MAIL FROM:<>                               | 250 2.1.0",
        "RCPT TO:<a@example.com>                    | 503 5.5.1",
        "DATA                                       | 503 5.5.1",
        "EHLO                                       | 501 5.5.4",
        "NONSENSE                                   | 500 5.5.2",
        "RSET                                       | 250 2.0.0",
        "NOOP                                       | 250 2.0.0",
        "VRFY jane                                  | 252",
      })
  void each_command_has_its_reply(String command, String reply) {
    mail.login();
    assertThat(mail.say(command)).startsWith(reply);
  }

  @Test
  void a_recipient_must_be_an_address_and_there_are_at_most_a_hundred() {
    mail.login();
    mail.say("MAIL FROM:<a@example.com>");
    assertThat(mail.say("MAIL FROM:<a@example.com>")).startsWith("503");
    assertThat(mail.say("RCPT TO:<nobody>")).startsWith("501 5.1.3");
    assertThat(mail.say("RCPT TO:jane@example.com")).startsWith("501 5.5.4");
    for (int i = 0; i < 100; i++) {
      assertThat(mail.say("RCPT TO:<a" + i + "@example.com>")).startsWith("250 2.1.5");
    }
    assertThat(mail.say("RCPT TO:<b@example.com>")).startsWith("452 4.5.3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Subject: x%n%nText%n                                                           | 554 5.6.0",
        "From: a@example.com%nFrom: b@example.com%nDate: Fri, 1 May 2026 09:00:00 +0000%n%nText%n | 554 5.6.0",
        "From: a@example.com%n%nText%n                                                  | 554 5.6.0",
        "no header at all%n                                                             | 554 5.6.0",
      })
  void a_mail_without_sender_or_date_is_refused(String message, String reply) {
    mail.login();
    assertThat(mail.send(TO, message.replace("%n", "\n"))).startsWith(reply);
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_line_has_at_most_998_octets() {
    mail.login();
    assertThat(mail.send(TO, MailClient.MESSAGE + "x".repeat(999) + "\n")).startsWith("500 5.6.0");
    assertThat(mail.send(TO, MailClient.MESSAGE + "x".repeat(998) + "\n")).startsWith("250");
  }

  @Test
  void a_mail_has_at_most_ten_mebibytes() {
    mail.login();
    String line = "x".repeat(510) + "\n";
    assertThat(mail.send(TO, MailClient.MESSAGE + line.repeat(10 * 1024 * 1024 / 512)))
        .startsWith("552 5.3.4");
    assertThat(mail.send(TO, MailClient.MESSAGE)).startsWith("250");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "a\nb\r\n", "a\rb\r\n"})
  void a_line_feed_alone_ends_no_line_and_no_mail(String ending) {
    mail.login();
    mail.say("MAIL FROM:<a@example.com>");
    mail.say("RCPT TO:<jane@example.com>");
    mail.say("DATA");
    mail.write(MailClient.MESSAGE.replace("\n", "\r\n") + ending + "MAIL FROM:<b@example.com>\r\n");
    assertThat(mail.reply()).startsWith("521 5.5.2");
    assertThat(mail.reply()).isEmpty();
    assertThat(caller.messages()).isEmpty();
  }

  @Test
  void a_page_in_a_browser_cannot_send() {
    mail.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nEHLO localhost\r\n");
    assertThat(mail.reply()).startsWith("421");
    assertThat(mail.reply()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429     | 421 4.7.0",
        "500     | 451 4.3.0",
        "reject  | 550 5.1.1 <jane@example.com>",
        "garbage | <html>",
      })
  void a_fault_shows_where_it_would_at_a_mail_server(String kind, String reply) {
    caller.fault("smtp", kind, 1);
    mail.login();
    String sent =
        kind.equals("429")
            ? mail.say("MAIL FROM:<a@example.com>")
            : mail.send(TO, MailClient.MESSAGE);
    assertThat(sent).startsWith(reply);
    assertThat(caller.messages()).isEmpty();
    try (var next = new MailClient(sandbox.mailPort())) {
      next.login();
      assertThat(next.send(TO, MailClient.MESSAGE)).startsWith("250");
    }
  }

  @Test
  void a_wrong_password_shows_at_the_login() {
    caller.fault("smtp", "401", 1);
    assertThat(mail.login()).startsWith("535 5.7.8");
    assertThat(mail.login()).startsWith("235");
  }

  @Test
  void after_a_reset_nothing_is_delivered_and_after_a_timeout_it_is() {
    caller.fault("smtp", "reset", 1);
    mail.login();
    assertThat(mail.send(TO, MailClient.MESSAGE)).isEmpty();
    assertThat(caller.messages()).isEmpty();
    caller.fault("smtp", "timeout", 1);
    try (var next = new MailClient(sandbox.mailPort())) {
      next.login();
      next.say("MAIL FROM:<a@example.com>");
      next.say("RCPT TO:<jane@example.com>");
      next.say("DATA");
      next.write(MailClient.MESSAGE.replace("\n", "\r\n") + ".\r\n");
      while (caller.messages().isEmpty()) {
        Thread.onSpinWait();
      }
      caller.delete("/api/faults");
      assertThat(next.reply()).isEmpty();
    }
  }

  @Test
  void whatever_strangers_write_breaks_no_other_connection() {
    var random = new Random(20_260_501);
    for (int i = 0; i < 200; i++) {
      try (var stranger = new MailClient(sandbox.mailPort())) {
        var noise = new StringBuilder();
        random.ints(random.nextInt(2000), 0, 256).forEach(octet -> noise.append((char) octet));
        stranger.write(noise.toString());
      }
    }
    mail.login();
    for (int i = 0; i < 200; i++) {
      var noise =
          new StringBuilder("From: a@example.com\nDate: x\nContent-Type: multipart/mixed;b");
      random
          .ints(random.nextInt(300), 1, 256)
          .filter(octet -> octet != '\r' && octet != '\n')
          .forEach(octet -> noise.append((char) octet));
      assertThat(mail.send(TO, noise + "\n\n--b\n\n" + noise + "\n")).matches("(250|554) .*");
    }
  }

  @Test
  void it_closes_with_the_sandbox() {
    int port = sandbox.mailPort();
    sandbox.close();
    assertThat(mail.reply()).isEmpty();
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> new MailClient(port));
  }
}
