package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.provider.SandboxedProvider;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment variables with which a function reaches the sandbox. No credential in it opens
 * anything.
 */
final class FunctionEnvironment {

  /** The providers of routes for which none is chosen. */
  private static final List<String> USUAL = List.of("sendgrid", "twilio");

  private final URI sandbox;
  private final List<SandboxedProvider> all;

  private FunctionEnvironment(URI sandbox, List<? extends SandboxedProvider> all) {
    this.sandbox = sandbox;
    this.all = List.copyOf(all);
  }

  /** The routes of {@code opening} lead to {@code all}. */
  static Map<String, String> of(
      URI sandbox, String kmsKeyArn, List<? extends SandboxedProvider> all, Opening opening) {
    List<String> chosen = opening.providers();
    var environment = new LinkedHashMap<String, String>();
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "sandbox");
    environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
    // For every service, not for KMS alone: no call may leave this machine.
    environment.put("AWS_ENDPOINT_URL", sandbox.toString());
    environment.put("KMS_KEY_ARN", kmsKeyArn);
    environment.put("COURIER_FROM", "Cognito Courier <no-reply@example.com>");
    // cognito-local writes no user pool into its encryption context.
    environment.put("COURIER_ALLOW_MISSING_USER_POOL", "true");
    var routes = new FunctionEnvironment(sandbox, all);
    environment.put("COURIER_EMAIL", routes.route(Channel.EMAIL, opening));
    environment.put("COURIER_SMS", routes.route(Channel.SMS, opening));
    all.forEach(each -> environment.putAll(each.settings(routes.address(each)).variables()));
    Map<String, Map<String, Object>> document = routes.document(chosen);
    if (!document.isEmpty()) {
      environment.put("COURIER_CONFIG", Json.write(document));
    }
    return Map.copyOf(environment);
  }

  /** What the chosen providers need in courier.json; empty for none. */
  private Map<String, Map<String, Object>> document(List<String> chosen) {
    var document = new TreeMap<String, Map<String, Object>>();
    all.stream()
        .filter(each -> chosen.contains(each.name()))
        .flatMap(each -> each.settings(address(each)).document().entrySet().stream())
        .forEach(section ->
            document
                .computeIfAbsent(section.getKey(), _ -> new TreeMap<>())
                .putAll(section.getValue()));
    return document;
  }

  private String route(Channel channel, Opening opening) {
    List<SandboxedProvider> named = named(channel, opening.providers());
    return switch (opening.choice()) {
      case FAILOVER -> inOrder(channel, named);
      case CLIENT -> byClient(channel, named);
    };
  }

  private String byClient(Channel channel, List<SandboxedProvider> named) {
    String usual = inOrder(channel, List.of());
    String each =
        named.stream()
            .map(provider -> Opening.clientOf(provider.name()) + "=" + failover(List.of(provider)))
            .collect(Collectors.joining(" "));
    return "bytrigger(AdminCreateUser,AccountTakeOverNotification=%s *=byclient(%s *=%s))"
        .formatted(usual, each, usual);
  }

  private String inOrder(Channel channel, List<SandboxedProvider> named) {
    List<SandboxedProvider> providers = named.isEmpty() ? named(channel, USUAL) : named;
    List<SandboxedProvider> ofAnyText =
        providers.stream().filter(each -> !each.carriesCodesOnly()).toList();
    if (ofAnyText.size() == providers.size()) {
      return failover(providers);
    }
    // A temporary password or a notice goes to a provider that takes any text.
    String forOthers = failover(ofAnyText.isEmpty() ? named(channel, USUAL) : ofAnyText);
    return "bytrigger(AdminCreateUser,AccountTakeOverNotification="
        + forOthers
        + " *="
        + failover(providers)
        + ")";
  }

  private List<SandboxedProvider> named(Channel channel, List<String> names) {
    return names.stream()
        .flatMap(name -> all.stream().filter(each -> each.name().equals(name)))
        .filter(each -> each.channel() == channel)
        .toList();
  }

  private String failover(List<SandboxedProvider> providers) {
    List<String> urls = providers.stream().map(each -> each.settings(address(each)).url()).toList();
    return urls.size() == 1 ? urls.getFirst() : "failover(" + String.join(" ", urls) + ")";
  }

  private URI address(SandboxedProvider provider) {
    return URI.create(sandbox + "/" + provider.name());
  }
}
