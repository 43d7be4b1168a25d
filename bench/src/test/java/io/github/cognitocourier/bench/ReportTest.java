package io.github.cognitocourier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cognitocourier.core.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of measurements; nothing is measured here. */
class ReportTest {

  @TempDir private Path folder;

  @Test
  void a_ratio_is_ours_to_the_reference() throws Exception {
    new Report(
            List.of(figures("node", 2), figures("plain", 1), figures("aot", 0.5)),
            Map.of("rounds", 3),
            512)
        .write(folder.resolve("results.json"), folder.resolve("results.md"));

    Json ratios = Json.parse(Files.readString(folder.resolve("results.json"))).at("ratios");
    assertThat(ratios.fields().keySet())
        .containsExactly("cold_plain", "cold_aot", "warm_p50", "warm_p99", "rss", "size", "cpu");
    assertThat(ratios.at("cold_plain").raw()).contains(0.5);
    assertThat(ratios.at("cold_aot").raw()).contains(0.25);
    assertThat(ratios.at("cpu").raw()).contains(0.5);
    assertThat(Files.readString(folder.resolve("results.md")))
        .startsWith("| | node | plain | aot |")
        .contains("| 600 (1.00) | 300 (0.50) | 150 (0.25) |");
  }

  @Test
  void percentiles_are_of_the_nearest_rank() {
    List<Double> values = Stream.iterate(1.0, value -> value + 1).limit(200).toList();
    assertThat(Statistics.percentile(values.reversed(), 99)).isEqualTo(198);
    assertThat(Statistics.median(values)).isEqualTo(100);
    assertThat(Statistics.percentile(List.of(7.0), 1)).isEqualTo(7);
  }

  @Test
  void warm_figures_are_over_all_messages_and_spread_over_the_processes() {
    Figures.Figure p99 = figures("plain", 1).warm(99);
    assertThat(p99.value()).isEqualTo(30);
    assertThat(p99.least()).isEqualTo(10);
    assertThat(p99.most()).isEqualTo(30);
  }

  /** 1 % cold: 10,000 × 300 ms and 990,000 × 45 ms at 0.5 GB, and the requests. */
  @Test
  void the_price_is_lambdas_formula() {
    double price =
        Price.perMillion(
            512, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofNanos(44_100_000));
    assertThat(price)
        .isCloseTo(0.20 + (10_000 * 0.3 + 990_000 * 0.045) * 0.5 * 0.0000166667, within(1e-9));
  }

  @Test
  void the_plot_is_well_formed_and_says_its_figures() throws Exception {
    String svg = Plot.svg(List.of(figures("node", 2), figures("plain", 1)));
    var parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(parsed.getElementsByTagName("rect").getLength()).isEqualTo(4);
    assertThat(parsed.getDocumentElement().getAttribute("aria-label"))
        .isEqualTo("node 600 ms; plain 300 ms");
  }

  /** Of a contender that takes {@code factor} times as much of everything. */
  private static Figures figures(String name, double factor) {
    var contender = new Contender(name, name, Path.of(""), Path.of(""), List.of("none"), Map.of());
    return new Figures(
        contender,
        List.of(trial(factor, 10), trial(factor, 20), trial(factor, 30)),
        List.of(trial(factor, 10), trial(factor, 20), trial(factor, 30)),
        100 / factor,
        (long) (factor * 1024 * 1024));
  }

  private static Trial trial(double factor, int warmMillis) {
    Duration warm = Duration.ofNanos((long) (warmMillis * 1e6 * factor));
    return new Trial(
        Duration.ofMillis((long) (200 * factor)),
        Duration.ofMillis((long) (100 * factor)),
        Duration.ofMillis((long) (250 * factor)),
        List.of(warm, warm),
        Duration.ofMillis((long) (10 * factor)),
        (long) (60 * 1024 * factor));
  }
}
