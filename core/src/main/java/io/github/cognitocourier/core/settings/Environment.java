package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The environment variables, read once at start-up. An empty variable counts as unset. Immutable;
 * {@link #toString()} shows nothing of them.
 */
public final class Environment {

  static final String SECRETS_MANAGER = "secretsmanager:";
  static final String SSM = "ssm:";

  private final Map<String, String> variables;
  private final boolean dryRun;
  private final Consumer<String> credentials;

  private Environment(Map<String, String> variables, boolean dryRun, Consumer<String> credentials) {
    this.variables = Map.copyOf(variables);
    this.dryRun = dryRun;
    this.credentials = credentials;
  }

  /** These variables. */
  public static Environment of(Map<String, String> variables) {
    return new Environment(variables, false, name -> {});
  }

  /**
   * The same variables; {@code listener}, too, is told the name of each provider's key on its use.
   */
  public Environment telling(Consumer<String> listener) {
    return new Environment(
        variables,
        dryRun,
        name -> {
          credentials.accept(name);
          listener.accept(name);
        });
  }

  /**
   * The same variables for a dry run: no secret is read at all ({@code ***} stands for each), and
   * an identifier that is not set is shown as its variable's name in braces.
   */
  public Environment forDryRun() {
    return new Environment(variables, true, credentials);
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
    Optional<String> value = get(name);
    if (value.isPresent()) {
      return noReference(name, value.get());
    }
    if (dryRun) {
      return "{" + name + "}";
    }
    throw missing(name, what);
  }

  /**
   * A provider's key that must be set: itself, {@code secretsmanager:<arn>[#member]} or {@code
   * ssm:<name or ARN>}; when it is not set, it is looked for by its name in the place that {@link
   * Settings#COURIER_SECRETS} names. {@code what} says what it is and where it is found, for the
   * error.
   */
  public Credential requireCredential(String name, String what) {
    credentials.accept(name);
    if (dryRun) {
      return new Credential.Literal(new Secret("***"));
    }
    Optional<String> place = get(Settings.COURIER_SECRETS);
    if (get(name).isEmpty() && place.isPresent()) {
      return ReferenceReader.within(place.get(), name);
    }
    String value = get(name).orElseThrow(() -> missing(name, what));
    // No key begins like an ARN: that is a reference without its beginning.
    if (isReference(value) || value.startsWith("arn:")) {
      return ReferenceReader.read(name, value);
    }
    var secret = new Secret(value);
    if (!secret.isKey()) {
      throw new InvalidSettings(
          name + " holds a space or another character that no key has; copy it again.");
    }
    return new Credential.Literal(secret);
  }

  /** Whether any variable refers to a secret that is kept elsewhere; never in a dry run. */
  public boolean refersToSecrets() {
    return !dryRun && variables.keySet().stream().anyMatch(this::refersToSecret);
  }

  /** Whether the variable refers to a secret that is kept elsewhere. */
  public boolean refersToSecret(String name) {
    return get(name).filter(Environment::isReference).isPresent();
  }

  /** A secret that must be set, itself. {@code what} says what it is, for the error. */
  public Secret requireSecret(String name, String what) {
    return secret(name).orElseThrow(() -> missing(name, what));
  }

  /** A secret itself, or empty when it is not set. A reference to one is refused. */
  public Optional<Secret> secret(String name) {
    return dryRun
        ? Optional.of(new Secret("***"))
        : get(name).map(value -> new Secret(noReference(name, value)));
  }

  private static boolean isReference(String value) {
    return value.startsWith(SECRETS_MANAGER) || value.startsWith(SSM);
  }

  /** A reference taken for the value itself would look like a wrong one at the peer. */
  private static String noReference(String name, String value) {
    if (isReference(value)) {
      throw new InvalidSettings(
          name + " takes no reference to a secret; set it to the value itself.");
    }
    return value;
  }

  private static InvalidSettings missing(String name, String what) {
    return new InvalidSettings(name + " is not set; set it to " + what + ".");
  }

  @Override
  public String toString() {
    return "Environment[" + variables.size() + " variables]";
  }
}
