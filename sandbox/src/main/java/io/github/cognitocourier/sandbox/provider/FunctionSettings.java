package io.github.cognitocourier.sandbox.provider;

import java.util.Map;

/**
 * The settings with which a function reaches a provider's sandbox. No credential in them opens
 * anything.
 *
 * @param url the provider URL, its {@code endpoint} the sandbox's address
 * @param variables the environment variables that go with it
 * @param document what has to stand in courier.json, section by section; mostly nothing
 */
public record FunctionSettings(
    String url, Map<String, String> variables, Map<String, Map<String, Object>> document) {

  /** Copies the maps. */
  public FunctionSettings {
    variables = Map.copyOf(variables);
    document = Map.copyOf(document);
  }

  /** Without a courier.json. */
  public FunctionSettings(String url, Map<String, String> variables) {
    this(url, variables, Map.of());
  }
}
