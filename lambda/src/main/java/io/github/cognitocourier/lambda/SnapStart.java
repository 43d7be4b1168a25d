package io.github.cognitocourier.lambda;

import io.github.cognitocourier.core.message.Deadline;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Duration;
import java.time.InstantSource;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What happens around a snapshot. Before it, everything is used once and then forgotten: the
 * snapshot holds loaded and compiled code, but no connection and nothing that was fetched. After a
 * restore, what the first message needs is fetched and opened at once, in two seconds at most, of
 * the ten that Lambda allows.
 *
 * <p>Neither hook throws for what the network did: a version that cannot be published, or an
 * environment that does not come up, is worse than one slow message.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
 *     Runtime hooks for Java</a>
 */
final class SnapStart implements Resource {

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int SEED_LENGTH = 32;

  private final CourierFunction function;
  private final Priming priming;
  private final HeadStart headStart;
  private final SecureRandom random;
  private final InstantSource clock;

  SnapStart(
      CourierFunction function,
      Priming priming,
      HeadStart headStart,
      SecureRandom random,
      InstantSource clock) {
    this.function = function;
    this.priming = priming;
    this.headStart = headStart;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Has Lambda call the hooks of what is returned; the caller must keep it, since Lambda keeps a
   * weak reference. From here on the JVM remembers no host's address, as a snapshot would: this has
   * to come before the first look-up, at which it reads the property.
   */
  static SnapStart register(
      CourierFunction function, Priming priming, HeadStart headStart, InstantSource clock) {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    var hooks = new SnapStart(function, priming, headStart, new SecureRandom(), clock);
    Core.getGlobalContext().register(hooks);
    return hooks;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    HeadStart.quietly(() -> priming.run()).run();
    headStart.together(function.places(), () -> {}, Deadline.in(LIMIT, clock));
    function.forget();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Every copy of the snapshot would draw the same numbers, as far as they come from a state.
    random.setSeed(random.generateSeed(SEED_LENGTH));
    Deadline deadline = Deadline.in(LIMIT, clock);
    headStart.together(function.places(), () -> function.fetch(deadline), deadline);
  }
}
