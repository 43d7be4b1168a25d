package io.github.cognitocourier.providers;

import static io.github.cognitocourier.providers.SmtpServer.dropping;
import static io.github.cognitocourier.providers.SmtpServer.flooding;
import static io.github.cognitocourier.providers.SmtpServer.stalling;
import static io.github.cognitocourier.providers.SmtpTrial.SHORT;
import static io.github.cognitocourier.providers.SmtpTrial.WAIT;
import static io.github.cognitocourier.providers.SmtpTrial.exchange;
import static io.github.cognitocourier.providers.SmtpTrial.send;
import static io.github.cognitocourier.providers.SmtpTrial.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.providers.SmtpServer.Act;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.conformance.ForeignRow;
import io.github.cognitocourier.testkit.conformance.Sample;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** SMTP's line in the table of conformance: the kit's columns, at a mail server. */
final class SmtpConformance {

  private SmtpConformance() {}

  /** A test with a server of its own. */
  @FunctionalInterface
  interface Case {

    void run(SmtpServer server) throws IOException;
  }

  static ForeignRow row() {
    var cases = new LinkedHashMap<String, Case>();
    cases.put("accepted", server -> accepted(server, Sample.PLAIN));
    cases.put(
        "recipient rejected", at("RCPT", "550 5.1.1 no {{free text}}", Outcome.Rejected.class));
    cases.put("wrong key", at("AUTH", "535 5.7.8 bad {{key}}", Outcome.Misconfigured.class));
    cases.put("undocumented 4xx", at("RCPT", "550 {{address}}", Outcome.Misconfigured.class));
    cases.put("quota used up", at(".", "454 Throttling failure", Outcome.Unavailable.class));
    cases.put("garbage success", at(".", "It works! {{code}}", Outcome.Unknown.class));
    cases.put("connection refused", SmtpConformance::connectionRefused);
    cases.put("no time left", SmtpConformance::noTimeLeft);
    cases.put("TLS never ends", SmtpConformance::tlsNeverEnds);
    cases.put("never answers", at(".", stalling(""), Outcome.Unknown.class));
    cases.put("body stalls", at(".", stalling("250-2.0.0"), Outcome.Unknown.class));
    cases.put("connection dropped", at(".", dropping(), Outcome.Unknown.class));
    cases.put("not HTTP", at("CONNECT", "HTTP/1.1 400 Bad Request", Outcome.Unavailable.class));
    cases.put("oversized body", at(".", flooding(), Outcome.Unknown.class));
    cases.put("redirect not followed", SmtpConformance::redirected);
    cases.put("line ends stay content", SmtpConformance::lineEnds);
    cases.put("emoji and IDN", SmtpConformance::emojiAndIdn);
    cases.put("concurrent sends", SmtpConformance::concurrentSends);
    cases.put("wrong settings named", SmtpConformance::wrongSettings);
    cases.put("key by reference", SmtpSecretCases::keyByReference);
    cases.put("replaced key sent once more", SmtpSecretCases::replacedKey);
    cases.put("same key not sent again", SmtpSecretCases::sameKey);
    cases.put("late key", SmtpSecretCases::lateKey);
    cases.put("late replacement not sent", SmtpSecretCases::lateReplacement);
    cases.put("secret refused", SmtpSecretCases::secretRefused);
    cases.put("secret unavailable", SmtpSecretCases::secretUnavailable);
    cases.put("every documented reply", SmtpTest::checkReplies);
    cases.put("every documented request", _ -> SmtpTest.checkRequests());
    var runnable = new LinkedHashMap<String, Runnable>();
    cases.forEach((name, test) -> runnable.put(name, () -> run(test)));
    return new ForeignRow(
        "smtp",
        runnable,
        Map.of(
            "throttled, with its wait", "SMTP has no field for how long to wait",
            "server error", "every 4yz and 5yz says that the mail was not taken"));
  }

  private static void run(Case test) {
    try (var server = new SmtpServer()) {
      test.run(server);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Case at(String command, String reply, Class<? extends Outcome> kind) {
    return at(command, SmtpServer.saying(Sentinels.fill(reply) + "\r\n"), kind);
  }

  private static Case at(String command, Act act, Class<? extends Outcome> kind) {
    return server -> assertThat(send(server.at(command, act), WAIT)).isInstanceOf(kind);
  }

  private static SmtpServer.Mail accepted(SmtpServer server, Sample sample) {
    assertThat(send(server, sample))
        .isEqualTo(new Outcome.Accepted("smtp", "0f1e2d3c4b5a69788796a5b4c3d2e1f0@example.com"));
    assertThat(server.mails()).hasSize(1);
    SmtpServer.Mail mail = server.mails().getFirst();
    assertThat(mail.login()).isEqualTo("courier\n" + Sentinels.KEY);
    assertThat(mail.from()).isEqualTo("no-reply@example.com");
    return mail;
  }

  private static void connectionRefused(SmtpServer server) throws IOException {
    String url = url(server);
    server.close();
    assertThat(send(url, exchange(), Sample.PLAIN, WAIT))
        .isEqualTo(new Outcome.Unavailable("smtp", "connection_refused", Duration.ZERO));
  }

  private static void noTimeLeft(SmtpServer server) {
    assertThat(send(url(server), exchange(), Sample.PLAIN, Duration.ZERO))
        .isEqualTo(new Outcome.Unavailable("smtp", "timed_out", Duration.ZERO));
    assertThat(server.commands()).isEmpty();
  }

  private static void tlsNeverEnds(SmtpServer server) {
    server.offering("STARTTLS").at("CONNECT", "220 hello").at("STARTTLS", stalling("220 go\r\n"));
    for (String tls : List.of("implicit", "starttls")) {
      assertThat(send(url(server) + "&tls=" + tls, exchange(), Sample.PLAIN, SHORT))
          .isInstanceOf(Outcome.Unavailable.class);
    }
    assertThat(server.mails()).isEmpty();
  }

  /** "User not local; please try": nobody else is asked. */
  private static void redirected(SmtpServer server) throws IOException {
    try (var other = new SmtpServer()) {
      server.at("RCPT", "551 5.1.6 please try <postmaster@[127.0.0.1]:" + other.port() + ">");
      assertThat(send(server)).isInstanceOf(Outcome.Rejected.class);
      assertThat(other.commands()).isEmpty();
    }
  }

  private static void lineEnds(SmtpServer server) {
    String text = accepted(server, Sample.LINE_ENDS).text();
    String head = text.substring(0, text.indexOf("\r\n\r\n"));
    assertThat(head).doesNotContain("\r\nX-Injected", "\r\nBcc");
    assertThat(text.substring(head.length())).contains("X-Injected: yes", "two " + Sentinels.CODE);
  }

  private static void emojiAndIdn(SmtpServer server) {
    SmtpServer.Mail mail = accepted(server, Sample.UNICODE);
    assertThat(mail.to()).isEqualTo("sentinel.recipient@xn--bcher-kva.example");
    assertThat(mail.text().chars()).as("ASCII").allMatch(character -> character < 128);
    var read = new ReadMail(mail.text());
    assertThat(read.subject()).contains("🔑 Ваш код " + Sentinels.CODE + " – 你好");
    assertThat(read.part("text/plain")).contains("🔑 Ваш код " + Sentinels.CODE + " – 你好");
    assertThat(read.part("text/html")).contains("🔑 Ваш код " + Sentinels.CODE + " – 你好");
  }

  private static void concurrentSends(SmtpServer server) {
    int messages = 16;
    var provider =
        SmtpTrial.provider(url(server), Sentinels.KEY, new Wire(exchange(), Secrets.NONE));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          IntStream.range(0, messages)
              .mapToObj(_ ->
                  CompletableFuture.supplyAsync(
                      () ->
                          provider.send(
                              Sample.PLAIN.email(),
                              Deadline.in(SmtpTrial.LONG, InstantSource.system())),
                      threads))
              .toList();
      assertThat(outcomes)
          .extracting(CompletableFuture::join)
          .hasOnlyElementsOfType(Outcome.Accepted.class);
    }
    assertThat(server.mails()).hasSize(messages);
  }

  private static void wrongSettings(SmtpServer server) {
    for (String url :
        List.of(
            url(server) + "&nonsense=1",
            "smtp://default?username=courier&endpoint=http://example.com",
            "smtp://default?username=courier&endpoint=smtp://example.com:587",
            "smtp://default?host=smtp.example.com",
            "smtp://other?username=courier&host=smtp.example.com")) {
      assertThatExceptionOfType(InvalidSettings.class)
          .isThrownBy(
              () -> SmtpTrial.provider(url, Sentinels.KEY, new Wire(exchange(), Secrets.NONE)))
          .satisfies(mistake -> {
            assertThat(mistake.mistakes()).hasSize(1).allMatch(sentence -> sentence.endsWith("."));
            Sentinels.assertAbsent("the mistake", mistake.mistakes().toString());
          });
    }
  }
}
