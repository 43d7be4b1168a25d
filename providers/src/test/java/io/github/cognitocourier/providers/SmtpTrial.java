package io.github.cognitocourier.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.providers.smtp.SmtpExchange;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.testkit.conformance.Overheard;
import io.github.cognitocourier.testkit.conformance.Sample;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * Mail by SMTP, watched: it returns in time, it throws nothing, and nothing secret is printed,
 * logged or kept in what it returns.
 */
final class SmtpTrial {

  /** Used up by what never answers before the final dot, which is the same however early it is. */
  static final Duration SHORT = Duration.ofMillis(400);

  /** Used up by what never answers the final dot: enough to get there on a machine that is busy. */
  static final Duration WAIT = Duration.ofSeconds(2);

  /** Used up by nothing. */
  static final Duration LONG = Duration.ofSeconds(20);

  private static final Duration WITH_LOOKUP = Duration.ofSeconds(4);
  private static final Duration LATE = Duration.ofMillis(900);
  private static final Exchange NOWHERE =
      (_, _) -> {
        throw new AssertionError("not by SMTP");
      };
  private static final String REFERENCE =
      "secretsmanager:arn:aws:secretsmanager:eu-central-1:111122223333:secret:key-AbCdEf";

  private SmtpTrial() {}

  static SmtpExchange exchange() {
    return new SmtpExchange(NOWHERE, InstantSource.system());
  }

  static SmtpExchange exchange(SSLContext tls) {
    return new SmtpExchange(NOWHERE, InstantSource.system(), tls);
  }

  static String url(SmtpServer server) {
    return "smtp://default?username=courier&endpoint=" + server.endpoint();
  }

  static Outcome send(SmtpServer server) {
    return send(server, Sample.PLAIN);
  }

  static Outcome send(SmtpServer server, Duration wait) {
    return send(url(server), exchange(), Sample.PLAIN, wait);
  }

  static Outcome send(SmtpServer server, Sample sample) {
    return send(url(server), exchange(), sample, LONG);
  }

  static Outcome send(String url, Exchange exchange, Sample sample, Duration wait) {
    return watch(
        provider(url, Sentinels.KEY, new Wire(exchange, Secrets.NONE)),
        sample.email(),
        Deadline.in(wait, InstantSource.system()));
  }

  static Outcome sendByReference(SmtpServer server, Secrets secrets, InstantSource clock) {
    return watch(
        provider(url(server), REFERENCE, new Wire(exchange(), secrets)),
        Sample.PLAIN.email(),
        Deadline.in(WITH_LOOKUP, clock));
  }

  static Outcome watch(Provider<Email> provider, Email email, Deadline deadline) {
    Duration wait = deadline.remaining();
    try (var overheard = new Overheard()) {
      long start = System.nanoTime();
      Outcome outcome = provider.send(email, deadline);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("time to return, of a deadline of %s", wait)
          .isLessThan(wait.plus(LATE));
      assertThat(outcome.provider()).isEqualTo(provider.name());
      for (Object said : new Object[] {outcome, provider, email, overheard.text()}) {
        Sentinels.assertAbsent(said.getClass().getSimpleName(), said.toString());
      }
      return outcome;
    }
  }

  static Provider<Email> provider(String url, String password, Wire wire) {
    return Providers.email(
        ProviderUrl.parse("the URL under test", url),
        Environment.of(Map.of("SMTP_PASSWORD", password)),
        HostedTemplates.NONE,
        Map.of(),
        wire);
  }

  /** What would be sent. */
  static Request request(String url, Email email) {
    var seen = new AtomicReference<Request>();
    Exchange recording =
        (request, _) -> {
          seen.set(request);
          return new Reply.NotSent(Reply.Fault.TIMED_OUT);
        };
    provider(url, Sentinels.KEY, new Wire(recording, Secrets.NONE))
        .send(email, Deadline.in(LONG, InstantSource.system()));
    return seen.get();
  }
}
