package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.Mailbox;
import io.github.cognitocourier.core.settings.Brand;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.http.HttpExchange;
import io.github.cognitocourier.providers.account.Account;
import io.github.cognitocourier.providers.account.Accounts;
import io.github.cognitocourier.providers.account.Evidence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    Stream<Verdict> email =
        FunctionSettings.providers(deployment, Settings.COURIER_EMAIL).stream()
            .flatMap(url -> senders(deployment, url, emailSenders(deployment)));
    Stream<Verdict> sms =
        FunctionSettings.providers(deployment, Settings.COURIER_SMS).stream()
            .flatMap(url -> senders(deployment, url, smsSenders(deployment)));
    return worst(Stream.concat(email, sms));
  }

  private static Stream<Verdict> senders(
      Deployment deployment, ProviderUrl url, List<String> senders) {
    return senders.stream()
        .flatMap(from -> ask(deployment, url, account -> account.sender(from, deadline())));
  }

  private static List<String> emailSenders(Deployment deployment) {
    Optional<Mailbox> common =
        FunctionSettings.environment(deployment).get(Settings.COURIER_FROM).flatMap(Mailbox::parse);
    return brands(deployment).stream()
        .flatMap(brand -> brand.from().or(() -> common).stream())
        .map(mailbox -> mailbox.address().value())
        .distinct()
        .toList();
  }

  private static List<String> smsSenders(Deployment deployment) {
    return brands(deployment).stream().map(Brand::smsFrom).distinct().toList();
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
    try (var exchange = new HttpExchange(InstantSource.system())) {
      return Stream.of(
          AwsAccounts.of(url, environment, deployment.clients(), exchange)
              .or(() -> Accounts.of(url, environment, exchange))
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
