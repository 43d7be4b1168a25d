package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.message.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables, read once at start-up. An empty variable counts as unset. Immutable;
 * {@link #toString()} shows nothing of them.
 */
public final class Environment {

  private final Map<String, String> variables;
  private final boolean dryRun;

  private Environment(Map<String, String> variables, boolean dryRun) {
    this.variables = Map.copyOf(variables);
    this.dryRun = dryRun;
  }

  /** These variables. */
  public static Environment of(Map<String, String> variables) {
    return new Environment(variables, false);
  }

  /**
   * The same variables for a dry run: no secret is read at all ({@code ***} stands for each), and
   * an identifier that is not set is shown as its variable's name in braces.
   */
  public Environment forDryRun() {
    return new Environment(variables, true);
  }

  /** The variable, or empty when it is not set. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * An identifier that must be set, such as an account SID. {@code what} says what it is, for the
   * error.
   */
  public String require(String name, String what) {
    return get(name)
        .orElseGet(() -> {
          if (dryRun) {
            return "{" + name + "}";
          }
          throw missing(name, what);
        });
  }

  /**
   * A secret that must be set. {@code what} says what it is and where it is found, for the error.
   */
  public Secret requireSecret(String name, String what) {
    return secret(name).orElseThrow(() -> missing(name, what));
  }

  /** A secret, or empty when it is not set. A reference to one is refused. */
  public Optional<Secret> secret(String name) {
    return dryRun ? Optional.of(new Secret("***")) : get(name).map(value -> literal(name, value));
  }

  /** A reference sent as a key would look like a wrong key. */
  private static Secret literal(String name, String value) {
    if (value.startsWith("secretsmanager:") || value.startsWith("ssm:")) {
      throw new InvalidSettings(
          name + " holds a reference; this version takes the secret itself, so set it to that.");
    }
    return new Secret(value);
  }

  private static InvalidSettings missing(String name, String what) {
    return new InvalidSettings(name + " is not set; set it to " + what + ".");
  }

  @Override
  public String toString() {
    return "Environment[" + variables.size() + " variables]";
  }
}
