package io.github.cognitocourier.testkit.program;

import java.util.Map;

/** The environment in which a test's programs run. */
final class Surroundings {

  private Surroundings() {}

  /**
   * The machine's environment without its AWS settings, so that no program finds real credentials,
   * with {@code variables} laid over it.
   */
  static ProcessBuilder lay(Map<String, String> variables, ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("NO_PROXY", "127.0.0.1,localhost");
    environment.putAll(variables);
    return builder;
  }
}
