package io.github.cognitocourier.sandbox.provider;

import io.github.cognitocourier.core.trigger.Channel;
import java.net.URI;

/** A provider of which there is a sandbox, whatever protocol it speaks. */
public interface SandboxedProvider {

  /** The provider's name in routes. */
  String name();

  /** What it delivers. */
  Channel channel();

  /** Whether the vendor carries verification codes alone, and no other text. */
  default boolean carriesCodesOnly() {
    return false;
  }

  /**
   * How a function reaches the sandbox when it stands at {@code address}; one with a port of its
   * own knows where it stands.
   */
  FunctionSettings settings(URI address);
}
