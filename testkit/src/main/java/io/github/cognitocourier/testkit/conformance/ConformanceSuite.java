package io.github.cognitocourier.testkit.conformance;

import io.github.cognitocourier.core.delivery.Outcome;
import io.github.cognitocourier.http.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every case for every provider, as JUnit tests, and the table of what passed. Return {@link
 * #tests()} from a {@code @TestFactory}, and call {@link #report} when all is done. Not for
 * concurrent use.
 */
public final class ConformanceSuite {

  private static final Map<String, Consumer<Trial<?>>> CASES = cases();

  private final List<Conformance<?>> providers;
  private final List<ForeignRow> foreign;
  private final Exchange exchange;
  private final InstantSource clock;
  private final Map<String, Map<String, Character>> results = new TreeMap<>();

  /** All providers speak through {@code exchange}: the real one. */
  public ConformanceSuite(Exchange exchange, InstantSource clock, List<Conformance<?>> providers) {
    this(exchange, clock, providers, List.of());
  }

  /** The same, and providers that do not speak HTTP. */
  public ConformanceSuite(
      Exchange exchange,
      InstantSource clock,
      List<Conformance<?>> providers,
      List<ForeignRow> foreign) {
    this.exchange = exchange;
    this.clock = clock;
    this.providers = List.copyOf(providers);
    this.foreign = List.copyOf(foreign);
    foreign.forEach(row -> row.covers(CASES.keySet()));
    for (Conformance<?> provider : providers) {
      if (!CASES.keySet().containsAll(provider.notApplicable().keySet())) {
        throw new IllegalStateException(
            provider.row() + ": not-applicable.txt names a case that there is not");
      }
    }
  }

  private static Map<String, Consumer<Trial<?>>> cases() {
    var cases = new LinkedHashMap<String, Consumer<Trial<?>>>();
    cases.put("accepted", trial -> FixtureCases.reply(trial, "accepted", Outcome.Accepted.class));
    cases.put(
        "recipient rejected",
        trial -> FixtureCases.reply(trial, "recipient-rejected", Outcome.Rejected.class));
    cases.put(
        "wrong key", trial -> FixtureCases.reply(trial, "wrong-key", Outcome.Misconfigured.class));
    cases.put(
        "undocumented 4xx",
        trial -> FixtureCases.reply(trial, "undocumented-4xx", Outcome.Misconfigured.class));
    cases.put("throttled, with its wait", FixtureCases::throttled);
    cases.put("quota used up", FixtureCases::quota);
    cases.put(
        "server error", trial -> FixtureCases.reply(trial, "server-error", Outcome.Unknown.class));
    cases.put(
        "garbage success",
        trial -> FixtureCases.reply(trial, "garbage-success", Outcome.Unknown.class));
    cases.put("connection refused", FaultCases::connectionRefused);
    cases.put("no time left", FaultCases::noTimeLeft);
    cases.put("TLS never ends", FaultCases::tlsNeverEnds);
    cases.put("never answers", FaultCases::neverAnswers);
    cases.put("body stalls", FaultCases::bodyStalls);
    cases.put("connection dropped", FaultCases::connectionDropped);
    cases.put("not HTTP", FaultCases::notHttp);
    cases.put("oversized body", FaultCases::oversizedBody);
    cases.put("redirect not followed", FaultCases::redirected);
    cases.put("line ends stay content", FaultCases::lineEndsStayContent);
    cases.put("emoji and IDN", FaultCases::emojiAndIdn);
    cases.put("concurrent sends", FaultCases::concurrentSends);
    cases.put("wrong settings named", FaultCases::wrongSettings);
    cases.put("key by reference", SecretCases::keyByReference);
    cases.put("replaced key sent once more", SecretCases::replacedKey);
    cases.put("same key not sent again", SecretCases::sameKey);
    cases.put("late key", SecretCases::lateKey);
    cases.put("late replacement not sent", SecretCases::lateReplacement);
    cases.put("secret refused", SecretCases::secretRefused);
    cases.put("secret unavailable", SecretCases::secretUnavailable);
    cases.put("every documented reply", FixtureCases::allReplies);
    cases.put("every documented request", FixtureCases::allRequests);
    return cases;
  }

  /** A container for each provider, a test for each case. */
  public Stream<DynamicNode> tests() {
    return Stream.concat(
        providers.stream().map(provider -> container(provider.row(), name -> run(provider, name))),
        foreign.stream().map(row -> container(row.scheme(), name -> run(row, name))));
  }

  private static DynamicNode container(String scheme, Consumer<String> run) {
    return DynamicContainer.dynamicContainer(
        scheme,
        CASES.keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> run.accept(name))));
  }

  private void run(Conformance<?> provider, String name) {
    Consumer<Trial<?>> check = CASES.getOrDefault(name, _ -> {});
    boolean applies = !provider.notApplicable().containsKey(name);
    run(provider.row(), name, applies, () -> check.accept(new Trial<>(provider, exchange, clock)));
  }

  private void run(ForeignRow row, String name) {
    Runnable check = row.cases().getOrDefault(name, () -> {});
    run(row.scheme(), name, row.cases().containsKey(name), check);
  }

  private void run(String scheme, String name, boolean applies, Runnable check) {
    Map<String, Character> row = results.computeIfAbsent(scheme, _ -> new LinkedHashMap<>());
    if (!applies) {
      row.put(name, '-');
      return;
    }
    row.put(name, 'F');
    check.run();
    row.put(name, '+');
  }

  /** One line a provider, one column a case, and what the columns are. */
  public String table() {
    List<String> names = List.copyOf(CASES.keySet());
    var table =
        new StringBuilder(
            "conformance, + passed, F failed, - not applicable, . not run\n%-14s".formatted(""));
    IntStream.rangeClosed(1, names.size()).forEach(column -> table.append("%3d".formatted(column)));
    results.forEach((provider, row) -> {
      table.append("\n%-14s".formatted(provider));
      names.forEach(name -> table.append("  ").append(row.getOrDefault(name, '.')));
    });
    String legend =
        IntStream.range(0, names.size())
            .mapToObj(column -> (column + 1) + " " + names.get(column))
            .collect(Collectors.joining(", "));
    table.append('\n').append(legend).append('\n');
    for (Conformance<?> provider : providers) {
      reasons(provider).forEach(reason -> table.append(reason).append('\n'));
    }
    return table.toString();
  }

  /** Why a case does not apply, with the columns that have the same reason in one line. */
  private static List<String> reasons(Conformance<?> provider) {
    List<String> names = List.copyOf(CASES.keySet());
    var columns = new TreeMap<String, List<Integer>>();
    provider
        .notApplicable()
        .forEach((name, reason) ->
            columns.computeIfAbsent(reason, _ -> new ArrayList<>()).add(names.indexOf(name) + 1));
    return columns.entrySet().stream()
        .map(entry ->
            "- %s %s: %s"
                .formatted(
                    provider.row(),
                    entry.getValue().stream()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")),
                    entry.getKey()))
        .toList();
  }

  /** Prints the table and writes it to {@code file}. */
  public void report(Path file) {
    System.out.print(table());
    try {
      Files.writeString(file, table());
    } catch (IOException notWritten) {
      throw new UncheckedIOException("the table of conformance", notWritten);
    }
  }
}
