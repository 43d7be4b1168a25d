package io.github.cognitocourier.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was measured of one contender. Times are in milliseconds, sizes in MiB.
 *
 * @param trials one cold message and the first few warm ones each
 * @param sustained long ones
 * @param deliveriesPerSecond of a {@link Crowd}
 * @param packageBytes the size of what is shipped
 */
record Figures(
    Contender contender,
    List<Trial> trials,
    List<Trial> sustained,
    double deliveriesPerSecond,
    long packageBytes) {

  private static final double MIB = 1024 * 1024;
  private static final double THOUSAND = 1000;

  /** One figure with its spread. */
  record Figure(double value, double least, double most) {

    Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("median", rounded(value));
      json.put("min", rounded(least));
      json.put("max", rounded(most));
      return json;
    }
  }

  Figure cold() {
    return of(Trial::cold);
  }

  Figure init() {
    return of(Trial::init);
  }

  Figure first() {
    return of(Trial::first);
  }

  Figure coldCpu() {
    return of(Trial::coldCpu);
  }

  /** Of the long trials, from the second message on. */
  Figure warm(int percent) {
    return warm(sustained, percent);
  }

  /**
   * Of the first few warm messages of a process, whose runtime has yet to compile what they run.
   */
  Figure early(int percent) {
    return warm(trials, percent);
  }

  /** Over all messages; the spread is that of the processes. */
  private static Figure warm(List<Trial> trials, int percent) {
    List<Double> ofEach =
        trials.stream().map(trial -> Statistics.percentile(warm(trial), percent)).toList();
    List<Double> all = trials.stream().flatMap(trial -> warm(trial).stream()).toList();
    return figure(Statistics.percentile(all, percent), ofEach);
  }

  /** The most memory of the short trials. */
  Figure rss() {
    return rss(trials);
  }

  /** The most memory of the long ones. */
  Figure sustainedRss() {
    return rss(sustained);
  }

  private static Figure rss(List<Trial> trials) {
    List<Double> all = trials.stream().map(trial -> trial.peakRssKib() / 1024.0).toList();
    return figure(Statistics.median(all), all);
  }

  double packageMib() {
    return packageBytes / MIB;
  }

  /** Seconds of processor time for 1,000 warm messages, one after the other. */
  Figure cpuSeconds() {
    List<Double> all =
        sustained.stream()
            .map(trial -> trial.warmCpu().toMillis() / THOUSAND * THOUSAND / trial.warm().size())
            .toList();
    return figure(Statistics.median(all), all);
  }

  double pricePerMillion(int memoryMegabytes) {
    Duration delays = Cloud.KMS_DELAY.plus(Cloud.PROVIDER_DELAY);
    return Price.perMillion(
        memoryMegabytes,
        duration(init().value()),
        duration(first().value()),
        duration(early(50).value()).plus(delays));
  }

  Map<String, Object> json(int memoryMegabytes) {
    var json = new LinkedHashMap<String, Object>();
    json.put("label", contender.label());
    json.put("cold_ms", cold().json());
    json.put("init_ms", init().json());
    json.put("first_ms", first().json());
    json.put("cold_cpu_ms", coldCpu().json());
    json.put("warm_p50_ms", warm(50).json());
    json.put("warm_p99_ms", warm(99).json());
    json.put("early_p50_ms", early(50).json());
    json.put("early_p99_ms", early(99).json());
    json.put("rss_mib", rss().json());
    json.put("sustained_rss_mib", sustainedRss().json());
    json.put("package_mib", rounded(packageMib()));
    json.put("cpu_s_per_1000", cpuSeconds().json());
    json.put("deliveries_per_s", rounded(deliveriesPerSecond));
    json.put("usd_per_million", rounded(pricePerMillion(memoryMegabytes)));
    return json;
  }

  /** To three decimals. */
  static double rounded(double value) {
    return Math.round(value * THOUSAND) / THOUSAND;
  }

  private Figure of(Function<Trial, Duration> part) {
    List<Double> all = trials.stream().map(part).map(Figures::millis).toList();
    return figure(Statistics.median(all), all);
  }

  private static Figure figure(double value, List<Double> all) {
    var summary = all.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new Figure(value, summary.getMin(), summary.getMax());
  }

  private static List<Double> warm(Trial trial) {
    return trial.warm().stream().map(Figures::millis).toList();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static Duration duration(double millis) {
    return Duration.ofNanos((long) (millis * 1e6));
  }
}
