package io.github.cognitocourier.providers;

import static io.github.cognitocourier.providers.SmtpServer.dropping;
import static io.github.cognitocourier.providers.SmtpServer.flooding;
import static io.github.cognitocourier.providers.SmtpServer.stalling;
import static io.github.cognitocourier.providers.SmtpTrial.LONG;
import static io.github.cognitocourier.providers.SmtpTrial.SHORT;
import static io.github.cognitocourier.providers.SmtpTrial.WAIT;
import static io.github.cognitocourier.providers.SmtpTrial.exchange;
import static io.github.cognitocourier.providers.SmtpTrial.send;
import static io.github.cognitocourier.providers.SmtpTrial.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.LocalCertificate;
import io.github.cognitocourier.testkit.conformance.Sample;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SMTP has and HTTP has not: encryption on the way, stages, and a dot at the end. */
class SmtpTest {

  private static final Path FIXTURES =
      Path.of("src/test/resources/io/github/cognitocourier/providers/smtp");

  private SmtpServer server;

  @BeforeEach
  void start() throws IOException {
    server = new SmtpServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Each line of {@code replies.txt}: command, reply, outcome and reason. */
  static void checkReplies(SmtpServer server) throws IOException {
    List<String> lines = Files.readAllLines(FIXTURES.resolve("replies.txt"));
    assertThat(lines).hasSizeGreaterThan(20);
    for (String line : lines) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(" *\\| *");
        try (var each = new SmtpServer()) {
          Outcome outcome = send(each.at(cells[0], Sentinels.fill(cells[1])));
          assertThat(outcome.getClass().getSimpleName() + " " + reason(outcome))
              .as(line)
              .isEqualTo(cells[2] + " " + cells[3]);
        }
      }
    }
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(String provider, String messageId) -> messageId;
      case Outcome.Rejected(String provider, String reason) -> reason;
      case Outcome.Misconfigured(String provider, String reason) -> reason;
      case Outcome.Unavailable(String provider, String reason, var wait) -> reason;
      case Outcome.Unknown(String provider, String reason) -> reason;
    };
  }

  /** Every request is, to the byte, the one in its file. */
  static void checkRequests() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES.resolve("requests"))) {
      assertThat(files.sorted().peek(SmtpTest::checkRequest)).hasSizeGreaterThan(9);
    }
  }

  private static void checkRequest(Path file) {
    String expected;
    try {
      expected = Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    String url = directive(expected, "url");
    String sample = directive(expected, "sample");
    Request request = SmtpTrial.request(url, Sample.valueOf(sample).email());
    var text = new StringBuilder();
    expected
        .lines()
        .takeWhile(line -> line.startsWith("#"))
        .forEach(line -> text.append(line).append('\n'));
    text.append(request.method()).append(' ').append(request.uri()).append('\n');
    request
        .headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    String mail = request.body().replace("\r\n", "\n");
    assertThat(request.body()).as("line ends").isEqualTo(mail.replace("\n", "\r\n"));
    text.append('\n').append(mail);
    assertThat(text.toString()).as(file.toString()).isEqualTo(Sentinels.fill(expected));
    Sentinels.assertAbsent("the request's toString", request.toString());
  }

  private static String directive(String fixture, String name) {
    return fixture
        .lines()
        .filter(line -> line.startsWith("# " + name + ": "))
        .map(line -> line.substring(name.length() + 4))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"})
  void whatever_fails_before_the_final_dot_was_not_sent(String command) throws IOException {
    for (SmtpServer.Act act : List.of(stalling(""), dropping(), flooding(), server.dripping())) {
      try (var each = new SmtpServer()) {
        assertThat(send(each.at(command, act), SHORT)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(each.mails()).isEmpty();
      }
    }
  }

  @Test
  void a_server_that_drips_does_not_outlive_the_deadline() {
    assertThat(send(server.at(".", server.dripping()), WAIT))
        .isEqualTo(new Outcome.Unknown("smtp", "timed_out"));
    assertThat(server.mails()).hasSize(1);
  }

  @Test
  void no_thread_outlives_its_session() throws InterruptedException {
    send(server.at(".", server.dripping()), WAIT);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("smtp")) {
        thread.join(2_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void a_farewell_that_fails_changes_nothing() {
    assertThat(send(server.at("QUIT", dropping()))).isInstanceOf(Outcome.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource({"starttls, false", "implicit, true"})
  void the_mail_and_the_password_go_through_tls(String tls, boolean implicit, @TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    LocalCertificate certificate = LocalCertificate.forHost("localhost", folder);
    server.secured(certificate.server(), implicit, "localhost");
    String url = url(server) + "&tls=" + tls;

    assertThat(send(url, exchange(certificate.client()), Sample.PLAIN, LONG))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(server.mails().getFirst().encrypted()).isTrue();

    // The JDK's own settings do not know this certificate, and 127.0.0.1 is not in it.
    assertThat(send(url, exchange(), Sample.PLAIN, LONG)).isEqualTo(tlsFailed());
    String otherName = url.replace("//localhost", "//127.0.0.1");
    assertThat(send(otherName, exchange(certificate.client()), Sample.PLAIN, LONG))
        .isEqualTo(tlsFailed());
    assertThat(server.mails()).hasSize(1);
  }

  private static Outcome tlsFailed() {
    return new Outcome.Unavailable("smtp", "tls_failed", Duration.ZERO);
  }

  @Test
  void without_starttls_no_password_leaves() {
    assertThat(send(url(server) + "&tls=starttls", exchange(), Sample.PLAIN, LONG))
        .isEqualTo(new Outcome.Misconfigured("smtp", "not_offered (250, STARTTLS)"));
    assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIZE 1000", "AUTH XOAUTH2 NTLM", "8BITMIME"})
  void without_a_login_no_mail_leaves(String extensions) {
    assertThat(send(server.offering(extensions)))
        .isEqualTo(new Outcome.Misconfigured("smtp", "not_offered (250, AUTH)"));
    assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void login_is_spoken_where_plain_is_not() {
    assertThat(send(server.offering("AUTH LOGIN"))).isInstanceOf(Outcome.Accepted.class);
    assertThat(server.mails().getFirst().login()).isEqualTo("courier\n" + Sentinels.KEY);
  }

  @Test
  void a_user_s_name_may_hold_a_colon() {
    String url = url(server).replace("=courier", "=SMTP_Injection:X-MSYS-SUBACCOUNT%3D123");
    assertThat(send(url, exchange(), Sample.PLAIN, LONG)).isInstanceOf(Outcome.Accepted.class);
    assertThat(server.mails().getFirst().login())
        .startsWith("SMTP_Injection:X-MSYS-SUBACCOUNT=123\n");
  }

  @Test
  void an_address_in_another_script_needs_a_server_that_takes_it() {
    Email plain = Sample.PLAIN.email();
    var email =
        new Email(
            plain.id(),
            plain.from(),
            EmailAddress.parse("почта@example.net").orElseThrow(),
            plain.subject(),
            plain.text(),
            plain.html(),
            plain.headers(),
            plain.template(),
            plain.variables());
    var provider =
        SmtpTrial.provider(url(server), Sentinels.KEY, new Wire(exchange(), Secrets.NONE));

    assertThat(SmtpTrial.watch(provider, email, Deadline.in(LONG, InstantSource.system())))
        .isEqualTo(new Outcome.Misconfigured("smtp", "not_offered (235, SMTPUTF8)"));
    assertThat(server.mails()).isEmpty();

    server.offering("SMTPUTF8", "AUTH PLAIN");
    assertThat(SmtpTrial.watch(provider, email, Deadline.in(LONG, InstantSource.system())))
        .isInstanceOf(Outcome.Accepted.class);
    SmtpServer.Mail mail = server.mails().getFirst();
    assertThat(mail.to()).isEqualTo("почта@example.net");
    assertThat(mail.text()).contains("\r\nTo: почта@example.net\r\n");
  }

  @Test
  void a_mail_has_the_date_of_its_sending_and_is_otherwise_the_same() {
    send(server);
    send(server);
    List<String> mails = server.mails().stream().map(SmtpServer.Mail::text).toList();
    assertThat(new ReadMail(mails.getFirst()).header("Date")).endsWith("GMT");
    assertThat(mails.getFirst().replaceAll("Date: .*\r\n", ""))
        .isEqualTo(mails.getLast().replaceAll("Date: .*\r\n", ""));
  }
}
