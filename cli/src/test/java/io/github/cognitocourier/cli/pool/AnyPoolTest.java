package io.github.cognitocourier.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.pool.PoolUpdate.Outcome;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds for every user pool, tried on pools made by chance; the seed is printed. */
class AnyPoolTest {

  private static final int POOLS = 1_000;

  private final Map<String, Integer> shapes = new TreeMap<>();

  @Test
  void attach_changes_its_own_fields_only_and_detach_is_the_way_back() {
    long seed = Long.getLong("courier.seed", System.nanoTime());
    System.out.println("Pools made from -Dcourier.seed=" + seed);
    var random = new RandomPools(seed);
    try (var aws = new FakeAws();
        UserPools pools = Clients.pools(aws)) {
      for (int number = 0; number < POOLS; number++) {
        FakePool pool = aws.holds(random.next(number));
        count(pool);
        holds(pools, pool);
        aws.forget(pool);
      }
    }
    System.out.println(
        "attach, attach again and detach held for " + POOLS + " user pools: " + shapes);
    // A shape that never came would prove nothing.
    assertThat(shapes)
        .hasSizeGreaterThan(16)
        .allSatisfy((shape, times) -> assertThat(times).isPositive());
  }

  private static void holds(UserPools pools, FakePool pool) {
    Map<String, Object> original = comparable(pool);
    PoolState before = pools.read(pool.id());
    assertThat(UpdateInput.strangers(pool.id(), before)).isEmpty();
    Json attached =
        Senders.attached(
            before.lambdaConfig(), Set.of(Channel.EMAIL), RandomPools.FUNCTION, RandomPools.KEY);

    assertThat(update(pools, pool, before, attached)).isEqualTo(new Outcome.Applied());

    assertThat(comparable(pool)).as("attached").isEqualTo(withSender(original));
    PoolState again = pools.read(pool.id());
    Json attachedAgain =
        Senders.attached(
            again.lambdaConfig(), Set.of(Channel.EMAIL), RandomPools.FUNCTION, RandomPools.KEY);
    assertThat(Difference.between(again, again.withLambdaConfig(attachedAgain)))
        .as("attached twice")
        .isEmpty();
    Json detached =
        Senders.detached(
            again.lambdaConfig(), Set.of(Channel.EMAIL, Channel.SMS), RandomPools.FUNCTION::equals);

    assertThat(update(pools, pool, again, detached)).isEqualTo(new Outcome.Applied());

    assertThat(comparable(pool)).as("detached").isEqualTo(original);
    assertThat(pool.updates()).hasSize(2);
  }

  private static Outcome update(UserPools pools, FakePool pool, PoolState before, Json triggers) {
    return new PoolUpdate(pools, pool.id()).apply(before, triggers);
  }

  /**
   * The pool with its defaults written out, as an update may do, and without the old setting that
   * is dead beside the new one of the same meaning.
   */
  private static Map<String, Object> comparable(FakePool pool) {
    Map<String, Object> snapshot = pool.snapshot();
    Map<String, Object> settings = PoolRules.map(snapshot, "settings");
    settings.putIfAbsent("DeletionProtection", "INACTIVE");
    settings.putIfAbsent("UserPoolTags", Map.of());
    withDefault(settings, "EmailConfiguration", "EmailSendingAccount", "COGNITO_DEFAULT");
    withDefault(settings, "VerificationMessageTemplate", "DefaultEmailOption", "CONFIRM_WITH_CODE");
    withDefault(settings, "AdminCreateUserConfig", "AllowAdminCreateUserOnly", false);
    if (PoolRules.map(PoolRules.map(settings, "Policies"), "PasswordPolicy")
        .containsKey("TemporaryPasswordValidityDays")) {
      PoolRules.map(settings, "AdminCreateUserConfig").remove("UnusedAccountValidityDays");
    }
    settings.values().removeIf(value -> value.equals(Map.of()) || value.equals(List.of()));
    return snapshot;
  }

  private static void withDefault(
      Map<String, Object> settings, String name, String field, Object value) {
    var fields = new LinkedHashMap<>(PoolRules.map(settings, name));
    fields.putIfAbsent(field, value);
    settings.put(name, fields);
  }

  private static Map<String, Object> withSender(Map<String, Object> snapshot) {
    Map<String, Object> expected = FakePool.copy(snapshot);
    var triggers =
        new LinkedHashMap<>(PoolRules.map(PoolRules.map(expected, "settings"), "LambdaConfig"));
    triggers.put(
        "CustomEmailSender", Map.of("LambdaVersion", "V1_0", "LambdaArn", RandomPools.FUNCTION));
    triggers.put("KMSKeyID", RandomPools.KEY);
    PoolRules.map(expected, "settings").put("LambdaConfig", triggers);
    return expected;
  }

  private void count(FakePool pool) {
    Map<String, Object> settings = pool.settings();
    shape("MFA " + settings.get("MfaConfiguration"));
    shape("tier " + settings.get("UserPoolTier"));
    shapeIf("passkeys", pool.factors().containsKey("WebAuthnConfiguration"));
    shapeIf("e-mail MFA", pool.factors().containsKey("EmailMfaConfiguration"));
    boolean temporary =
        PoolRules.map(PoolRules.map(settings, "Policies"), "PasswordPolicy")
            .containsKey("TemporaryPasswordValidityDays");
    boolean unused =
        PoolRules.map(settings, "AdminCreateUserConfig").containsKey("UnusedAccountValidityDays");
    shapeIf("both password validities", temporary && unused);
    shapeIf("the old password validity alone", unused && !temporary);
    boolean tags = !PoolRules.map(settings, "UserPoolTags").isEmpty();
    shapeIf("tags", tags);
    shapeIf("tags of AWS", !PoolRules.map(pool.snapshot(), "awsTags").isEmpty());
    Map<String, Object> triggers = PoolRules.map(settings, "LambdaConfig");
    shapeIf("another SMS sender", triggers.containsKey("CustomSMSSender"));
    shapeIf("InboundFederation", triggers.containsKey("InboundFederation"));
    shapeIf("EumsSms", PoolRules.map(settings, "SmsConfiguration").containsKey("EumsSms"));
    shapeIf("key of its own", settings.containsKey("KeyConfiguration"));
  }

  private void shapeIf(String shape, boolean is) {
    if (is) {
      shape(shape);
    }
  }

  private void shape(String shape) {
    shapes.merge(shape, 1, Integer::sum);
  }
}
