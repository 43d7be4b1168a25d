package io.github.cognitocourier.bench;

import io.github.cognitocourier.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What one run found: {@code results.json}, and the table for docs/performance.md. */
final class Report {

  /** One row of the table: higher is worse, unless it says otherwise. */
  private record Row(String label, ToDoubleFunction<Figures> figure) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("cold: process start → first message accepted, ms", each -> each.cold().value()),
          new Row("  of it init, ms", each -> each.init().value()),
          new Row("  of it the first invocation, ms", each -> each.first().value()),
          new Row("  its processor time, ms", each -> each.coldCpu().value()),
          new Row("warm p50 less the services' delays, ms", each -> each.warm(50).value()),
          new Row("warm p99 less the services' delays, ms", each -> each.warm(99).value()),
          new Row("the same p50 of the first few warm ones, ms", each -> each.early(50).value()),
          new Row("the same p99 of the first few warm ones, ms", each -> each.early(99).value()),
          new Row("processor time for 1,000 messages, s", each -> each.cpuSeconds().value()),
          new Row("messages a second on one core (more is better)", Figures::deliveriesPerSecond),
          new Row("peak RSS, MiB", each -> each.rss().value()),
          new Row("peak RSS after many messages, MiB", each -> each.sustainedRss().value()),
          new Row("package for x86_64 or arm64, whichever runs here, MiB", Figures::packageMib));

  private final List<Figures> all;
  private final Map<String, Object> conditions;
  private final int memoryMegabytes;

  /** Of {@code all}, among them the reference; {@code conditions} say where and how. */
  Report(List<Figures> all, Map<String, Object> conditions, int memoryMegabytes) {
    this.all = List.copyOf(all);
    this.conditions = conditions;
    this.memoryMegabytes = memoryMegabytes;
  }

  void write(Path json, Path table) throws IOException {
    var document = new LinkedHashMap<String, Object>();
    document.put("conditions", conditions);
    document.put("ratios", ratios());
    var contenders = new LinkedHashMap<String, Object>();
    all.forEach(
        figures -> contenders.put(figures.contender().name(), figures.json(memoryMegabytes)));
    document.put("contenders", contenders);
    Files.writeString(json, Json.write(document) + "\n");
    Files.writeString(table, table());
  }

  /** Ours to the reference: below 1 is better. */
  private Map<String, Object> ratios() {
    Figures reference = of(Contenders.REFERENCE);
    Figures plain = of("plain");
    var ratios = new LinkedHashMap<String, Object>();
    ratios.put("cold_plain", ratio(plain, reference, each -> each.cold().value()));
    ratios.put("cold_aot", ratio(of("aot"), reference, each -> each.cold().value()));
    ratios.put("warm_p50", ratio(plain, reference, each -> each.warm(50).value()));
    ratios.put("warm_p99", ratio(plain, reference, each -> each.warm(99).value()));
    ratios.put("rss", ratio(plain, reference, each -> each.rss().value()));
    ratios.put("size", ratio(plain, reference, Figures::packageMib));
    ratios.put("cpu", ratio(plain, reference, each -> each.cpuSeconds().value()));
    return ratios;
  }

  private Figures of(String name) {
    return all.stream()
        .filter(figures -> figures.contender().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double ratio(Figures ours, Figures reference, ToDoubleFunction<Figures> figure) {
    return Figures.rounded(figure.applyAsDouble(ours) / figure.applyAsDouble(reference));
  }

  /** Each figure, and in parentheses its ratio to the reference's. */
  private String table() {
    List<String> lines = new ArrayList<>();
    List<String> labels = all.stream().map(figures -> figures.contender().label()).toList();
    lines.add("| | " + String.join(" | ", labels) + " |");
    lines.add("|---|" + "---|".repeat(all.size()));
    for (Row row : ROWS) {
      lines.add(line(row.label(), row.figure()));
    }
    lines.add(
        line(
            "USD for a million messages, one in " + Price.ONE_COLD_IN + " cold",
            figures -> figures.pricePerMillion(memoryMegabytes)));
    return String.join("\n", lines) + "\n";
  }

  private String line(String label, ToDoubleFunction<Figures> figure) {
    double reference = figure.applyAsDouble(of(Contenders.REFERENCE));
    List<String> cells =
        all.stream()
            .map(figures -> {
              double value = figure.applyAsDouble(figures);
              return number(value) + " (" + number(value / reference) + ")";
            })
            .toList();
    return "| " + label.strip() + " | " + String.join(" | ", cells) + " |";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
