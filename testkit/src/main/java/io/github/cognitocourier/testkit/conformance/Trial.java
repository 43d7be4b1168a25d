package io.github.cognitocourier.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Request;
import io.github.cognitocourier.testkit.conformance.LoopbackVendor.Received;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * One provider under test. Every message that it sends here is watched: it returns in time, it
 * throws nothing, and nothing secret is printed, logged or kept in what it returns.
 */
final class Trial<M extends Message> {

  /** How long a provider may take; short, because some cases use it up. */
  static final Duration WAIT = Duration.ofMillis(700);

  /** How long one may take that has to find its key first; no case uses it up. */
  static final Duration WAIT_WITH_LOOKUP = Duration.ofSeconds(4);

  /** Where the key is said to be kept. */
  private static final String REFERENCE =
      "secretsmanager:arn:aws:secretsmanager:eu-central-1:111122223333:secret:key-AbCdEf";

  private static final Duration LATE = Duration.ofMillis(900);

  private final Conformance<M> conformance;
  private final Exchange exchange;
  private final InstantSource clock;

  Trial(Conformance<M> conformance, Exchange exchange, InstantSource clock) {
    this.conformance = conformance;
    this.exchange = exchange;
    this.clock = clock;
  }

  String url() {
    return conformance.url();
  }

  Path replies() {
    return conformance.fixtures().resolve("replies");
  }

  Path requests() {
    return conformance.fixtures().resolve("requests");
  }

  Fixture reply(String name) {
    return Fixture.read(replies().resolve(name + ".http"));
  }

  /** Sends a plain message to a vendor of this manner. */
  Outcome send(LoopbackVendor vendor) {
    return send(url(), vendor.endpoint(), Sample.PLAIN, WAIT, vendor);
  }

  Outcome send(LoopbackVendor vendor, Sample sample) {
    return send(url(), vendor.endpoint(), sample, WAIT, vendor);
  }

  Outcome send(String url, URI endpoint, Sample sample, Duration wait, LoopbackVendor vendor) {
    Provider<M> provider = at(url, endpoint);
    assertThat(provider.endpoint().map(URI::getAuthority))
        .as("where a connection is opened ahead")
        .hasValue(endpoint.getAuthority());
    return send(provider, sample, Deadline.in(wait, clock), vendor);
  }

  /** Sends a plain message with a key that is kept in {@code secrets}. */
  Outcome sendByReference(LoopbackVendor vendor, Secrets secrets) {
    return sendByReference(vendor, secrets, clock);
  }

  /** As {@link #sendByReference(LoopbackVendor, Secrets)}, with a deadline on another clock. */
  Outcome sendByReference(LoopbackVendor vendor, Secrets secrets, InstantSource watch) {
    var environment = new LinkedHashMap<>(environment());
    environment.replaceAll((_, value) -> value.equals(Sentinels.KEY) ? REFERENCE : value);
    assertThat(environment).as("an environment with the key").containsValue(REFERENCE);
    Provider<M> provider =
        make(
            withEndpoint(url(), vendor.endpoint()),
            environment,
            HostedTemplates.NONE,
            exchange,
            secrets);
    return send(provider, Sample.PLAIN, Deadline.in(WAIT_WITH_LOOKUP, watch), vendor);
  }

  private Outcome send(
      Provider<M> provider, Sample sample, Deadline deadline, LoopbackVendor vendor) {
    Duration wait = deadline.remaining();
    M message = conformance.message().apply(sample);
    try (var overheard = new Overheard()) {
      long start = System.nanoTime();
      Outcome outcome = provider.send(message, deadline);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("time to return, of a deadline of %s", wait)
          .isLessThan(wait.plus(LATE));
      assertThat(outcome.provider()).isEqualTo(provider.name());
      for (Object said : List.of(outcome, provider, message, overheard.text())) {
        Sentinels.assertAbsent(said.getClass().getSimpleName(), said.toString());
        vendor
            .received()
            .forEach(request -> assertThat(said.toString()).doesNotContain(authorization(request)));
      }
      return outcome;
    }
  }

  /** Sends plain messages through one provider, all at the same time. */
  List<Outcome> sendAtOnce(URI endpoint, int messages) {
    Provider<M> provider = at(url(), endpoint);
    M message = conformance.message().apply(Sample.PLAIN);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return IntStream.range(0, messages)
          .mapToObj(_ ->
              CompletableFuture.supplyAsync(
                  () -> provider.send(message, Deadline.in(WAIT.multipliedBy(4), clock)), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  /** The provider at another endpoint. */
  private Provider<M> at(String url, URI endpoint) {
    return make(
        withEndpoint(url, endpoint),
        conformance.environment(),
        HostedTemplates.NONE,
        exchange,
        Secrets.NONE);
  }

  private static ProviderUrl withEndpoint(String url, URI endpoint) {
    ProviderUrl parsed = ProviderUrl.parse("the URL under test", url);
    var options = new LinkedHashMap<>(parsed.options());
    options.put("endpoint", endpoint.toString());
    return new ProviderUrl(parsed.scheme(), parsed.account(), options);
  }

  /** Its settings read from this URL and environment, for what they refuse. */
  void configure(String url, Map<String, String> environment) {
    make(
        ProviderUrl.parse("the URL under test", url),
        environment,
        HostedTemplates.NONE,
        exchange,
        Secrets.NONE);
  }

  Map<String, String> environment() {
    return conformance.environment();
  }

  /** The request that a fixture's URL, environment and message lead to; nothing is sent. */
  Request request(Fixture fixture) {
    var environment = new LinkedHashMap<String, String>();
    for (String variable : fixture.directives("env")) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    var seen = new AtomicReference<Request>();
    Exchange recording =
        (request, _) -> {
          seen.set(request);
          return new Reply.NotSent(Reply.Fault.TIMED_OUT);
        };
    Provider<M> provider =
        make(
            ProviderUrl.parse("the URL under test", fixture.directive("url").orElse(url())),
            environment.isEmpty() ? conformance.environment() : environment,
            _ -> fixture.directive("hosted"),
            recording,
            Secrets.NONE);
    Sample sample = Sample.valueOf(fixture.directive("sample").orElse("PLAIN"));
    provider.send(conformance.message().apply(sample), Deadline.in(WAIT, clock));
    return seen.get();
  }

  private Provider<M> make(
      ProviderUrl url,
      Map<String, String> environment,
      HostedTemplates hosted,
      Exchange through,
      Secrets secrets) {
    return conformance.maker().make(url, Environment.of(environment), hosted, through, secrets);
  }

  /** What the request's {@code Authorization} says behind its scheme: encoded, and still a key. */
  private static String authorization(Received request) {
    return request
        .head()
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("authorization:"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse(Sentinels.KEY);
  }
}
