package io.github.cognitocourier.testkit.conformance;

import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Credential;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Secret;
import java.util.ArrayList;
import java.util.List;

/** A key that is kept elsewhere and may be replaced; counts how often it is asked for. */
public final class FakeSecrets implements Secrets {

  private final Lookup first;
  private final Lookup then;
  private final List<Secret> refused = new ArrayList<>();
  private int finds;

  /** Finds {@code first}, and in its place {@code then}. */
  public FakeSecrets(Lookup first, Lookup then) {
    this.first = first;
    this.then = then;
  }

  @Override
  public Lookup find(Credential.Reference reference, Deadline deadline) {
    finds++;
    return first;
  }

  @Override
  public Lookup insteadOf(Credential.Reference reference, Secret wrong, Deadline deadline) {
    refused.add(wrong);
    return then;
  }

  /** How often the key was asked for first. */
  public int finds() {
    return finds;
  }

  /** The keys in whose place another one was asked for. */
  public List<Secret> refused() {
    return List.copyOf(refused);
  }
}
