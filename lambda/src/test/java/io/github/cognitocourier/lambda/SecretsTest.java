package io.github.cognitocourier.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import io.github.cognitocourier.testkit.conformance.Overheard;
import io.github.cognitocourier.testkit.conformance.Sentinels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deliveries of every kind, with secrets that would be recognised: none is printed, logged, thrown
 * or told by a result.
 */
class SecretsTest {

  private static final String TOLD =
      "{\"sid\":\"{{key}}\",\"message\":\"{{free text}} {{code}} {{address}} {{phone}}\",\"code\":\"{{code}}\","
          + "\"errors\":[{\"field\":\"{{address}}\",\"message\":\"{{free text}}\",\"help\":\"{{key}}\"}]}";

  /** What may happen at the peers. */
  enum Manner {
    ACCEPTED(stage -> {}),
    ACCEPTED_WITH_SECRETS(vendors(201)),
    BAD_REQUEST(vendors(400)),
    WRONG_KEY(vendors(401)),
    FORBIDDEN(vendors(403)),
    THROTTLED(vendors(429)),
    SERVER_ERROR(vendors(500)),
    MOVED(vendors(302)),
    BROKEN_OFF(stage -> {
      stage.sendGrid.answering(request -> null);
      stage.twilio.answering(request -> null);
    }),
    REFUSED(stage ->
        stage
            .with("COURIER_EMAIL", "sendgrid://default?endpoint=http://127.0.0.1:1")
            .with("COURIER_SMS", "twilio://default?from=+14155550100&endpoint=http://127.0.0.1:1")),
    KMS_DENIED(stage -> stage.aws.refusing("AccessDeniedException")),
    KMS_UNAVAILABLE(stage -> stage.aws.refusing("KMSInternalException")),
    KMS_GARBAGE(stage ->
        stage
            .aws
            .server()
            .answering(request -> LoopbackServer.Answer.json(200, Sentinels.fill(TOLD)))),
    KEY_BY_REFERENCE(kept(Sentinels.KEY), vendors(201)),
    KEY_BY_REFERENCE_IS_WRONG(kept(Sentinels.KEY), vendors(401)),
    KEY_IS_NO_KEY(kept(Sentinels.KEY + " sentinel")),
    KEY_IN_AN_UNNAMED_MEMBER(kept("{\"key\":\"" + Sentinels.KEY + "\"}")),
    SECRET_NOT_FOUND((stage, secrets) -> referring(stage)),
    SECRET_DENIED((stage, secrets) -> {
      referring(stage);
      secrets.refusing("AccessDeniedException");
    }),
    SECRET_GARBAGE((stage, secrets) -> {
      referring(stage);
      secrets.server().answering(request -> LoopbackServer.Answer.json(400, Sentinels.fill(TOLD)));
    }),
    USER_NOT_FOUND(stage -> stage.aws.knowing(Map.of())),
    USER_WITHOUT_ADDRESS(stage -> stage.aws.knowing(Map.of("name", Sentinels.USER_NAME)));

    private final BiConsumer<Stage, LocalSecrets> change;

    Manner(Consumer<Stage> change) {
      this((stage, secrets) -> change.accept(stage));
    }

    Manner(BiConsumer<Stage, LocalSecrets> first, Consumer<Stage> then) {
      this(first.andThen((stage, secrets) -> then.accept(stage)));
    }

    Manner(BiConsumer<Stage, LocalSecrets> change) {
      this.change = change;
    }

    /** Both providers' keys are kept elsewhere, and are this. */
    private static BiConsumer<Stage, LocalSecrets> kept(String value) {
      return (stage, secrets) -> {
        referring(stage);
        secrets.keeping(LocalSecrets.ARN, value).keeping(LocalSecrets.PARAMETER, value);
      };
    }

    private static void referring(Stage stage) {
      stage
          .with("SENDGRID_API_KEY", "secretsmanager:" + LocalSecrets.ARN)
          .with("TWILIO_AUTH_TOKEN", "ssm:" + LocalSecrets.PARAMETER);
    }

    /** Every vendor answers with this status, and repeats whatever it was told. */
    private static Consumer<Stage> vendors(int status) {
      var answer =
          new LoopbackServer.Answer(
              status,
              Map.of(
                  "Content-Type", "application/json",
                  "X-Message-Id", Sentinels.ADDRESS,
                  "Location", "https://sentinel.example"),
              Sentinels.fill(TOLD));
      return stage -> {
        stage.sendGrid.answering(request -> answer);
        stage.twilio.answering(request -> answer);
      };
    }
  }

  private final Stage stage = new Stage();
  private final LocalSecrets secrets = new LocalSecrets(stage);

  @AfterEach
  void close() {
    secrets.close();
    stage.close();
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void nothing_secret_is_told_whatever_the_peers_do(Manner manner) {
    stage.aws.knowing(
        Map.of("email", Sentinels.ADDRESS, "phone_number", Sentinels.PHONE, "name", "sentinel"));
    manner.change.accept(stage, secrets);
    CourierFunction function = stage.function();
    for (Source source : CognitoEvents.sources()) {
      assertSilent(source + " " + manner, function, event(source));
    }
    for (Known known : List.of(Known.SIGN_UP, Known.ACCOUNT_TAKE_OVER_NOTIFICATION)) {
      assertResultSilent(event(new Source(Channel.EMAIL, known)));
    }
    assertThat(stage.log()).hasSize(CognitoEvents.sources().size());
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "\"code\":\"AY|\"code\":\"739251",
        "\"code\":\"|\"code\":7392510,\"x\":\"",
        "us-east-1_AbCdEf123|sentinel pool",
        "us-east-1_AbCdEf123|us-east-1_Another",
        "customEmailSenderRequestV1|sentinel",
        "CustomEmailSender_SignUp|sentinel",
        "CustomEmailSender_SignUp|CustomEmailSender_PasskeyLost",
        "\"email\":\"sentinel|\"email\":\"sentinel sentinel",
        "5b1f6f0e-8e0c-4f43-9f54-2f1c6d1f9a10|sentinel-sub",
        "6qg0f0vm5v8q2b3p5k7t1example|sentinel client",
        "{\"version\"|{sentinel",
        "\"userAttributes\":{|\"userAttributes\":\"sentinel\",\"x\":{",
        "\"clientMetadata\":{|\"clientMetadata\":\"sentinel\",\"x\":{",
        "\"userName\":\"|\"userName\":{\"sentinel\":1},\"x\":\""
      })
  void nothing_secret_is_told_of_an_event_that_is_wrong(String change) {
    String[] words = change.split("\\|");
    String event = new String(stage.signUp(), UTF_8);
    assertThat(event).contains(words[0]);

    byte[] wrong = event.replace(words[0], words[1]).getBytes(UTF_8);
    assertSilent(change, stage.function(), wrong);
    assertResultSilent(wrong);
    assertThat(stage.log()).hasSize(1);
  }

  @Test
  void a_secret_that_is_printed_would_be_noticed() {
    try (var overheard = new Overheard()) {
      System.err.print("heard");

      assertThat(overheard.text()).isEqualTo("heard");
    }
    for (String secret :
        List.of(Sentinels.CODE, Sentinels.KEY, Secrets.FEEDBACK_TOKEN, Secrets.CLIENT_METADATA)) {
      assertThatThrownBy(() -> Secrets.assertAbsent("the output", "x" + secret + "x"))
          .isInstanceOf(AssertionError.class)
          .hasMessageNotContaining(secret);
    }
  }

  private void assertSilent(String when, CourierFunction function, byte[] event) {
    String thrown = "";
    int before = stage.log().size();
    try (var overheard = new Overheard()) {
      try {
        stage.run(function, event);
      } catch (RuntimeException failure) {
        thrown = told(failure);
      }
      Secrets.assertAbsent("the output of " + when, overheard.text());
    }
    Secrets.assertAbsent("the exception of " + when, withoutIds(thrown));
    stage.log().stream()
        .skip(before)
        .forEach(line -> Secrets.assertAbsent("the log of " + when, withoutIds(line)));
  }

  private void assertResultSilent(byte[] event) {
    Secrets.assertAbsent("the result", withoutIds(stage.result(event)));
  }

  /** Random ids and times may hold any digits. */
  private static String withoutIds(String text) {
    return text.replaceAll("\\b[0-9a-f]{32}\\b", "id").replaceAll("\"Timestamp\":[0-9]+", "");
  }

  private static String told(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    for (Throwable each = failure; each != null; each = each.getCause()) {
      text.append(each.toString()).append(each.getMessage());
    }
    return text.toString();
  }

  private byte[] event(Source source) {
    boolean takeover =
        source.equals(new Source(Channel.EMAIL, Known.ACCOUNT_TAKE_OVER_NOTIFICATION));
    return stage.event(source, takeover ? Secrets.suspect(Stage.POOL) : Secrets.user(Stage.POOL));
  }
}
