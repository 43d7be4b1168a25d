package io.github.cognitocourier.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.delivery.Secrets.Reason;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.testkit.conformance.FakeSecrets;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import io.github.cognitocourier.testkit.conformance.SlowSecrets;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A password that is kept elsewhere, by the same rules as every key. */
final class SmtpSecretCases {

  private static final Lookup.Found KEY = new Lookup.Found(new Secret(Sentinels.KEY));
  private static final Lookup.Found OTHER = new Lookup.Found(new Secret(Sentinels.KEY + "-2"));
  private static final String WRONG = "535 5.7.8 wrong\r\n";

  private SmtpSecretCases() {}

  static void keyByReference(SmtpServer server) {
    var secrets = new FakeSecrets(KEY, OTHER);
    assertThat(send(server, secrets)).isInstanceOf(Outcome.Accepted.class);
    assertThat(server.mails().getFirst().login()).endsWith("\n" + Sentinels.KEY);
    assertThat(secrets.finds()).isEqualTo(1);
    assertThat(secrets.refused()).isEmpty();
  }

  static void replacedKey(SmtpServer server) {
    var secrets = new FakeSecrets(KEY, OTHER);
    var asked = new AtomicBoolean();
    server.at(
        "AUTH",
        (Socket connection) ->
            SmtpServer.saying(asked.getAndSet(true) ? "235 2.7.0 ok\r\n" : WRONG).on(connection));
    assertThat(send(server, secrets)).isInstanceOf(Outcome.Accepted.class);
    assertThat(server.mails()).hasSize(1);
    assertThat(server.mails().getFirst().login()).endsWith("\n" + Sentinels.KEY + "-2");
    assertThat(secrets.refused()).containsExactly(KEY.secret());
  }

  static void sameKey(SmtpServer server) {
    server.at("AUTH", SmtpServer.saying(WRONG));
    for (Lookup then : List.of(KEY, missing(Reason.SECRET_UNAVAILABLE))) {
      assertThat(send(server, new FakeSecrets(KEY, then)))
          .isEqualTo(new Outcome.Misconfigured("smtp", "wrong_key (535, 5.7.8)"));
    }
    assertThat(logins(server)).isEqualTo(2);
  }

  static void lateKey(SmtpServer server) {
    var slow = new SlowSecrets(KEY, given -> given, KEY, given -> given);
    assertThat(SmtpTrial.sendByReference(server, slow, slow)).isInstanceOf(Outcome.Accepted.class);
    var slower = new SlowSecrets(KEY, SmtpSecretCases::farTooLong, KEY, given -> given);
    assertThat(SmtpTrial.sendByReference(server, slower, slower))
        .isEqualTo(
            new Outcome.Unavailable("smtp", "secret_unavailable (timed_out)", Duration.ZERO));
    assertThat(server.mails()).hasSize(1);
  }

  static void lateReplacement(SmtpServer server) {
    server.at("AUTH", SmtpServer.saying(WRONG));
    var slow = new SlowSecrets(KEY, _ -> Duration.ZERO, OTHER, SmtpSecretCases::farTooLong);
    assertThat(SmtpTrial.sendByReference(server, slow, slow))
        .isInstanceOf(Outcome.Misconfigured.class);
    assertThat(logins(server)).isEqualTo(1);
  }

  static void secretRefused(SmtpServer server) {
    for (Reason reason :
        List.of(Reason.SECRET_NOT_FOUND, Reason.SECRET_DENIED, Reason.SECRET_MALFORMED)) {
      var secrets = new FakeSecrets(missing(reason), missing(reason));
      assertThat(send(server, secrets)).isInstanceOf(Outcome.Misconfigured.class);
    }
    assertThat(server.commands()).isEmpty();
  }

  static void secretUnavailable(SmtpServer server) {
    Lookup none = missing(Reason.SECRET_UNAVAILABLE);
    assertThat(send(server, new FakeSecrets(none, none))).isInstanceOf(Outcome.Unavailable.class);
    assertThat(server.commands()).isEmpty();
  }

  private static Outcome send(SmtpServer server, Secrets secrets) {
    return SmtpTrial.sendByReference(server, secrets, InstantSource.system());
  }

  private static long logins(SmtpServer server) {
    return server.commands().stream().filter(line -> line.startsWith("AUTH")).count();
  }

  private static Duration farTooLong(Duration given) {
    return given.multipliedBy(2).minusMillis(400);
  }

  private static Lookup missing(Reason reason) {
    return new Lookup.Missing(reason, "AwsErrorName");
  }
}
