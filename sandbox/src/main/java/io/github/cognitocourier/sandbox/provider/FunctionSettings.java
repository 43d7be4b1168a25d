package io.github.cognitocourier.sandbox.provider;

import java.util.Map;

/**
 * The settings with which a function reaches a provider's sandbox. No credential in them opens
 * anything.
 *
 * @param url the provider URL, its {@code endpoint} the sandbox's address
 * @param variables the environment variables that go with it
 */
public record FunctionSettings(String url, Map<String, String> variables) {

  /** Copies the variables. */
  public FunctionSettings {
    variables = Map.copyOf(variables);
  }
}
