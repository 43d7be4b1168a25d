package io.github.cognitocourier.sandbox.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call: programs on this machine that name it, and the sandbox's own page. A web page of
 * another origin must not reach the sandbox through the visitor's browser, neither directly nor by
 * making its own name resolve to this machine (DNS rebinding).
 */
final class Guard {

  private final Set<String> hosts;
  private final Set<String> origins;

  Guard(int port) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    this.origins =
        Set.of("http://127.0.0.1:" + port, "http://localhost:" + port, "http://[::1]:" + port);
  }

  /** Why this call is refused, as one sentence; empty when it may pass. */
  Optional<String> refusal(List<String> host, List<String> origin) {
    if (host.size() != 1 || !hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))) {
      return Optional.of("The Host header must name this machine: 127.0.0.1 or localhost.");
    }
    if (!origin.stream().allMatch(origins::contains)) {
      return Optional.of("Pages of another origin may not call the sandbox.");
    }
    return Optional.empty();
  }
}
