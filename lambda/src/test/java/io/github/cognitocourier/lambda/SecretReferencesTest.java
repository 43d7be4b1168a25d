package io.github.cognitocourier.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CognitoEvents.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers' keys in Secrets Manager and Parameter Store, from the event to the provider. */
class SecretReferencesTest {

  private static final String REFERENCE = "secretsmanager:" + LocalSecrets.ARN;

  private final Stage stage = new Stage();
  private final LocalSecrets secrets = new LocalSecrets(stage);

  @AfterEach
  void close() {
    secrets.close();
    stage.close();
  }

  @Test
  void a_key_is_read_at_the_first_delivery_and_never_again() {
    secrets.keeping(LocalSecrets.ARN, "SG.key");
    CourierFunction function = stage.with("SENDGRID_API_KEY", REFERENCE).function();
    assertThat(secrets.asked()).as("at start-up").isZero();

    stage.run(function, stage.signUp());
    stage.run(function, stage.signUp());

    assertThat(stage.sendGrid.asked())
        .extracting(LoopbackServer.Asked::authorization)
        .containsExactly("Bearer SG.key", "Bearer SG.key");
    assertThat(secrets.asked()).isEqualTo(1);
  }

  @Test
  void a_member_of_a_secret_and_a_parameter_are_keys_as_well() {
    secrets
        .keeping(LocalSecrets.ARN, "{\"sendgrid\":\"SG.member\"}")
        .keeping(LocalSecrets.PARAMETER, "t0k3n");
    stage
        .with("SENDGRID_API_KEY", REFERENCE + "#sendgrid")
        .with("TWILIO_AUTH_TOKEN", "ssm:" + LocalSecrets.PARAMETER);

    stage.run(stage.signUp());
    stage.run(stage.event(new Source(Channel.SMS, Known.SIGN_UP), Secrets.user(Stage.POOL)));

    assertThat(stage.sendGrid.last().authorization()).isEqualTo("Bearer SG.member");
    String user = "AC" + "0".repeat(32) + ":t0k3n";
    assertThat(stage.twilio.last().authorization())
        .isEqualTo(
            "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
  }

  /** The old key is dead the moment the new one is in place: nobody deploys anything. */
  @Test
  void the_first_delivery_after_a_rotation_is_accepted_with_one_more_look_at_the_secret() {
    secrets.keeping(LocalSecrets.ARN, "SG.old");
    accepting("SG.old");
    CourierFunction function = stage.with("SENDGRID_API_KEY", REFERENCE).function();
    stage.run(function, stage.signUp());

    secrets.keeping(LocalSecrets.ARN, "SG.new");
    accepting("SG.new");
    stage.run(function, stage.signUp());

    assertThat(secrets.asked()).isEqualTo(2);
    stage.run(function, stage.signUp());
    assertThat(secrets.asked()).isEqualTo(2);
    assertThat(stage.sendGrid.asked())
        .extracting(LoopbackServer.Asked::authorization)
        .containsExactly("Bearer SG.old", "Bearer SG.old", "Bearer SG.new", "Bearer SG.new");
    assertThat(stage.log())
        .hasSize(3)
        .allSatisfy(line ->
            assertThat(Json.parse(line).at("attempts").items())
                .extracting(attempt -> attempt.at("outcome").requireText())
                .containsExactly("accepted"));
  }

  @Test
  void a_key_that_stays_wrong_does_not_hammer_secrets_manager() {
    secrets.keeping(LocalSecrets.ARN, "SG.wrong");
    accepting("SG.right");
    CourierFunction function = stage.with("SENDGRID_API_KEY", REFERENCE).function();

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> stage.run(function, stage.signUp()))
          .hasMessageContaining("sendgrid wrong_key (401)");
    }
    assertThat(stage.sendGrid.asked()).hasSize(5);
    assertThat(secrets.asked()).isEqualTo(2);
  }

  /** SendGrid answers an account without credits as it does a wrong key. */
  @Test
  void a_401_for_another_reason_is_not_taken_for_a_wrong_key() {
    secrets.keeping(LocalSecrets.ARN, "SG.key");
    stage.sendGrid.answering(request ->
        LoopbackServer.Answer.json(
            401, "{\"errors\":[{\"message\":\"Maximum credits exceeded\",\"field\":null}]}"));

    assertThatThrownBy(() -> stage.with("SENDGRID_API_KEY", REFERENCE).run(stage.signUp()))
        .hasMessageContaining("sendgrid quota_exceeded (401)");
    assertThat(stage.sendGrid.asked()).hasSize(1);
    assertThat(secrets.asked()).isEqualTo(1);
  }

  @Test
  void when_secrets_manager_hangs_the_next_provider_still_accepts_within_the_deadline() {
    secrets.server().stalling();
    CourierFunction function = failingOver();
    long start = System.nanoTime();

    stage.run(function, stage.signUp());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(reasons()).containsExactly("secret_unavailable (timed_out)", "accepted");
    assertThat(stage.sendGrid.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "DecryptionFailure"})
  void when_the_secret_may_not_be_read_the_next_provider_accepts_and_somebody_is_warned(
      String error) {
    secrets.refusing(error);

    stage.run(failingOver(), stage.signUp());

    assertThat(reasons()).containsExactly("secret_denied (" + error + ")", "accepted");
    assertThat(stage.line().at("level").text()).hasValue("WARN");
    assertThat(stage.line().at("Misconfigured").number()).hasValue(1L);
    assertThat(stage.sendGrid.last().authorization()).isEqualTo("Bearer SG.eu");
  }

  @Test
  void a_sole_provider_whose_secret_does_not_come_fails_within_the_deadline() {
    secrets.server().stalling();
    CourierFunction function = stage.with("SENDGRID_API_KEY", REFERENCE).function();
    long start = System.nanoTime();

    assertThatThrownBy(() -> stage.run(function, stage.signUp()))
        .isInstanceOf(DeliveryFailedException.class)
        .hasMessageContaining("sendgrid secret_unavailable (timed_out)");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(stage.sendGrid.asked()).isEmpty();
  }

  /** A mended secret is read by the next delivery: no failure is remembered. */
  @Test
  void a_secret_that_was_mended_is_read_without_a_deployment() {
    secrets.keeping(LocalSecrets.ARN, "{\"sendgrid\":\"SG.key\"}");
    CourierFunction function = stage.with("SENDGRID_API_KEY", REFERENCE).function();
    assertThatThrownBy(() -> stage.run(function, stage.signUp()))
        .hasMessageContaining("sendgrid secret_malformed (no_member_named)");

    secrets.keeping(LocalSecrets.ARN, "SG.key");
    stage.run(function, stage.signUp());

    assertThat(stage.sendGrid.last().authorization()).isEqualTo("Bearer SG.key");
  }

  private void accepting(String key) {
    stage.sendGrid.answering(request ->
        request.authorization().equals("Bearer " + key)
            ? Stage.accepted()
            : LoopbackServer.Answer.json(401, "{\"errors\":[{\"message\":\"no\"}]}"));
  }

  /** First an account whose key is kept elsewhere, then one whose key is at hand. */
  private CourierFunction failingOver() {
    String url = "?endpoint=" + stage.sendGrid.uri();
    return stage
        .with("COURIER_EMAIL", "failover(sendgrid://default" + url + " sendgrid://eu" + url + ")")
        .with("SENDGRID_API_KEY", REFERENCE)
        .with("SENDGRID_EU_API_KEY", "SG.eu")
        .function();
  }

  private List<String> reasons() {
    return stage.line().at("attempts").items().stream()
        .map(attempt -> attempt.at("reason").requireText())
        .toList();
  }
}
