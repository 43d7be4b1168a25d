package io.github.cognitocourier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.route.Route;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.Opening;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.web.Reach;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Anyone can hold each provider's request against the vendor's description, without an account. */
class DryRunOfEachProviderTest {

  /** The provider at the vendor's own address, and nothing of its credentials. */
  record Shown(Channel channel, String route, Map<String, String> environment) {

    @Override
    public String toString() {
      return route;
    }
  }

  static Stream<Shown> providers() {
    List<String> names =
        Stream.of(Channel.values()).flatMap(each -> Sandbox.providers(each).stream()).toList();
    var opening = new Opening(Reach.MACHINE, 0, names);
    try (var sandbox = Sandbox.start(opening, _ -> (_, _, _) -> {}, _ -> {})) {
      Map<String, String> environment = sandbox.environment();
      return Stream.of(Channel.values())
          .flatMap(channel -> {
            String setting = "COURIER_" + channel.name();
            String route = environment.getOrDefault(setting, "");
            return Route.parse(setting, route, channel).providers().stream()
                .map(url -> new Shown(channel, written(url), config(environment)));
          })
          .toList()
          .stream();
    }
  }

  /** Credentials are not set: an identifier stands as its name. */
  private static Map<String, String> config(Map<String, String> environment) {
    return Map.of(
        "COURIER_CONFIG",
        environment.getOrDefault("COURIER_CONFIG", "{}"),
        "AWS_REGION",
        "eu-central-1");
  }

  private static String written(ProviderUrl url) {
    var options = new LinkedHashMap<>(url.options());
    options.remove("endpoint");
    String query =
        options.entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining("&"));
    return url.scheme() + "://" + url.account() + (query.isEmpty() ? "" : "?" + query);
  }

  /** As vendors write a number who want no plus sign; an address is itself. */
  private static String digits(String to) {
    return to.startsWith("+") ? to.substring(1) : to;
  }

  @ParameterizedTest
  @MethodSource("providers")
  void the_request_is_shown_with_masked_credentials(Shown shown) {
    String to = shown.channel() == Channel.EMAIL ? "jane@example.com" : "+14155550123";
    Commanded dryRun =
        Commanded.in(
            shown.environment(),
            "send",
            "--dry-run",
            "--trigger",
            "SignUp",
            "--to",
            to,
            "--route",
            shown.route());

    assertThat(dryRun.err()).isEmpty();
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out().lines().findFirst()).get().asString().matches("(POST|SUBMIT) .*");
    assertThat(dryRun.out()).containsAnyOf(to, URLEncoder.encode(to, UTF_8), digits(to));
  }
}
