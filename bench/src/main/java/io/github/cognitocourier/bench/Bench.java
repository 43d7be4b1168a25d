package io.github.cognitocourier.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Measures every contender in alternation: round after round each starts once, delivers one cold
 * message and some warm ones; a few rounds more it delivers many. Then each once as a crowd.
 */
public final class Bench {

  /** Functions run on this processor; the stubs and this program on another. */
  private static final int CPU = 0;

  private static final int MEMORY_MEGABYTES = 512;
  private static final int SUSTAINED_MESSAGES = 1000;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Path folder;
  private final Path log;
  private final Cloud cloud;
  private final Limits limits;

  private Bench(Path folder, Cloud cloud) {
    this.folder = folder;
    this.log = folder.resolve("functions.log");
    this.cloud = cloud;
    this.limits = Limits.of(CPU, MEMORY_MEGABYTES, 1);
  }

  /**
   * Called by {@code bench/run}.
   *
   * @param arguments the folder of the contenders, the script that starts Node.js functions, where
   *     the results go, how many rounds, how many warm messages in each, and how many long rounds
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<Contender> contenders =
        new Contenders(folder, Path.of(arguments[1]), MEMORY_MEGABYTES).all();
    try (var cloud = new Cloud(tls(folder.resolve("tls/server.p12")))) {
      var bench = new Bench(folder, cloud);
      int rounds = Integer.parseInt(arguments[3]);
      int messages = Integer.parseInt(arguments[4]);
      int sustained = Integer.parseInt(arguments[5]);
      List<Figures> all = bench.measure(contenders, rounds, messages, sustained);
      Path results = Path.of(arguments[2]);
      new Report(all, bench.conditions(rounds, messages, sustained), MEMORY_MEGABYTES)
          .write(results.resolve("results.json"), results.resolve("results.md"));
      Files.writeString(results.resolve("cold.svg"), Plot.svg(all));
      bench.out.print(Files.readString(results.resolve("results.md")));
    }
    // Threads of the stubs may still wait for connections that are gone.
    System.exit(0);
  }

  private List<Figures> measure(
      List<Contender> contenders, int rounds, int messages, int sustainedRounds)
      throws IOException, InterruptedException {
    List<Series> all =
        contenders.stream()
            .map(each -> new Series(each, new ArrayList<>(), new ArrayList<>()))
            .toList();
    for (Series series : all) {
      // Files into the page cache, code of the stubs into the compiler.
      run(series.contender(), messages);
    }
    for (int round = 1; round <= rounds; round++) {
      for (Series series : all) {
        series.trials().add(run(series.contender(), messages));
      }
      out.println("round " + round + " of " + rounds);
    }
    for (int round = 1; round <= sustainedRounds; round++) {
      for (Series series : all) {
        series.sustained().add(run(series.contender(), SUSTAINED_MESSAGES));
      }
      out.println("at length: round " + round + " of " + sustainedRounds);
    }
    List<Figures> figures = new ArrayList<>();
    for (Series series : all) {
      figures.add(figures(series, messages));
    }
    return figures;
  }

  /** The trials of one contender. */
  private record Series(Contender contender, List<Trial> trials, List<Trial> sustained) {}

  private Trial run(Contender contender, int messages) throws IOException, InterruptedException {
    return Trial.run(contender, cloud, limits, messages, log);
  }

  private Figures figures(Series series, int messages) throws IOException, InterruptedException {
    Contender contender = series.contender();
    Limits crowded = Limits.of(CPU, MEMORY_MEGABYTES, Crowd.PROCESSES);
    double deliveries = Crowd.deliveriesPerSecond(contender, cloud, crowded, messages, log);
    return new Figures(
        contender,
        series.trials(),
        series.sustained(),
        deliveries,
        Files.size(contender.artifact()));
  }

  /** Where and how it was measured. */
  private Map<String, Object> conditions(int rounds, int messages, int sustained)
      throws IOException {
    var conditions = new LinkedHashMap<String, Object>();
    conditions.put("rounds", rounds);
    conditions.put("warm_messages_in_each", messages);
    conditions.put("sustained_rounds", sustained);
    conditions.put("sustained_messages", SUSTAINED_MESSAGES);
    conditions.put("processes_of_a_crowd", Crowd.PROCESSES);
    conditions.put("kms_delay_ms", Cloud.KMS_DELAY.toMillis());
    conditions.put("provider_delay_ms", Cloud.PROVIDER_DELAY.toMillis());
    conditions.put("memory_mb", MEMORY_MEGABYTES);
    conditions.put("memory_held_by_the_kernel", limits.isMemoryHeld());
    conditions.put("processor", processor());
    conditions.put("architecture", System.getProperty("os.arch"));
    conditions.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    conditions.put("java", System.getProperty("java.vendor.version") + " " + Runtime.version());
    conditions.put("node", Files.readString(folder.resolve("node-version")).strip());
    return conditions;
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  /** The server's side of TLS, of the key store that {@code bench/certificates} made. */
  private static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
    char[] password = "bench-bench".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
