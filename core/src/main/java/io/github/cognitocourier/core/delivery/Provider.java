package io.github.cognitocourier.core.delivery;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Message;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A driver for one account at one vendor: one attempt, no retry, no policy.
 *
 * <p>Safe for concurrent use. Never throws for what the network or the vendor did: that is an
 * {@link Outcome}. Returns at the deadline at the latest.
 *
 * @param <M> the channel: {@code Email} or {@code Sms}
 */
public interface Provider<M extends Message> {

  /**
   * The name in routes, logs and outcomes: the URL's scheme, with {@code /account} unless that is
   * {@code default}.
   */
  String name();

  /**
   * The base address that its requests go to, for who opens a connection ahead; empty when it does
   * not speak HTTP.
   */
  default Optional<URI> endpoint() {
    return Optional.empty();
  }

  /** What it can carry; a route that could hand it anything else stops start-up. */
  default Carries carries() {
    return Carries.EVERYTHING;
  }

  /**
   * What the operator should know at start-up though it stops nothing: one sentence each that
   * begins with the provider's name, without any secret.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** Makes one attempt. */
  Outcome send(M message, Deadline deadline);
}
