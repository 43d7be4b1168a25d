package io.github.cognitocourier.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Secrets.Lookup;
import io.github.cognitocourier.core.delivery.Secrets.Reason;
import io.github.cognitocourier.core.message.Secret;
import io.github.cognitocourier.testkit.conformance.LoopbackVendor.Received;
import java.time.Duration;
import java.util.List;

/** A key that is kept elsewhere: found before the request, and found anew when it is wrong. */
final class SecretCases {

  private static final Lookup.Found KEY = new Lookup.Found(new Secret(Sentinels.KEY));
  private static final Lookup.Found OTHER = new Lookup.Found(new Secret(Sentinels.KEY + "-2"));

  private SecretCases() {}

  /** The same request as with the key itself. */
  static void keyByReference(Trial<?> trial) {
    var secrets = new FakeSecrets(KEY, OTHER);
    try (var vendor = new LoopbackVendor(LoopbackVendor.writing(bytes(trial, "accepted")))) {
      assertThat(trial.send(vendor)).isInstanceOf(Outcome.Accepted.class);
      assertThat(trial.sendByReference(vendor, secrets)).isInstanceOf(Outcome.Accepted.class);
      assertThat(vendor.received()).hasSize(2);
      assertThat(vendor.received().getLast()).isEqualTo(vendor.received().getFirst());
    }
    assertThat(secrets.finds()).isEqualTo(1);
    assertThat(secrets.refused()).isEmpty();
  }

  /**
   * The vendor calls the key wrong, and it has been replaced: exactly one more request, with it.
   */
  static void replacedKey(Trial<?> trial) {
    var secrets = new FakeSecrets(KEY, OTHER);
    byte[] wrong = bytes(trial, "wrong-key");
    try (var vendor =
        new LoopbackVendor(LoopbackVendor.writingInTurn(wrong, bytes(trial, "accepted")))) {
      assertThat(trial.sendByReference(vendor, secrets)).isInstanceOf(Outcome.Accepted.class);
      assertThat(vendor.received()).hasSize(2);
      assertThat(vendor.received().getLast()).isNotEqualTo(vendor.received().getFirst());
    }
    assertThat(secrets.refused()).containsExactly(KEY.secret());
    try (var vendor = new LoopbackVendor(LoopbackVendor.writing(wrong))) {
      assertThat(trial.sendByReference(vendor, secrets)).isInstanceOf(Outcome.Misconfigured.class);
      assertThat(vendor.received()).hasSize(2);
    }
  }

  /** The key is still the same, or nobody knows: a second request would be refused as well. */
  static void sameKey(Trial<?> trial) {
    for (Lookup then : List.of(KEY, missing(Reason.SECRET_UNAVAILABLE))) {
      try (var vendor = new LoopbackVendor(LoopbackVendor.writing(bytes(trial, "wrong-key")))) {
        Outcome outcome = trial.sendByReference(vendor, new FakeSecrets(KEY, then));
        assertThat(outcome).isEqualTo(trial.send(vendor));
        assertThat(vendor.received()).as("one each").hasSize(2);
      }
    }
  }

  /**
   * The look-up is told to leave half of the time, and then the message is sent. When it leaves too
   * little, nothing leaves: nobody would hear what became of it.
   */
  static void lateKey(Trial<?> trial) {
    try (var vendor = new LoopbackVendor(LoopbackVendor.writing(bytes(trial, "accepted")))) {
      var slow = new SlowSecrets(KEY, given -> given, KEY, given -> given);
      assertThat(trial.sendByReference(vendor, slow, slow)).isInstanceOf(Outcome.Accepted.class);
      assertThat(vendor.received()).hasSize(1);
    }
    try (var vendor = new LoopbackVendor(LoopbackVendor.writing(bytes(trial, "accepted")))) {
      var slower = new SlowSecrets(KEY, SecretCases::farTooLong, KEY, given -> given);
      Outcome outcome = trial.sendByReference(vendor, slower, slower);
      assertThat(outcome)
          .isEqualTo(
              new Outcome.Unavailable(
                  outcome.provider(), "secret_unavailable (timed_out)", Duration.ZERO));
      assertThat(vendor.received()).isEmpty();
    }
  }

  /** The key was replaced, but it comes when there is no time to send once more. */
  static void lateReplacement(Trial<?> trial) {
    try (var vendor = new LoopbackVendor(LoopbackVendor.writing(bytes(trial, "wrong-key")))) {
      var slow = new SlowSecrets(KEY, _ -> Duration.ZERO, OTHER, SecretCases::farTooLong);
      assertThat(trial.sendByReference(vendor, slow, slow)).isEqualTo(trial.send(vendor));
      assertThat(vendor.received()).as("one each").hasSize(2);
    }
  }

  /** Of the whole time, half of which was given, a moment is left. */
  private static Duration farTooLong(Duration given) {
    return given.multipliedBy(2).minusMillis(400);
  }

  /** Without a key that somebody has to mend, nothing leaves. */
  static void secretRefused(Trial<?> trial) {
    for (Reason reason :
        List.of(Reason.SECRET_NOT_FOUND, Reason.SECRET_DENIED, Reason.SECRET_MALFORMED)) {
      assertThat(withoutKey(trial, missing(reason))).isInstanceOf(Outcome.Misconfigured.class);
    }
  }

  /** Without a key for now, nothing leaves, and the next provider has its turn. */
  static void secretUnavailable(Trial<?> trial) {
    assertThat(withoutKey(trial, missing(Reason.SECRET_UNAVAILABLE)))
        .isInstanceOf(Outcome.Unavailable.class);
  }

  private static Outcome withoutKey(Trial<?> trial, Lookup missing) {
    try (var vendor = new LoopbackVendor(LoopbackVendor.writing(bytes(trial, "accepted")))) {
      Outcome outcome = trial.sendByReference(vendor, new FakeSecrets(missing, missing));
      assertThat(vendor.received()).extracting(Received::head).isEmpty();
      return outcome;
    }
  }

  private static Lookup missing(Reason reason) {
    return new Lookup.Missing(reason, "AwsErrorName");
  }

  private static byte[] bytes(Trial<?> trial, String reply) {
    return trial.reply(reply).bytes();
  }
}
