package io.github.cognitocourier.house;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.route.Route;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.Providers;
import io.github.cognitocourier.providers.wire.Wire;
import io.github.cognitocourier.sandbox.Opening;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.inbox.InboxMessage;
import io.github.cognitocourier.sandbox.web.Reach;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every provider, with the settings that lead to its sandbox. */
final class SandboxedProviders implements AutoCloseable {

  private final Sandbox sandbox;
  private final Environment environment;
  private final HttpExchange exchange = new HttpExchange(InstantSource.system());
  private final HttpClient http = HttpClient.newHttpClient();

  SandboxedProviders() {
    List<String> all = Stream.of(Channel.values()).flatMap(each -> names(each).stream()).toList();
    sandbox = Sandbox.start(new Opening(Reach.MACHINE, 0, all), _ -> (_, _, _) -> {}, _ -> {});
    environment = Environment.of(sandbox.environment());
  }

  /** The names of those that send by {@code channel}. */
  static List<String> names(Channel channel) {
    return Sandbox.providers(channel);
  }

  /** The provider's URL, with other options; one with an empty value is left out. */
  ProviderUrl url(Channel channel, String name, Map<String, String> options) {
    String setting = "COURIER_" + channel.name();
    ProviderUrl found =
        Route.parse(setting, environment.get(setting).orElseThrow(), channel).providers().stream()
            .filter(each -> each.scheme().equals(name))
            .findFirst()
            .orElseThrow();
    var all = new LinkedHashMap<>(found.options());
    all.putAll(options);
    all.values().removeIf(String::isEmpty);
    return new ProviderUrl(found.scheme(), found.account(), all);
  }

  /** The provider, over the network. */
  Provider<?> of(Channel channel, String name) {
    return made(channel, url(channel, name, Map.of()), HostedTemplates.NONE, exchange);
  }

  /** The provider at another address. */
  Provider<?> at(Channel channel, String name, URI address) {
    ProviderUrl url = url(channel, name, Map.of("endpoint", address.toString()));
    return made(channel, url, HostedTemplates.NONE, exchange);
  }

  /** The provider of this URL over another exchange. */
  Provider<?> made(Channel channel, ProviderUrl url, HostedTemplates hosted, Exchange through) {
    var wire = new Wire(through, Secrets.NONE);
    return switch (channel) {
      case EMAIL -> Providers.email(url, environment, hosted, wire);
      case SMS -> Providers.sms(url, environment, hosted, wire);
    };
  }

  /** The next message to {@code provider} fails in this way. */
  void fault(String provider, String kind) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.uri() + "/api/faults"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(Map.of("provider", provider, "kind", kind))))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 201) {
        throw new IllegalStateException(response.body());
      }
    } catch (InterruptedException interrupted) {
      throw new IOException("interrupted", interrupted);
    }
  }

  /** What the sandboxes accepted. */
  List<InboxMessage> messages() {
    return sandbox.messages();
  }

  @Override
  public void close() {
    exchange.close();
    http.close();
    sandbox.close();
  }
}
