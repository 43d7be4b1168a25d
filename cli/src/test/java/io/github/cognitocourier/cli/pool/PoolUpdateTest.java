package io.github.cognitocourier.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.pool.PoolUpdate.Outcome;
import io.github.cognitocourier.cli.pool.PoolUpdate.Restoration;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a pool when something happens to its update. */
class PoolUpdateTest {

  private final FakeAws aws = new FakeAws();
  private final UserPools pools = Clients.pools(aws);
  private final FakePool pool = aws.holds(SamplePools.production());
  private final Map<String, Object> original = pool.snapshot();
  private final List<Duration> pauses = new ArrayList<>();
  private PoolState shown = pools.read(pool.id());

  @AfterEach
  void close() {
    pools.close();
    aws.close();
  }

  @Test
  void an_update_of_nothing_but_the_triggers_would_reset_the_pool() {
    pool.update(FakePool.copy(Map.of("UserPoolId", pool.id())));

    assertThat(pool.settings())
        .containsEntry("MfaConfiguration", "OFF")
        .containsEntry("DeletionProtection", "INACTIVE")
        .containsEntry("UserPoolTier", "PLUS")
        .containsKey("UserAttributeUpdateSettings")
        .doesNotContainKeys("SmsConfiguration", "UserPoolAddOns", "AccountRecoverySetting");
  }

  @Test
  void what_the_update_resets_is_changed_back() {
    afterUpdate(settings -> {
      settings.remove("SmsAuthenticationMessage");
      settings.remove("DeviceConfiguration");
    });

    Outcome.Damaged damage = damage();

    assertThat(damage.byOthers()).isFalse();
    assertThat(damage.unwanted())
        .map(Object::toString)
        .contains(
            "SmsAuthenticationMessage: \"sign-in {####}\" → (none)",
            "DeviceConfiguration.ChallengeRequiredOnNewDevice: true → (none)");
    assertThat(update().restore(shown, damage)).isEqualTo(new Restoration.Restored());
    assertThat(pool.snapshot()).isEqualTo(original);
  }

  @Test
  void mfa_settings_that_the_update_lost_are_set_again() {
    afterUpdate(settings -> {
      settings.put("MfaConfiguration", "OFF");
      pool.factors().clear();
    });
    Outcome.Damaged damage = damage();

    assertThat(damage.byOthers()).isFalse();
    assertThat(update().restore(shown, damage)).isEqualTo(new Restoration.Restored());
    assertThat(pool.snapshot()).isEqualTo(original);
  }

  /** An omission would leave this one as it is: the way back has to write it out. */
  @Test
  void a_setting_that_was_not_made_before_is_taken_away_again() {
    pool.settings().remove("UserAttributeUpdateSettings");
    shown = pools.read(pool.id());
    afterUpdate(settings ->
        settings.put(
            "UserAttributeUpdateSettings",
            Map.of("AttributesRequireVerificationBeforeUpdate", List.of("email"))));

    assertThat(update().restore(shown, damage())).isEqualTo(new Restoration.Restored());
    assertThat(PoolRules.map(pool.settings(), "UserAttributeUpdateSettings"))
        .containsEntry("AttributesRequireVerificationBeforeUpdate", List.of());
  }

  /** Cognito keeps what it has taken, or resets it: it does not invent. */
  @Test
  void a_new_value_is_somebody_elses() {
    afterUpdate(settings -> settings.put("SmsAuthenticationMessage", "theirs {####}"));

    assertThat(damage().byOthers()).isTrue();
  }

  @Test
  void other_triggers_than_the_sent_ones_are_somebody_elses() {
    afterUpdate(settings -> settings.put("LambdaConfig", Map.of()));

    assertThat(damage().byOthers()).isTrue();
  }

  @Test
  void what_is_written_after_our_update_is_somebody_elses() {
    aws.watch((operation, nth) -> {
      if (operation.equals("DescribeUserPool") && nth == 3) {
        pool.touch();
      }
      return half(operation, nth, settings -> settings.remove("DeviceConfiguration"));
    });

    assertThat(damage().byOthers()).isTrue();
  }

  @Test
  void a_change_that_cognito_itself_calls_concurrent_is_somebody_elses() {
    aws.watch((operation, nth) -> {
      if (operation.equals("UpdateUserPool")) {
        pool.settings().remove("DeviceConfiguration");
        return Optional.of(new Refusal(400, "ConcurrentModificationException", "wait"));
      }
      return Optional.empty();
    });

    assertThat(damage().byOthers()).isTrue();
  }

  @Test
  void what_cannot_be_changed_back_is_told() {
    aws.watch((operation, nth) -> {
      if (operation.equals("UpdateUserPool") && nth == 2) {
        return Optional.of(new Refusal(400, "ConcurrentModificationException", "wait"));
      }
      return half(operation, nth, settings -> settings.remove("DeviceConfiguration"));
    });

    assertThat(update().restore(shown, damage()))
        .isInstanceOfSatisfying(
            Restoration.NotRestored.class,
            left -> {
              assertThat(left.reason()).contains("Another change of this pool is under way");
              assertThat(left.remaining())
                  .map(Difference.Change::path)
                  .contains(
                      "DeviceConfiguration.ChallengeRequiredOnNewDevice",
                      "LambdaConfig.CustomEmailSender.LambdaArn");
            });
  }

  @Test
  void a_refused_update_leaves_the_pool_alone() {
    aws.watch((operation, nth) ->
        operation.equals("UpdateUserPool")
            ? Optional.of(Refusal.invalid("nonsense"))
            : Optional.empty());

    assertThat(attach())
        .isEqualTo(new Outcome.Refused("Cognito: Cognito refuses a setting: nonsense"));
    assertThat(pool.snapshot()).isEqualTo(original);
  }

  /** What counts is the pool, not the answer. */
  @Test
  void an_update_whose_answer_was_lost_is_no_failure() {
    aws.watch((operation, nth) -> {
      if (operation.equals("UpdateUserPool")) {
        pool.update(FakePool.copy(wanted()));
        return Optional.of(new Refusal(400, "InternalErrorException", "oops"));
      }
      return Optional.empty();
    });

    assertThat(attach()).isEqualTo(new Outcome.Applied());
  }

  @Test
  void a_pool_that_cannot_be_read_after_the_update_is_not_called_done() {
    unreadable(2, 100);

    assertThat(attach())
        .isInstanceOfSatisfying(
            Outcome.Unverified.class, left -> assertThat(left.reason()).contains("AWS denies it"));
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void a_reading_that_fails_for_a_while_is_tried_again() {
    unreadable(2, 3);

    assertThat(attach()).isEqualTo(new Outcome.Applied());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_pool_that_somebody_changed_meanwhile_is_not_written(boolean onlyTheDateTells) {
    pool.touch();
    if (!onlyTheDateTells) {
      pool.settings().put("DeletionProtection", "INACTIVE");
    }

    assertThat(attach()).isEqualTo(new Outcome.Overtaken());
    assertThat(pool.updates()).isEmpty();
  }

  /** What comes back from an API may have its fields and its lists in another order. */
  @Test
  void another_order_is_no_change() {
    var one = new PoolState(Json.parse("{\"a\": [{\"b\": 1, \"c\": 2}, \"d\"]}"), Json.parse("{}"));
    var other =
        new PoolState(Json.parse("{\"a\": [\"d\", {\"c\": 2, \"b\": 1}]}"), Json.parse("{}"));

    assertThat(Difference.between(one, other)).isEmpty();
  }

  @Test
  void new_users_are_no_change() {
    PoolState before = pools.read(pool.id());
    PoolState after = pools.read(pool.id());

    assertThat(before.pool().at("EstimatedNumberOfUsers").raw())
        .isNotEqualTo(after.pool().at("EstimatedNumberOfUsers").raw());
    assertThat(Difference.isWritten(before, after)).isFalse();
  }

  private Outcome attach() {
    return update().apply(shown, triggers(shown));
  }

  private Outcome.Damaged damage() {
    Outcome outcome = attach();
    assertThat(outcome).isInstanceOf(Outcome.Damaged.class);
    return (Outcome.Damaged) outcome;
  }

  private PoolUpdate update() {
    return new PoolUpdate(pools, pool.id(), pauses::add);
  }

  /** From this reading to that one, the watched ones counted. */
  private void unreadable(int first, int last) {
    aws.watch((operation, nth) ->
        operation.equals("DescribeUserPool") && nth >= first && nth <= last
            ? Optional.of(new Refusal(400, "NotAuthorizedException", "no"))
            : Optional.empty());
  }

  private static Json triggers(PoolState state) {
    return Senders.attached(
        state.lambdaConfig(), Set.of(Channel.EMAIL), RandomPools.FUNCTION, RandomPools.KEY);
  }

  private Map<String, Object> wanted() {
    PoolState before = pools.read(pool.id());
    return Documents.fields(UpdateInput.echo(pool.id(), before.withLambdaConfig(triggers(before))));
  }

  private void afterUpdate(Consumer<Map<String, Object>> harm) {
    aws.watch((operation, nth) -> half(operation, nth, harm));
  }

  /** An update that is taken, does harm besides, and answers as if nothing were wrong. */
  private Optional<Refusal> half(String operation, int nth, Consumer<Map<String, Object>> harm) {
    if (operation.equals("UpdateUserPool") && nth == 1) {
      aws.afterwards(() -> harm.accept(pool.settings()));
    }
    return Optional.empty();
  }
}
