package io.github.cognitocourier.core.message;

import java.util.Optional;

/**
 * The templates that one provider hosts itself, by the key of the message. Safe for concurrent use.
 */
@FunctionalInterface
public interface HostedTemplates {

  /** None: every message is sent inline. */
  HostedTemplates NONE = key -> Optional.empty();

  /** The provider's own id of the template; empty sends the rendered content inline. */
  Optional<String> id(TemplateKey key);

  /** Whether it is {@link #NONE}: {@code courier.json} names no template of this provider. */
  default boolean isNone() {
    return equals(NONE);
  }
}
