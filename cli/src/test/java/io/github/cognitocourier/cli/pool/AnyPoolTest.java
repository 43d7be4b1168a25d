package io.github.cognitocourier.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.aws.ChannelNames;
import io.github.cognitocourier.core.trigger.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What holds for every user pool, tried on pools made by chance; the seed is printed. */
class AnyPoolTest {

  private static final List<Set<Channel>> CHANNELS =
      List.of(Set.of(Channel.EMAIL), Set.of(Channel.SMS), Set.of(Channel.EMAIL, Channel.SMS));

  private static final int POOLS = 400;
  private static final int DISTURBED = 80;

  @TempDir private Path folder;

  private final Map<String, Integer> shapes = new TreeMap<>();
  private final FakeAws aws = new FakeAws();
  private final UserPools pools = Clients.pools(aws);
  private final LambdaClient lambda = Clients.lambda(aws);

  @AfterEach
  void close() {
    lambda.close();
    pools.close();
    aws.close();
  }

  @Test
  void attach_changes_its_own_fields_only_and_detach_is_the_way_back() throws IOException {
    long seed = seed();
    var random = new RandomPools(seed);
    var chance = new Random(seed);
    aws.lambda().holds(RandomPools.FUNCTION, Map.of());
    for (int number = 0; number < POOLS; number++) {
      FakePool pool = aws.holds(random.next(number));
      Set<Channel> channels = CHANNELS.get(chance.nextInt(CHANNELS.size()));
      count(pool);
      shape("attached " + (channels.size() == 1 ? channels.iterator().next() : "both"));
      holds(pool, channels);
      aws.forget(pool);
    }
    System.out.println(
        "attach, attach again and detach held for " + POOLS + " user pools: " + shapes);
    // A shape that never came would prove nothing.
    assertThat(shapes)
        .hasSizeGreaterThan(19)
        .allSatisfy((shape, times) -> assertThat(times).isPositive());
  }

  /** A pool that names a function which it may not invoke loses every code. */
  @Test
  void whatever_happens_a_pool_that_names_the_function_may_invoke_it() throws IOException {
    long seed = seed();
    var random = new RandomPools(seed);
    var chance = new Random(seed);
    var disturbances = new TreeMap<Disturbance, Integer>();
    aws.lambda().holds(RandomPools.FUNCTION, Map.of());
    for (int number = 0; number < DISTURBED; number++) {
      var trial = new PoolTrial(aws, pools, lambda, aws.holds(random.next(number)), folder);
      Set<Channel> channels = CHANNELS.get(chance.nextInt(CHANNELS.size()));
      for (boolean attaching : List.of(true, false)) {
        Disturbance disturbance = Disturbance.values()[chance.nextInt(Disturbance.values().length)];
        disturbances.merge(disturbance, 1, Integer::sum);
        String outcome = trial.disturbed(disturbance, attaching ? channels : Set.of());
        assertThat(trial.isNamed() && !trial.isAllowed())
            .as("pool %d, %s, %s", number, disturbance, outcome)
            .isFalse();
      }
      aws.watch((operation, nth) -> Optional.empty());
    }
    System.out.println("Disturbed runs that left no pool without its permission: " + disturbances);
    assertThat(disturbances).hasSize(Disturbance.values().length);
  }

  private static long seed() {
    long seed = Long.getLong("courier.seed", System.nanoTime());
    System.out.println("Pools made from -Dcourier.seed=" + seed);
    return seed;
  }

  private void holds(FakePool pool, Set<Channel> channels) throws IOException {
    Map<String, Object> original = comparable(pool);
    var trial = new PoolTrial(aws, pools, lambda, pool, folder);

    assertThat(trial.attach(channels)).as(trial.told()).isZero();

    assertThat(comparable(pool)).as("attached").isEqualTo(withSenders(original, channels));
    assertThat(trial.isAllowed()).isTrue();
    assertThat(trial.attach(channels)).as(trial.told()).isZero();
    assertThat(trial.told()).contains("Nothing to change.");

    assertThat(trial.detach()).as(trial.told()).isZero();

    assertThat(comparable(pool)).as("detached").isEqualTo(withoutReplaced(original, channels));
    assertThat(trial.isAllowed()).isFalse();
    assertThat(pool.updates()).hasSize(2);
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

  private static Map<String, Object> withSenders(
      Map<String, Object> snapshot, Set<Channel> channels) {
    return withTriggers(
        snapshot,
        triggers -> {
          for (Channel channel : channels) {
            triggers.put(
                ChannelNames.trigger(channel),
                Map.of("LambdaVersion", "V1_0", "LambdaArn", RandomPools.FUNCTION));
          }
          triggers.put("KMSKeyID", RandomPools.KEY);
        });
  }

  /** Another sender that attach has replaced comes back from the backup only. */
  private static Map<String, Object> withoutReplaced(
      Map<String, Object> snapshot, Set<Channel> channels) {
    return withTriggers(
        snapshot,
        triggers -> {
          if (channels.contains(Channel.SMS)) {
            triggers.keySet().removeAll(Set.of("CustomSMSSender", "KMSKeyID"));
          }
        });
  }

  private static Map<String, Object> withTriggers(
      Map<String, Object> snapshot, Consumer<Map<String, Object>> change) {
    Map<String, Object> expected = FakePool.copy(snapshot);
    Map<String, Object> settings = PoolRules.map(expected, "settings");
    var triggers = new LinkedHashMap<>(PoolRules.map(settings, "LambdaConfig"));
    change.accept(triggers);
    settings.put("LambdaConfig", triggers);
    settings.values().removeIf(Map.of()::equals);
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
