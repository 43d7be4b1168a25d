package io.github.cognitocourier.house;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.route.Route;
import io.github.cognitocourier.core.settings.CourierJson;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.lambda.Catalogue;
import io.github.cognitocourier.providers.smtp.SmtpExchange;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every provider, with the settings that lead to its sandbox. */
final class SandboxedProviders implements AutoCloseable {

  private final Sandbox sandbox;
  private final Environment environment;
  private final HttpExchange overHttp = new HttpExchange(InstantSource.system());
  private final Exchange exchange = new SmtpExchange(overHttp, InstantSource.system());
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
    List<ProviderUrl> route =
        Route.parse(setting, environment.get(setting).orElseThrow(), channel).providers();
    ProviderUrl found =
        Stream.concat(
                route.stream().filter(each -> isNamed(each, name)),
                route.stream().filter(each -> each.scheme().equals(name)))
            .findFirst()
            .orElseThrow();
    var all = new LinkedHashMap<>(found.options());
    all.putAll(options);
    all.values().removeIf(String::isEmpty);
    return new ProviderUrl(found.scheme(), found.account(), all);
  }

  /**
   * Two sandboxes of one scheme are told apart by the account: {@code http-sms} has {@code sms}.
   */
  private static boolean isNamed(ProviderUrl url, String name) {
    return url.name().replace('/', '-').equals(name);
  }

  /** The provider, over the network. */
  Provider<?> of(Channel channel, String name) {
    return made(channel, url(channel, name, Map.of()), HostedTemplates.NONE, exchange);
  }

  /** The provider at another address. */
  Provider<?> at(Channel channel, String name, URI address) {
    String endpoint = name.equals("smtp") ? "smtp://" + address.getAuthority() : address.toString();
    ProviderUrl url = url(channel, name, Map.of("endpoint", endpoint));
    return made(channel, url, HostedTemplates.NONE, exchange);
  }

  /** The provider of this URL over another exchange. */
  Provider<?> made(Channel channel, ProviderUrl url, HostedTemplates hosted, Exchange through) {
    return made(channel, url, environment, hosted, through);
  }

  /** The same, at the vendor's own address, which for AWS a variable replaces. */
  Provider<?> atVendor(Channel channel, ProviderUrl url, Exchange through) {
    var variables = new HashMap<>(sandbox.environment());
    variables.remove("AWS_ENDPOINT_URL");
    return made(channel, url, Environment.of(variables), HostedTemplates.NONE, through);
  }

  private Provider<?> made(
      Channel channel,
      ProviderUrl url,
      Environment environment,
      HostedTemplates hosted,
      Exchange through) {
    var wire = new Wire(through, Secrets.NONE);
    var catalogue = new Catalogue(InstantSource.system());
    return switch (channel) {
      case EMAIL -> catalogue.email(url, environment, hosted, apis(), wire);
      case SMS -> catalogue.sms(url, environment, hosted, apis(), wire);
    };
  }

  /** What the provider {@code http} may name: its sandbox tells it in {@code COURIER_CONFIG}. */
  private Map<String, HttpApi> apis() {
    return environment
        .get(Settings.COURIER_CONFIG)
        .map(CourierJson::parse)
        .orElseGet(CourierJson::none)
        .httpApis();
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
    overHttp.close();
    http.close();
    sandbox.close();
  }
}
