package io.github.cognitocourier.sandbox;

import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.sandbox.provider.ProviderSandbox;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment variables with which a function reaches the sandbox. No credential in it opens
 * anything.
 */
final class FunctionEnvironment {

  /** The providers of routes for which none is chosen. */
  private static final List<String> USUAL = List.of("sendgrid", "twilio");

  private final URI sandbox;
  private final List<ProviderSandbox> all;

  private FunctionEnvironment(URI sandbox, List<ProviderSandbox> all) {
    this.sandbox = sandbox;
    this.all = all;
  }

  /** {@code chosen} are the names of the providers that its routes hold. */
  static Map<String, String> of(
      URI sandbox, String kmsKeyArn, List<ProviderSandbox> all, List<String> chosen) {
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
    environment.put("COURIER_EMAIL", routes.route(Channel.EMAIL, chosen));
    environment.put("COURIER_SMS", routes.route(Channel.SMS, chosen));
    all.forEach(each -> environment.putAll(each.settings(routes.address(each)).variables()));
    return Map.copyOf(environment);
  }

  /** What the chosen providers need in courier.json; empty for none. */
  static Map<String, Map<String, Object>> document(
      URI sandbox, List<ProviderSandbox> all, List<String> chosen) {
    var routes = new FunctionEnvironment(sandbox, all);
    var document = new TreeMap<String, Map<String, Object>>();
    for (Channel channel : Channel.values()) {
      for (ProviderSandbox provider : routes.named(channel, chosen)) {
        provider
            .settings(routes.address(provider))
            .document()
            .forEach((section, entries) ->
                document.computeIfAbsent(section, _ -> new TreeMap<>()).putAll(entries));
      }
    }
    return document;
  }

  private String route(Channel channel, List<String> chosen) {
    List<ProviderSandbox> named = named(channel, chosen);
    List<ProviderSandbox> providers = named.isEmpty() ? named(channel, USUAL) : named;
    List<ProviderSandbox> ofAnyText =
        providers.stream().filter(each -> !each.carriesCodesOnly()).toList();
    if (ofAnyText.size() == providers.size()) {
      return failover(providers);
    }
    // A temporary password goes to a provider that takes any text.
    String forPasswords = failover(ofAnyText.isEmpty() ? named(channel, USUAL) : ofAnyText);
    return "bytrigger(AdminCreateUser=" + forPasswords + " *=" + failover(providers) + ")";
  }

  private List<ProviderSandbox> named(Channel channel, List<String> names) {
    return names.stream()
        .flatMap(name -> all.stream().filter(each -> each.name().equals(name)))
        .filter(each -> each.channel() == channel)
        .toList();
  }

  private String failover(List<ProviderSandbox> providers) {
    List<String> urls = providers.stream().map(each -> each.settings(address(each)).url()).toList();
    return urls.size() == 1 ? urls.getFirst() : "failover(" + String.join(" ", urls) + ")";
  }

  private URI address(ProviderSandbox provider) {
    return URI.create(sandbox + "/" + provider.name());
  }
}
