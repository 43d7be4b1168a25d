package io.github.cognitocourier.sandbox.web;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may call: programs on this machine that name it, and the sandbox's own page. A web page of
 * another origin must not reach the sandbox through the visitor's browser, neither directly nor by
 * making its own name resolve to this machine (DNS rebinding). It may link to the sandbox's page.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class Guard {

  private static final Set<String> PAGE = Set.of("/", "/index.html");

  private final Set<String> hosts;
  private final Set<String> origins;

  Guard(String scheme, int port) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    this.origins =
        hosts.stream().map(host -> scheme + "://" + host).collect(Collectors.toUnmodifiableSet());
  }

  /** Why this call is refused, as one sentence; empty when it may pass. */
  Optional<String> refusal(HttpExchange exchange) {
    List<String> host = values(exchange, "Host");
    if (host.size() != 1 || !hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))) {
      return Optional.of("The Host header must name this machine: 127.0.0.1 or localhost.");
    }
    boolean ownOrigin = values(exchange, "Origin").stream().allMatch(origins::contains);
    boolean fromElsewhere = values(exchange, "Sec-Fetch-Site").contains("cross-site");
    if (!ownOrigin || (fromElsewhere && !opensThePage(exchange))) {
      return Optional.of("Pages of another origin may not call the sandbox.");
    }
    return Optional.empty();
  }

  /** Somebody followed a link of another site, in a tab: that site sees nothing of the answer. */
  private static boolean opensThePage(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET")
        && PAGE.contains(exchange.getRequestURI().getPath())
        && values(exchange, "Sec-Fetch-Mode").equals(List.of("navigate"))
        && values(exchange, "Sec-Fetch-Dest").equals(List.of("document"));
  }

  private static List<String> values(HttpExchange exchange, String header) {
    return Optional.ofNullable(exchange.getRequestHeaders().get(header)).orElse(List.of());
  }
}
