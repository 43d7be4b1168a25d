package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.sandbox.web.Reach;
import io.github.cognitocourier.testkit.LocalCertificate;
import java.util.List;
import java.util.Optional;

/**
 * How a sandbox is opened.
 *
 * @param port 0 for a free one
 * @param providers the names of the providers in the function's routes; a channel of which none is
 *     named has the provider that it has without
 * @param choice among several of one channel
 * @param certificate for {@code localhost}: the sandbox speaks HTTPS; mail stays in clear
 */
public record Opening(
    Reach reach,
    int port,
    List<String> providers,
    Choice choice,
    Optional<LocalCertificate> certificate) {

  /** How the function chooses among several providers. */
  public enum Choice {
    /** They are tried in their order. */
    FAILOVER,
    /** By the app client, whose id is {@link Opening#clientOf}. Others have the usual provider. */
    CLIENT
  }

  /** Copies the names. */
  public Opening {
    providers = List.copyOf(providers);
  }

  /** With providers that fail over, by HTTP. */
  public Opening(Reach reach, int port, List<String> providers) {
    this(reach, port, providers, Choice.FAILOVER, Optional.empty());
  }

  /** For programs of this machine, with the providers that it has without. */
  static Opening at(int port) {
    return new Opening(Reach.MACHINE, port, List.of());
  }

  /** The app client whose messages {@code provider} gets, with {@link Choice#CLIENT}. */
  public static String clientOf(String provider) {
    return provider.replace('-', '_');
  }
}
