package io.github.cognitocourier.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.cli.provider.Features;
import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.testkit.conformance.Sample;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The feature matrix is what the requests hold: no more, and no less. */
class FeaturesTest {

  /** A number, because some vendors take no other template id. */
  private static final HostedTemplates HOSTED = key -> Optional.of("1234567");

  private static final SandboxedProviders SANDBOX = new SandboxedProviders();

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  static Stream<Channelled> providers() {
    return Features.all().stream()
        .flatMap(features ->
            features.channels().stream().map(channel -> new Channelled(features, channel)));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void a_message_holds_what_the_matrix_says(Channelled provider) {
    Features features = provider.features();
    List<String> plain = names(provider.request(Map.of(), HostedTemplates.NONE));

    assertThat(features.trackingOff()).allSatisfy(field -> holds(plain, field));
    Stream.of(features.tags(), features.metadata(), features.idempotencyKey(), features.validity())
        .flatMap(Optional::stream)
        .forEach(field -> holds(plain, field));
    features
        .hostedTemplates()
        .ifPresent(field -> {
          lacks(plain, field);
          holds(names(provider.request(Map.of(), HOSTED)), field);
        });
  }

  @ParameterizedTest
  @MethodSource("providers")
  void an_option_changes_what_the_matrix_says_and_is_refused_without(Channelled provider) {
    Features features = provider.features();
    option(provider, Map.of("sandbox", "true"), features.sandbox());
    option(provider, Map.of("retain-content", "false"), features.retentionOff());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void a_region_has_its_host(Channelled provider) {
    Map<String, String> regions = provider.features().regions();
    if (regions.isEmpty()) {
      return;
    }
    assertThat(regions)
        .allSatisfy((region, host) ->
            assertThat(provider.elsewhere(Map.of("region", region)).uri().getHost())
                .isEqualTo(host));
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> provider.elsewhere(Map.of("region", "nowhere")));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void it_carries_what_the_matrix_says(Channelled provider) {
    assertThat(provider.made(Map.of(), HostedTemplates.NONE, (_, _) -> refused()).carries())
        .isEqualTo(provider.features().codesOnly() ? Carries.CODES_ONLY : Carries.EVERYTHING);
  }

  private static void option(
      Channelled provider, Map<String, String> option, Optional<String> field) {
    if (field.isEmpty()) {
      assertThatExceptionOfType(InvalidSettings.class)
          .as("%s, of which the matrix says that there is none", option)
          .isThrownBy(() -> provider.request(option, HostedTemplates.NONE));
      return;
    }
    lacks(names(provider.request(Map.of(), HostedTemplates.NONE)), field.get());
    holds(names(provider.request(option, HostedTemplates.NONE)), field.get());
  }

  private static void holds(List<String> names, String field) {
    assertThat(names).as("the names in the request").anyMatch(name -> isNamed(name, field));
  }

  private static void lacks(List<String> names, String field) {
    assertThat(names).as("the names in the request").noneMatch(name -> isNamed(name, field));
  }

  private static boolean isNamed(String name, String field) {
    return name.equalsIgnoreCase(field) || name.endsWith("." + field);
  }

  /**
   * The names of headers, those of a mail included, of form fields, and of JSON members with the
   * path to them.
   */
  private static List<String> names(Request request) {
    var names = new ArrayList<>(request.headers().keySet());
    if ("smtp".equals(request.uri().getScheme())) {
      String head = request.body().substring(0, request.body().indexOf("\r\n\r\n"));
      head.lines().map(line -> line.split(":", 2)[0]).forEach(names::add);
      return names;
    }
    if (request.headers().toString().contains("x-www-form-urlencoded")) {
      Stream.of(request.body().split("&"))
          .map(field -> URLDecoder.decode(field.split("=", 2)[0], UTF_8))
          .forEach(names::add);
    } else {
      members("", Json.parse(request.body()), names);
    }
    return names;
  }

  private static void members(String path, Json json, List<String> names) {
    if (json.isObject()) {
      json.fields()
          .forEach((name, value) -> {
            names.add(path + "." + name);
            members(path + "." + name, value, names);
          });
    } else if (!json.at(0).isAbsent()) {
      json.items().forEach(item -> members(path, item, names));
    }
  }

  private static Reply refused() {
    return new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED);
  }

  /** One provider in one channel, with the settings that lead to its sandbox. */
  record Channelled(Features features, Channel channel) {

    Request request(Map<String, String> options, HostedTemplates hosted) {
      var seen = new ArrayList<Request>();
      Exchange recording =
          (request, deadline) -> {
            seen.add(request);
            return refused();
          };
      send(made(options, hosted, recording));
      return seen.getFirst();
    }

    /** The request without the option {@code endpoint}. */
    Request elsewhere(Map<String, String> options) {
      var all = new LinkedHashMap<>(options);
      all.put("endpoint", "");
      return request(all, HostedTemplates.NONE);
    }

    private void send(Provider<?> provider) {
      Deadline deadline = Deadline.in(Duration.ofSeconds(5), InstantSource.system());
      switch (channel) {
        case EMAIL -> {
          @SuppressWarnings("unchecked")
          var _ = ((Provider<Email>) provider).send(Sample.PLAIN.email(), deadline);
        }
        case SMS -> {
          @SuppressWarnings("unchecked")
          var _ = ((Provider<Sms>) provider).send(Sample.PLAIN.sms(), deadline);
        }
      }
    }

    Provider<?> made(Map<String, String> options, HostedTemplates hosted, Exchange exchange) {
      var url = SANDBOX.url(channel, features.scheme(), options);
      return SANDBOX.made(channel, url, hosted, exchange);
    }

    @Override
    public String toString() {
      return features.scheme() + " " + channel;
    }
  }
}
