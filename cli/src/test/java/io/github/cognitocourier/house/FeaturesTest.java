package io.github.cognitocourier.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitocourier.cli.provider.Features;
import io.github.cognitocourier.core.delivery.Carries;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.testkit.conformance.Sample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The feature matrix is what the requests hold: no more, and no less. */
class FeaturesTest {

  /** A number, because some vendors take no other template id. */
  private static final HostedTemplates HOSTED = key -> Optional.of("1234567");

  /** Of every sample. */
  private static final String NOTIFICATION = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  private static final String TRIGGER = "SignUp";
  private static final String ANY_REGION = "eu-west-3";

  /** Names that vendors have for it, whoever uses them. */
  private static final List<String> TAGS =
      List.of("tags", "tag", "categories", "o:tag", "CustomCampaign", "campaign_id", "EmailTags");

  private static final List<String> IDEMPOTENCY_KEYS =
      List.of("Idempotency-Key", "idempotencyKey", "X-Idempotency-Key", "idempotency_key");

  private static final List<String> VALIDITIES =
      List.of(
          "validity",
          "validity_period",
          "ValidityPeriod",
          "ttl",
          "TimeToLive",
          "message_expiry",
          "expire_at");

  private static final List<String> TRACKING =
      List.of(
          "click_tracking",
          "open_tracking",
          "track_clicks",
          "track_opens",
          "TrackClicks",
          "TrackLinks",
          "TrackOpens",
          "o:tracking",
          "o:tracking-clicks",
          "o:tracking-opens",
          "view_content_link",
          "ShortenUrls",
          "shorten_urls");

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
    RequestFields plain = provider.fields(Map.of(), HostedTemplates.NONE);

    features.tags().ifPresent(field -> tells(plain, field, TRIGGER));
    features.metadata().ifPresent(field -> tells(plain, field, NOTIFICATION));
    features.validity().ifPresent(field -> tells(plain, field, "180"));
    features.idempotencyKey().ifPresent(field -> holds(plain, field));
    features
        .hostedTemplates()
        .ifPresent(field -> {
          lacks(plain, field);
          holds(provider.fields(Map.of(), HOSTED), field);
        });
  }

  @ParameterizedTest
  @MethodSource("providers")
  void tracking_is_off_where_the_matrix_says(Channelled provider) {
    RequestFields plain = provider.fields(Map.of(), HostedTemplates.NONE);
    List<String> off = provider.features().trackingOff();

    assertThat(off)
        .allSatisfy(field ->
            assertThat(plain.in(field))
                .isNotEmpty()
                .extracting(RequestFields.Field::value)
                .isSubsetOf("", "false", "no", "None", "disabled")
                .anyMatch(value -> !value.isEmpty()));
    assertThat(TRACKING)
        .filteredOn(name -> !plain.in(name).isEmpty())
        .allMatch(
            name ->
                off.stream().anyMatch(field -> field.equals(name) || field.endsWith("." + name)),
            "stands in the matrix");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void a_message_holds_nothing_of_which_the_matrix_says_that_there_is_none(Channelled provider) {
    Features features = provider.features();
    if (features.scheme().equals("http")) {
      // What its request holds is what the operator has described.
      return;
    }
    RequestFields plain = provider.fields(Map.of(), HostedTemplates.NONE);

    if (features.tags().isEmpty()) {
      TAGS.forEach(name -> lacks(plain, name));
    }
    if (features.idempotencyKey().isEmpty()) {
      IDEMPOTENCY_KEYS.forEach(name -> lacks(plain, name));
    }
    if (features.validity().isEmpty()) {
      VALIDITIES.forEach(name -> lacks(plain, name));
    }
    if (features.metadata().isEmpty() && features.idempotencyKey().isEmpty()) {
      assertThat(plain.with(NOTIFICATION)).isEmpty();
    }
    if (features.metadata().isEmpty() && features.tags().isEmpty()) {
      assertThat(plain.with(TRIGGER)).isEmpty();
    }
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
            assertThat(provider.elsewhere(place(provider, region, host)).uri().getHost())
                .isEqualTo(host.replace("{region}", ANY_REGION)));
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> provider.elsewhere(Map.of("region", "no where")));
  }

  /** Twilio has an edge to every region, and wants both: {@code api.dublin.ie1.twilio.com}. */
  private static Map<String, String> place(Channelled provider, String region, String host) {
    return provider.features().scheme().equals("twilio")
        ? Map.of("region", region, "edge", host.split("\\.")[1])
        : Map.of("region", region.replace("{region}", ANY_REGION));
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
          .isThrownBy(() -> provider.fields(option, HostedTemplates.NONE));
      return;
    }
    lacks(provider.fields(Map.of(), HostedTemplates.NONE), field.get());
    holds(provider.fields(option, HostedTemplates.NONE), field.get());
  }

  private static void holds(RequestFields fields, String name) {
    assertThat(fields.in(name)).as("%s in the request", name).isNotEmpty();
  }

  private static void lacks(RequestFields fields, String name) {
    assertThat(fields.in(name)).as("%s in the request", name).isEmpty();
  }

  private static void tells(RequestFields fields, String name, String value) {
    assertThat(fields.in(name))
        .as("%s in the request", name)
        .anyMatch(field -> field.value().contains(value));
  }

  private static Reply refused() {
    return new Reply.NotSent(Reply.Fault.CONNECTION_REFUSED);
  }

  /** One provider in one channel, with the settings that lead to its sandbox. */
  record Channelled(Features features, Channel channel) {

    RequestFields fields(Map<String, String> options, HostedTemplates hosted) {
      return RequestFields.of(sent(exchange -> made(options, hosted, exchange)));
    }

    /** The request without the option {@code endpoint}. */
    Request elsewhere(Map<String, String> options) {
      var all = new LinkedHashMap<>(options);
      all.put("endpoint", "");
      return sent(exchange -> SANDBOX.atVendor(channel, url(all), exchange));
    }

    private Request sent(Function<Exchange, Provider<?>> provider) {
      var seen = new ArrayList<Request>();
      Exchange recording =
          (request, deadline) -> {
            seen.add(request);
            return refused();
          };
      send(provider.apply(recording));
      return seen.getFirst();
    }

    private ProviderUrl url(Map<String, String> options) {
      return SANDBOX.url(channel, features.scheme(), options);
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
      return SANDBOX.made(channel, url(options), hosted, exchange);
    }

    @Override
    public String toString() {
      return features.scheme() + " " + channel;
    }
  }
}
