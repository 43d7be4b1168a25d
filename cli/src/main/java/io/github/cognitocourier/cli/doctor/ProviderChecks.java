package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.route.RouteText;
import io.github.cognitocourier.core.settings.Brand;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.account.Account;
import io.github.cognitocourier.providers.account.Accounts;
import io.github.cognitocourier.providers.account.Evidence;
import io.github.cognitocourier.providers.smtp.SmtpExchange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each provider's account says, asked from the operator's machine. Nothing is sent. */
final class ProviderChecks {

  static final List<Check> ALL =
      List.of(
          Check.of("provider", ProviderChecks::credentials, "settings", "secrets"),
          Check.of("provider.sender", ProviderChecks::sender, "provider"),
          Check.of("provider.template", ProviderChecks::template, "provider"));

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ProviderChecks() {}

  private static Verdict credentials(Deployment deployment) {
    return worst(
        FunctionSettings.providers(deployment).stream()
            .flatMap(url -> ask(deployment, url, account -> account.credentials(deadline()))));
  }

  private static Verdict sender(Deployment deployment) {
    return worst(
        Stream.of(Channel.EMAIL, Channel.SMS)
            .flatMap(channel -> senders(deployment, channel))
            .distinct()
            .flatMap(one ->
                ask(deployment, one.url(), account -> account.sender(one.from(), deadline()))));
  }

  /** A sender that a provider may have to speak for. */
  record Sender(ProviderUrl url, String from) {}

  /** A brand with a route of its own never goes by that of everybody. */
  static Stream<Sender> senders(Deployment deployment, Channel channel) {
    List<RouteText> routes = FunctionSettings.routes(deployment, channel);
    Set<String> apart =
        routes.stream()
            .filter(RouteText::isOfBrand)
            .map(RouteText::brand)
            .collect(Collectors.toSet());
    return routes.stream()
        .flatMap(route ->
            brands(deployment).stream()
                .filter(brand ->
                    route.isOfBrand()
                        ? brand.id().equals(route.brand())
                        : !apart.contains(brand.id()))
                .flatMap(brand -> from(deployment, channel, brand).stream())
                .flatMap(
                    from -> route.parse().providers().stream().map(url -> new Sender(url, from))));
  }

  private static Optional<String> from(Deployment deployment, Channel channel, Brand brand) {
    return switch (channel) {
      case EMAIL ->
          brand
              .from()
              .or(() ->
                  FunctionSettings.environment(deployment)
                      .get(Settings.COURIER_FROM)
                      .flatMap(Mailbox::parse))
              .map(mailbox -> mailbox.address().value());
      case SMS -> Optional.of(brand.smsFrom());
    };
  }

  private static Collection<Brand> brands(Deployment deployment) {
    return FunctionSettings.document(deployment).brands().values();
  }

  private static Verdict template(Deployment deployment) {
    if (FunctionSettings.documentIsUnseen(deployment)) {
      return new Unchecked("Hosted templates are in courier.json: give your copy with --config.");
    }
    List<Verdict> verdicts =
        FunctionSettings.providers(deployment).stream()
            .flatMap(url ->
                hosted(deployment, url.name())
                    .flatMap(id -> ask(deployment, url, it -> it.template(id, deadline()))))
            .toList();
    return verdicts.isEmpty()
        ? new Good("No hosted templates: every message is sent with its content.")
        : worst(verdicts.stream());
  }

  private static Stream<String> hosted(Deployment deployment, String provider) {
    return brands(deployment).stream()
        .flatMap(brand -> Stream.ofNullable(brand.hosted().get(provider)))
        .flatMap(triggers -> triggers.values().stream())
        .flatMap(locales -> locales.values().stream())
        .distinct()
        .sorted();
  }

  private static Stream<Verdict> ask(
      Deployment deployment, ProviderUrl url, Function<Account, Evidence> question) {
    Environment environment = FunctionSettings.environment(deployment);
    InstantSource clock = InstantSource.system();
    try (var http = new HttpExchange(clock)) {
      return Stream.of(
          AwsAccounts.of(url, environment, deployment.clients(), http)
              .or(() -> Accounts.of(url, environment, new SmtpExchange(http, clock)))
              .map(question)
              .map(ProviderChecks::verdict)
              .orElseGet(
                  () -> new Unchecked("The account of " + url.name() + " cannot be asked.")));
    }
  }

  private static Deadline deadline() {
    return Deadline.in(PATIENCE, InstantSource.system());
  }

  private static Verdict verdict(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Confirmed(var found) -> new Good(found);
      case Evidence.Refuted(var found, var fix) -> new Bad(found, fix);
      case Evidence.Unclear(var why) -> new Unchecked(why);
    };
  }

  private static Verdict worst(Stream<Verdict> verdicts) {
    List<Verdict> all = verdicts.toList();
    return Verdict.worst(all).orElseGet(() -> new Good(sentences(all)));
  }

  private static String sentences(List<Verdict> all) {
    return all.stream()
        .map(it -> it instanceof Good(var found) ? found : "")
        .distinct()
        .reduce((one, other) -> one + " " + other)
        .orElse("There is nothing to ask.");
  }
}
